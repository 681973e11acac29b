// What a user can do with volumes.
import type { DiskUsage } from '../../engine/disk-usage.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Volume } from '../../engine/volume-api.ts';
import { EngineError } from '../../errors.ts';
import { formatAge } from '../../quantities.ts';
import { browseFiles } from '../files/browser.ts';
import { volumeSource } from '../files/source.ts';
import type { CommandContext, CommandTable, ObjectIds } from '../host/command.ts';
import type { Choice } from '../host/host.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval, sizeWords } from '../objects/preview-removal.ts';
import { findUsers, type Users } from '../objects/users.ts';
import { count, listNames } from '../text/count-and-list.ts';
import { nameOrShortId, safeFileName } from '../text/object-names.ts';
import { createVolume } from './create.ts';

const none = 'There is no volume on this engine yet. Create one, or run an image that keeps its data in one.';
/** Those without a name of their own have a long id in its place. */
const volumeName = ({ name }: Pick<Volume, 'name'>) => nameOrShortId(name);

export const volumeCommands = {
  'longshore.volume.create': createVolume,

  'longshore.volume.inspect': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [volume] = await chooseVolumes(context, ids, 'Inspect a Volume');
    const engine = await context.inventory.engine();
    const { raw } = await engine.volumes.inspect(String(volume?.name));
    await context.host.showDocument(
      `${safeFileName(String(volume?.name))}.volume.json`,
      JSON.stringify(raw, undefined, 2),
    );
  },

  'longshore.volume.copyName': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [volume] = await chooseVolumes(context, ids, 'Copy the Name of a Volume');
    await context.host.copy(String(volume?.name));
  },

  'longshore.volume.browseFiles': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const [volume] = await chooseVolumes(context, ids, 'Browse the Files of a Volume');
    const name = String(volume?.name);
    const { host } = context;
    const leave = await host.progress(`Opening the volume "${nameOrShortId(name)}"`, (_report, signal) =>
      host.files.volumes.hold(name, signal),
    );
    try {
      await browseFiles(context, volumeSource(context, name), '/');
    } finally {
      await leave();
    }
  },

  'longshore.volume.remove': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const { host, inventory } = context;
    const volumes = await chooseVolumes(context, ids, 'Remove a Volume');
    const engine = await inventory.engine();
    const names = listNames(volumes.map(volumeName));
    const { ofVolumes } = await host.progress('Looking for its containers', (_report, signal) =>
      findUsers(engine, signal),
    );
    const used = volumes.filter(({ name }) => ofVolumes.has(name));
    if (used.length > 0) {
      // Stopping them would not do: a stopped container holds its volumes, too.
      const said = used.map(
        ({ name }) => `"${nameOrShortId(name)}" is used by ${listNames(ofVolumes.get(name) ?? [])}.`,
      );
      throw new EngineError('conflict', `${said.join(' ')} Remove these containers first.`);
    }
    await host.confirm({
      question: `Remove ${volumes.length === 1 ? 'the volume' : count(volumes.length, 'volume')} ${names}?`,
      detail: 'All data in it is lost for good.',
      action: 'Remove',
    });
    await removeVolumes(context, engine, volumes);
  },

  'longshore.volume.prune': async (context: CommandContext): Promise<void> => {
    const { host, inventory } = context;
    const engine = await inventory.engine();
    const scope = await host.pick('Remove Unused Volumes', 'Which volumes?', [
      {
        label: 'Without a Name',
        detail: 'Made by the engine for a container that is gone',
        value: 'anonymous' as const,
      },
      { label: 'All Unused', detail: 'Named ones, too: somebody may want their data back', value: 'unused' as const },
    ]);
    const candidates = await host.progress('Looking for unused volumes', (_report, signal) =>
      unusedVolumes(engine, scope === 'anonymous', signal),
    );
    const volumes = await previewRemoval(host, {
      noun: 'volume',
      candidates,
      none: 'No such volume is unused: there is nothing to remove.',
      warning: 'The data inside is lost for good.',
    });
    await removeVolumes(context, engine, volumes);
    host.inform(`Removed ${count(volumes.length, 'volume')}.`);
  },
} satisfies CommandTable;

async function removeVolumes({ host }: CommandContext, engine: Engine, volumes: readonly Volume[]): Promise<void> {
  await host.progress(`Removing ${count(volumes.length, 'volume')}`, async (_report, signal) => {
    // A volume that somebody browses is in use otherwise, by a container that no list shows.
    await host.files.volumes.release(engine, volumes.map(volumeName), signal);
    await forEachOf(volumes, volumeName, ({ name }) => engine.volumes.remove(name, signal));
  });
}

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
      return { ...volumeChoice(volume, users), description: sizeWords(bytes), bytes };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

async function chooseVolumes(context: CommandContext, ids: ObjectIds | undefined, title: string): Promise<Volume[]> {
  const engine = await context.inventory.engine();
  const volumes = await engine.volumes.list();
  if (ids) {
    const chosen = volumes.filter(({ name }) => ids.includes(name));
    if (chosen.length === 0) throw new EngineError('not-found', 'That volume is gone: somebody removed it meanwhile.');
    return chosen;
  }
  if (volumes.length === 0) throw new EngineError('not-found', none);
  const users = await context.host.progress('Looking for what uses the volumes', (_report, signal) =>
    findUsers(engine, signal),
  );
  return [
    await context.host.pick(
      title,
      'Volume',
      volumes.map((volume) => volumeChoice(volume, users)),
    ),
  ];
}

function volumeChoice(volume: Volume, { ofVolumes }: Users): Choice<Volume> {
  const { name, driver, createdAt, anonymous } = volume;
  const users = ofVolumes.get(name) ?? [];
  return {
    label: nameOrShortId(name),
    description: users.length > 0 ? `used by ${listNames(users)}` : 'unused',
    detail: [
      ...(anonymous ? ['without a name of its own'] : []),
      driver,
      ...(createdAt === undefined ? [] : [`made ${formatAge(createdAt, Date.now())}`]),
    ].join(' · '),
    icon: 'database',
    value: volume,
  };
}
