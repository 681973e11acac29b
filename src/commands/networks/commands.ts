// What a user can do with networks.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network-api.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { type Candidate, previewRemoval } from '../objects/preview-removal.ts';
import {
  chooseUsed,
  confirmAndRemove,
  copyingName,
  inspecting,
  removeUsed,
  saysOfUsers,
  type UsedKind,
  usedChoice,
} from '../objects/used-objects.ts';
import { findUsers, type Users } from '../objects/users.ts';
import { count } from '../text/count-and-list.ts';
import { createNetwork } from './create.ts';

const networks: UsedKind<Network> = {
  noun: 'network',
  title: 'Network',
  icon: 'type-hierarchy',
  none: l10n.t('There is no network of yours yet. Create one first.'),
  calls: (engine) => engine.networks,
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  details: ({ driver, subnets, internal, predefined }) => [
    driver,
    ...subnets,
    ...(internal ? ['internal'] : []),
    ...(predefined ? [l10n.t('the engine’s own')] : []),
  ],
  usersIn: ({ ofNetworks }) => ofNetworks,
};

export const networkCommands = engineCommands({
  'longshore.network.create': createNetwork,

  'longshore.network.inspect': inspecting(networks),

  'longshore.network.copyName': copyingName(networks),

  'longshore.network.copyId': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const [network] = await chooseUsed(networks, context, ids, l10n.t('Copy the Id of a Network'));
    await context.host.copy(String(network?.id));
  },

  'longshore.network.remove': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const chosen = await chooseUsed(networks, context, ids, l10n.t('Remove a Network'), {
      fits: ({ predefined }) => !predefined,
      refusal: ({ name }) => l10n.t('"{0}" belongs to the engine itself and cannot be removed.', name),
    });
    const used = await saysOfUsers(networks, context, chosen);
    const detail =
      used.length === 0
        ? l10n.t('No container uses it.')
        : `${used.join('\n')}\nWhile one of them runs the engine refuses; a stopped one cannot be started without it.`;
    await confirmAndRemove(networks, context, chosen, detail);
  },

  'longshore.network.prune': async (context: EngineContext): Promise<void> => {
    const { host, engine } = context;
    const candidates = await host.progress(l10n.t('Looking for unused networks'), async (_report, signal) =>
      networksToRemove(engine, await findUsers(engine, signal), signal),
    );
    const chosen = await previewRemoval(host, {
      noun: 'network',
      candidates,
      none: l10n.t('Every network is used by a container or belongs to the engine: there is nothing to remove.'),
      warning: l10n.t('No container is joined, running or stopped.'),
    });
    await removeUsed(networks, context, chosen);
    host.inform(`Removed ${count(chosen.length, 'network')}.`);
  },
});

/** Those that no container of `users` is joined to. They take no space. */
export async function networksToRemove(
  engine: Engine,
  users: Users,
  signal: AbortSignal,
): Promise<Candidate<Network>[]> {
  return (await engine.networks.list(signal))
    .filter(({ name, predefined }) => !predefined && !users.ofNetworks.has(name))
    .map((network) => ({ ...usedChoice(networks, network, users), bytes: 0 }));
}
