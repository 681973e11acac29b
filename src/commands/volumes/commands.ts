// What a user can do with volumes.

import * as l10n from '@vscode/l10n';
import type { DiskUsage } from '../../engine/disk-usage.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Volume } from '../../engine/volume-api.ts';
import { formatAge } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import { browseFiles } from '../files/browser.ts';
import { volumeSource } from '../files/source.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls, copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { type Candidate, previewRemoval, removalWords, sizeWords } from '../objects/preview-removal.ts';
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
import { nameOrShortId } from '../text/object-names.ts';
import { createVolume } from './create.ts';

/** Those without a name of their own have a long id in its place. */
const volumeName = ({ name }: Pick<Volume, 'name'>) => nameOrShortId(name);

export const volumes: UsedKind<Volume> = {
  noun: 'volume',
  words: {
    placeholder: l10n.t('Volume'),
    none: l10n.t('There are no volumes on this engine yet. Create one, or run an image that uses one.'),
    gone: l10n.t('That volume no longer exists.'),
    findingUsers: l10n.t('Finding containers that use volumes'),
    inspect: l10n.t('Inspect a Volume'),
    copyName: l10n.t('Copy the Name of a Volume'),
    removeQuestion: (count, names) =>
      count === 1 ? l10n.t('Remove the volume {0}?', names) : l10n.t('Remove the volumes {0}?', names),
    removing: l10n.t('Removing volumes'),
  },
  icon: 'database',
  calls: (engine) => engine.volumes,
  idOf: ({ name }) => name,
  nameOf: volumeName,
  details: ({ driver, createdAt, anonymous }) => [
    ...(anonymous ? [l10n.t('anonymous')] : []),
    driver,
    ...(createdAt === undefined ? [] : [l10n.t('created {0}', formatAge(createdAt, Date.now()))]),
  ],
  usersIn: ({ ofVolumes }) => ofVolumes,
  // A volume that somebody browses is in use otherwise, by a container that no list shows.
  // Helpers know them by their whole names, which those without one have, too.
  release: (host, engine, chosen, signal) =>
    host.files.volumes(engine.id).release(
      engine,
      chosen.map(({ name }) => name),
      signal,
    ),
};

export const volumeCommands = engineCommands(
  {
    'longshore.volume.create': createVolume,

    'longshore.volume.inspect': inspecting(volumes),

    'longshore.volume.copyName': copyingName(volumes),

    'longshore.volume.browseFiles': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const [volume] = await chooseUsed(volumes, services, ids, l10n.t('Browse the Files of a Volume'));
      const name = String(volume?.name);
      const { host, engine } = services;
      const leave = await host.progress(l10n.t('Opening the volume "{0}"', nameOrShortId(name)), (_report, signal) =>
        host.files.volumes(engine.id).hold(name, signal),
      );
      try {
        await browseFiles(services, volumeSource(services, name), '/');
      } finally {
        await leave();
      }
    },

    'longshore.volume.remove': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseUsed(volumes, services, ids, l10n.t('Remove a Volume'));
      const used = await saysOfUsers(volumes, services, chosen);
      // Stopping them would not do: a stopped container holds its volumes, too.
      if (used.length > 0)
        throw new UserError('conflict', [...used, l10n.t('Remove these containers first.')].join(' '));
      await confirmAndRemove(volumes, services, chosen, l10n.t('All data in it is lost permanently.'));
    },

    'longshore.volume.prune': async (services: EngineServices): Promise<void> => {
      const { host, engine } = services;
      const scope = await host.pick(l10n.t('Remove Unused Volumes'), l10n.t('Which volumes?'), [
        {
          label: l10n.t('Anonymous'),
          detail: l10n.t('Created by the engine for a container that no longer exists'),
          value: 'anonymous' as const,
        },
        {
          label: l10n.t('All Unused'),
          detail: l10n.t('Includes named volumes, whose data you may need'),
          value: 'unused' as const,
        },
      ]);
      const candidates = await host.progress(l10n.t('Finding unused volumes'), (_report, signal) =>
        unusedVolumes(engine, scope === 'anonymous', signal),
      );
      const chosen = await previewRemoval(host, {
        words: removalWords.volumes,
        candidates,
        none: l10n.t('There are no unused volumes of this kind to remove.'),
        warning: l10n.t('The data in the volumes is lost permanently.'),
      });
      await removeUsed(volumes, services, chosen);
      host.inform(chosen.length === 1 ? l10n.t('Removed 1 volume.') : l10n.t('Removed {0} volumes.', chosen.length));
    },
  },
  {
    'longshore.volume.create': { title: l10n.t('Create Volume'), docker: calls('volumes.create') },
    'longshore.volume.inspect': { title: l10n.t('Inspect Volume'), docker: calls('volumes.inspect') },
    'longshore.volume.copyName': { title: l10n.t('Copy Volume Name'), docker: copies },
    'longshore.volume.browseFiles': {
      title: l10n.t('Browse Files of Volume'),
      docker: { none: 'docker does not list the files of a volume.' },
    },
    'longshore.volume.remove': { title: l10n.t('Remove Volume'), docker: calls('volumes.remove') },
    'longshore.volume.prune': { title: l10n.t('Remove Unused Volumes'), docker: calls('volumes.remove') },
  },
);

async function unusedVolumes(
  engine: Engine,
  onlyAnonymous: boolean,
  signal: AbortSignal,
): Promise<Candidate<Volume>[]> {
  const [usage, users] = await Promise.all([engine.diskUsage(signal), findUsers(engine, signal)]);
  return volumesToRemove(engine, usage, users, onlyAnonymous, signal);
}

/** Those that no container of `users` uses, the largest first. */
export async function volumesToRemove(
  engine: Engine,
  usage: DiskUsage,
  users: Users,
  onlyAnonymous: boolean,
  signal: AbortSignal,
): Promise<Candidate<Volume>[]> {
  const sizes = new Map(usage.volumes.map(({ name, size }) => [name, size]));
  return (await engine.volumes.list(signal))
    .filter(({ name, anonymous }) => !users.ofVolumes.has(name) && (anonymous || !onlyAnonymous))
    .map((volume) => {
      const bytes = sizes.get(volume.name) ?? -1;
      return { ...usedChoice(volumes, volume, users), description: sizeWords(bytes), bytes };
    })
    .sort((a, b) => b.bytes - a.bytes);
}
