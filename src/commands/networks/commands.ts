// What a user can do with networks.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network-api.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls, copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { type Candidate, previewRemoval, removalWords } from '../objects/preview-removal.ts';
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
import { createNetwork } from './create.ts';

export const networks: UsedKind<Network> = {
  noun: 'network',
  words: {
    placeholder: l10n.t('Network'),
    none: l10n.t('You have no networks yet. Create one first.'),
    gone: l10n.t('That network no longer exists.'),
    findingUsers: l10n.t('Finding containers that use networks'),
    inspect: l10n.t('Inspect a Network'),
    copyName: l10n.t('Copy the Name of a Network'),
    removeQuestion: (count, names) =>
      count === 1 ? l10n.t('Remove the network {0}?', names) : l10n.t('Remove the networks {0}?', names),
    removing: l10n.t('Removing networks'),
  },
  icon: 'type-hierarchy',
  calls: (engine) => engine.networks,
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  details: ({ driver, subnets, internal, predefined }) => [
    driver,
    ...subnets,
    ...(internal ? [l10n.t('internal')] : []),
    ...(predefined ? [l10n.t('engine default')] : []),
  ],
  usersIn: ({ ofNetworks }) => ofNetworks,
};

export const networkCommands = engineCommands(
  {
    'longshore.network.create': createNetwork,

    'longshore.network.inspect': inspecting(networks),

    'longshore.network.copyName': copyingName(networks),

    'longshore.network.copyId': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const [network] = await chooseUsed(networks, services, ids, l10n.t('Copy the ID of a Network'));
      await services.host.copy(String(network?.id));
    },

    'longshore.network.remove': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseUsed(networks, services, ids, l10n.t('Remove a Network'), {
        fits: ({ predefined }) => !predefined,
        refusal: ({ name }) => ofTheEngine(name),
      });
      const used = await saysOfUsers(networks, services, chosen);
      const detail =
        used.length === 0
          ? l10n.t('No container uses it.')
          : [
              ...used,
              l10n.t(
                'The engine cannot remove it while one of them is running. A stopped one cannot be started without the network.',
              ),
            ].join('\n');
      await confirmAndRemove(networks, services, chosen, detail);
    },

    'longshore.network.prune': async (services: EngineServices): Promise<void> => {
      const { host, engine } = services;
      const candidates = await host.progress(l10n.t('Finding unused networks'), async (_report, signal) =>
        networksToRemove(engine, await findUsers(engine, signal), signal),
      );
      const chosen = await previewRemoval(host, {
        words: removalWords.networks,
        candidates,
        none: noneUnused,
        warning: l10n.t('No container uses them, running or stopped.'),
      });
      await removeUsed(networks, services, chosen);
      host.inform(chosen.length === 1 ? l10n.t('Removed 1 network.') : l10n.t('Removed {0} networks.', chosen.length));
    },
  },
  {
    'longshore.network.create': { title: l10n.t('Create Network'), docker: calls('networks.create') },
    'longshore.network.inspect': { title: l10n.t('Inspect Network'), docker: calls('networks.inspect') },
    'longshore.network.copyName': { title: l10n.t('Copy Network Name'), docker: copies },
    'longshore.network.copyId': { title: l10n.t('Copy Network ID'), docker: copies },
    'longshore.network.remove': { title: l10n.t('Remove Network'), docker: calls('networks.remove') },
    'longshore.network.prune': { title: l10n.t('Remove Unused Networks'), docker: calls('networks.remove') },
  },
);

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

export const ofTheEngine = (network: string) => l10n.t('"{0}" belongs to the engine and cannot be removed.', network);

export const noneUnused = l10n.t(
  'There are no unused networks to remove. Each is used by a container or belongs to the engine.',
);
