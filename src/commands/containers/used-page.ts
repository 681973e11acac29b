// The pages of volumes and networks: which containers use them, what their buttons do, and the commands that open them. They are
// twins but for what is asked of the engine.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network-api.ts';
import type { Volume } from '../../engine/volume-api.ts';
import type { Panel } from '../../panels/panel.ts';
import {
  addressesIn,
  driverOptions,
  networkFacts,
  type UsedFacts,
  type UserFacts,
  volumeFacts,
} from '../../panels/used-facts.ts';
import type { FromUsedPage, ToUsedPage, UsedAction } from '../../panels/used-messages.ts';
import { runUsedPage } from '../../panels/used-session.ts';
import { isKnownFailure } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, onSameEngine } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { networks } from '../networks/commands.ts';
import { chooseUsed, type UsedKind } from '../objects/used-objects.ts';
import { volumes } from '../volumes/commands.ts';
import { connectTo, disconnectFrom } from './networks.ts';

type Noun = UsedFacts['noun'];

export const usedPageCommands = engineCommands(
  {
    'longshore.volume.describe': describing(volumes, l10n.t('Describe a Volume')),
    'longshore.network.describe': describing(networks, l10n.t('Describe a Network')),
  },
  {
    'longshore.volume.describe': { title: l10n.t('Describe Volume'), docker: calls('volumes.inspect') },
    'longshore.network.describe': { title: l10n.t('Describe Network'), docker: calls('networks.inspect') },
  },
);

function describing<T extends { readonly name: string }>(kind: UsedKind<T>, title: string) {
  return async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = services;
    const [object] = await chooseUsed(kind, services, ids, title);
    if (!object) return;
    const id = kind.idOf(object);
    // Asked for here, too: it is what the page is there for, and it may be gone.
    await kind.calls(engine).inspect(id);
    const name = kind.nameOf(object);
    host.openPage({
      kind: 'used',
      key: `${engine.id} ${kind.noun} ${id}`,
      title: name,
      target: { ...objectTarget(engine, id, name), noun: kind.noun },
    });
  };
}

export function fillUsedPage(
  services: CommandServices,
  panel: Panel<ToUsedPage, FromUsedPage>,
  kept: unknown,
): boolean {
  const { host, engines } = services;
  const target = readObjectTarget(kept);
  const { noun } = (kept ?? {}) as { readonly noun?: unknown };
  if (!target || (noun !== 'volume' && noun !== 'network')) return false;
  const { engine, id } = target;
  const onNetwork = async (work: (at: EngineServices, network: Network) => Promise<void>) => {
    const at = await onSameEngine(services, engine);
    const [network] = await chooseUsed(networks, at, [id], '');
    if (network) await work(at, network);
  };
  runUsedPage(panel, target.name, {
    inventory: () => engines.inventory(engine, panel.closed),
    read: (connected, signal) => read[noun](connected, id, signal),
    run: (action) => {
      if (action === 'connect') host.report(onNetwork(connectTo));
      else if (Object.hasOwn(commandOf[noun], action))
        host.runCommand(commandOf[noun][action], [{ engine, kind: noun, id }]);
    },
    open: (container) =>
      host.runCommand('longshore.container.describe', [{ engine, kind: 'container', id: container }]),
    disconnect: (container) => host.report(onNetwork((at, network) => disconnectFrom(at, network, container))),
    copy: (text, words) => void host.copy(text, words),
  });
  return true;
}

/** Of each button: the command that it runs. */
const commandOf: Readonly<Record<Noun, Readonly<Record<Exclude<UsedAction, 'connect'>, `longshore.${string}`>>>> = {
  volume: {
    browse: 'longshore.volume.browseFiles',
    inspect: 'longshore.volume.inspect',
    remove: 'longshore.volume.remove',
  },
  network: {
    browse: 'longshore.network.inspect',
    inspect: 'longshore.network.inspect',
    remove: 'longshore.network.remove',
  },
};

const read: Readonly<
  Record<
    Noun,
    (engine: Engine, id: string, signal: AbortSignal) => ReturnType<Parameters<typeof runUsedPage>[2]['read']>
  >
> = {
  async volume(engine, id, signal) {
    const [all, containers] = await Promise.all([engine.volumes.list(signal), engine.containers.list(signal)]);
    const volume = all.find(({ name }) => name === id);
    const raw = volume && (await unlessGone(engine.volumes.inspect(id, signal)))?.raw;
    if (!volume || raw === undefined) return undefined;
    const using = containers.filter((container) => container.volumes.includes(id));
    const users = await Promise.all(using.map((container) => userOfVolume(engine, container, volume, signal)));
    return {
      facts: volumeFacts(volume, volumes.nameOf(volume), { raw, users }),
      values: { environment: [], labels: volume.labels, options: driverOptions(raw) },
    };
  },
  async network(engine, id, signal) {
    const [all, containers] = await Promise.all([engine.networks.list(signal), engine.containers.list(signal)]);
    const network = all.find((each) => each.id === id);
    const raw = network && (await unlessGone(engine.networks.inspect(id, signal)))?.raw;
    if (!network || raw === undefined) return undefined;
    const addresses = addressesIn(raw);
    const users = containers
      .filter((container) => container.networks.includes(network.name))
      .map((container): UserFacts => ({ ...userOf(container), places: addresses.get(container.id) ?? [] }));
    return {
      facts: networkFacts(network, { raw, users }),
      values: { environment: [], labels: network.labels, options: driverOptions(raw) },
    };
  },
};

function userOf({ id, name, state }: Container): UserFacts {
  return { id, name, state, places: [], readOnly: false };
}

/** Where it has the volume, only the container itself says. */
async function userOfVolume(
  engine: Engine,
  container: Container,
  volume: Volume,
  signal: AbortSignal,
): Promise<UserFacts> {
  const details = await unlessGone(engine.containers.inspect(container.id, signal));
  const mounts = (details?.mounts ?? []).filter(({ kind, source }) => kind === 'volume' && source === volume.name);
  return {
    ...userOf(container),
    places: mounts.map(({ destination }) => destination),
    readOnly: mounts.length > 0 && mounts.every(({ readOnly }) => readOnly),
  };
}

async function unlessGone<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (isKnownFailure(error, 'not-found')) return undefined;
    throw error;
  }
}
