// What a user can do with networks.
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network-api.ts';
import { EngineError } from '../../errors.ts';
import type { CommandContext, CommandTable, ObjectIds } from '../host/command.ts';
import type { Choice } from '../host/host.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval } from '../objects/preview-removal.ts';
import { findUsers, type Users } from '../objects/users.ts';
import { count, listNames } from '../text/count-and-list.ts';
import { safeFileName } from '../text/object-names.ts';
import { createNetwork } from './create.ts';

const networkName = ({ name }: Network) => name;

export const networkCommands = {
  'longshore.network.create': createNetwork,

  'longshore.network.inspect': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [network] = await chooseNetworks(context, ids, 'Inspect a Network', () => true);
    const engine = await context.inventory.engine();
    const { raw } = await engine.networks.inspect(String(network?.id));
    await context.host.showDocument(
      `${safeFileName(String(network?.name))}.network.json`,
      JSON.stringify(raw, undefined, 2),
    );
  },

  'longshore.network.copyName': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [network] = await chooseNetworks(context, ids, 'Copy the Name of a Network', () => true);
    await context.host.copy(String(network?.name));
  },

  'longshore.network.copyId': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [network] = await chooseNetworks(context, ids, 'Copy the Id of a Network', () => true);
    await context.host.copy(String(network?.id));
  },

  'longshore.network.remove': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const { host, inventory } = context;
    const networks = await chooseNetworks(context, ids, 'Remove a Network', ({ predefined }) => !predefined);
    const engine = await inventory.engine();
    const names = listNames(networks.map(networkName));
    const { ofNetworks } = await host.progress('Looking for its containers', (_report, signal) =>
      findUsers(engine, signal),
    );
    const used = networks.filter(({ name }) => ofNetworks.has(name));
    await host.confirm({
      question: `Remove ${networks.length === 1 ? 'the network' : count(networks.length, 'network')} ${names}?`,
      detail:
        used.length === 0
          ? 'No container uses it.'
          : `${used.map(({ name }) => `"${name}" is used by ${listNames(ofNetworks.get(name) ?? [])}.`).join('\n')}\nWhile one of them runs the engine refuses; a stopped one cannot be started without it.`,
      action: 'Remove',
    });
    await removeNetworks(context, engine, networks);
  },

  'longshore.network.prune': async (context: CommandContext): Promise<void> => {
    const { host, inventory } = context;
    const engine = await inventory.engine();
    const candidates = await host.progress('Looking for unused networks', async (_report, signal) =>
      networksToRemove(engine, await findUsers(engine, signal), signal),
    );
    const networks = await previewRemoval(host, {
      noun: 'network',
      candidates,
      none: 'Every network is used by a container or belongs to the engine: there is nothing to remove.',
      warning: 'No container is joined, running or stopped.',
    });
    await removeNetworks(context, engine, networks);
    host.inform(`Removed ${count(networks.length, 'network')}.`);
  },
} satisfies CommandTable;

/** Those that no container of `users` is joined to. They take no space. */
export async function networksToRemove(
  engine: Engine,
  users: Users,
  signal: AbortSignal,
): Promise<Candidate<Network>[]> {
  return (await engine.networks.list(signal))
    .filter(({ name, predefined }) => !predefined && !users.ofNetworks.has(name))
    .map((network) => ({ ...networkChoice(network, users), bytes: 0 }));
}

async function removeNetworks({ host }: CommandContext, engine: Engine, networks: readonly Network[]): Promise<void> {
  await host.progress(`Removing ${count(networks.length, 'network')}`, async (_report, signal) =>
    forEachOf(networks, networkName, ({ id }) => engine.networks.remove(id, signal)),
  );
}

async function chooseNetworks(
  context: CommandContext,
  ids: ObjectIds | undefined,
  title: string,
  only: (network: Network) => boolean,
): Promise<Network[]> {
  const engine = await context.inventory.engine();
  const networks = await engine.networks.list();
  if (ids) {
    const chosen = networks.filter(({ id }) => ids.includes(id));
    if (chosen.length === 0) throw new EngineError('not-found', 'That network is gone: somebody removed it meanwhile.');
    const own = chosen.find((network) => !only(network));
    if (own) throw new EngineError('invalid', `"${own.name}" belongs to the engine itself and cannot be removed.`);
    return chosen;
  }
  const possible = networks.filter(only);
  if (possible.length === 0) throw new EngineError('not-found', 'There is no network of yours yet. Create one first.');
  const users = await context.host.progress('Looking for what uses the networks', (_report, signal) =>
    findUsers(engine, signal),
  );
  return [
    await context.host.pick(
      title,
      'Network',
      possible.map((network) => networkChoice(network, users)),
    ),
  ];
}

function networkChoice(network: Network, { ofNetworks }: Users): Choice<Network> {
  const { name, driver, subnets, internal, predefined } = network;
  const users = ofNetworks.get(name) ?? [];
  return {
    label: name,
    description: users.length > 0 ? `used by ${listNames(users)}` : 'unused',
    detail: [driver, ...subnets, ...(internal ? ['internal'] : []), ...(predefined ? ['the engine’s own'] : [])].join(
      ' · ',
    ),
    icon: 'type-hierarchy',
    value: network,
  };
}
