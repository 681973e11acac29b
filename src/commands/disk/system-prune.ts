// `docker system prune` with one preview over all of it: stopped containers, networks, images, build cache and, if wanted,
// volumes. What only a stopped container holds is in it, too, and stays if that container stays.

import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { formatBytes } from '../../quantities.ts';
import { containersToRemove } from '../containers/prune.ts';
import type { Host } from '../host/host.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { imagesToRemove } from '../images/prune.ts';
import { removeImage } from '../images/removal.ts';
import { networksToRemove } from '../networks/commands.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval, removalWords } from '../objects/preview-removal.ts';
import { usersAmong } from '../objects/users.ts';
import { nameOrShortId } from '../text/object-names.ts';
import { volumesToRemove } from '../volumes/commands.ts';
import { recordsToRemove, removeRecords } from './build-cache-prune.ts';

type Scope = 'dangling' | 'images' | 'volumes';

interface Unused {
  readonly noun: 'container' | 'network' | 'image' | 'volume' | 'build cache';
  readonly name: string;
  /** Ids of the stopped containers that hold it. */
  readonly holders: readonly string[];
  readonly id: string;
  remove(signal: AbortSignal): Promise<unknown>;
}

/** One after the other: what holds goes before what is held. */
const order: readonly Unused['noun'][] = ['container', 'network', 'volume', 'image', 'build cache'];

export const losses = {
  ofContainersAndVolumes: l10n.t('Data in the containers and volumes is lost permanently.'),
  ofVolumes: l10n.t('The data in the volumes is lost permanently.'),
  ofContainers: l10n.t('Data written in the containers is lost. Volumes are kept.'),
  none: l10n.t('Containers and volumes are kept.'),
};

function whatIsLost(ticked: readonly Unused[]): string {
  const has = (noun: Unused['noun']) => ticked.some((each) => each.noun === noun);
  if (has('volume')) return has('container') ? losses.ofContainersAndVolumes : losses.ofVolumes;
  return has('container') ? losses.ofContainers : losses.none;
}

export async function pruneAll({ host, engine }: EngineServices): Promise<void> {
  const scope = await host.pick<Scope>(
    l10n.t('Remove All Unused'),
    l10n.t('In addition to stopped containers, networks and build cache'),
    [
      {
        label: l10n.t('Dangling Images'),
        detail: l10n.t('Images without a name, like docker system prune'),
        value: 'dangling',
      },
      { label: l10n.t('All Unused Images'), detail: l10n.t('Like docker system prune -a'), value: 'images' },
      {
        label: l10n.t('All Unused Images and Volumes'),
        detail: l10n.t('Includes named volumes. Deselect those whose data you may need'),
        value: 'volumes',
      },
    ],
  );
  const candidates = await host.progress(l10n.t('Finding unused data'), (_report, signal) =>
    unused(host, engine, scope, signal),
  );
  const chosen = await previewRemoval(host, {
    words: removalWords.items,
    candidates,
    none: l10n.t('Everything is in use. There is nothing to remove.'),
    warning: whatIsLost,
    // Layers that only these images share come back, too.
    atLeast: candidates.filter(({ value }) => value.noun === 'image').length > 1,
  });
  const kept = new Set(
    candidates
      .map(({ value }) => value)
      .filter((each) => !chosen.includes(each))
      .map(({ id }) => id),
  );
  const free = chosen.filter(({ holders }) => !holders.some((id) => kept.has(id)));
  const before = await host.progress(l10n.t('Removing unused data'), async (_report, signal) => {
    const usage = await engine.diskUsage(signal);
    for (const noun of order) {
      const all = free.filter((each) => each.noun === noun);
      await forEachOf(
        all,
        ({ name }) => `${noun} ${name}`,
        async (each) => void (await each.remove(signal)),
      );
    }
    return usage;
  });
  const after = await host.progress(l10n.t('Measuring the freed space'), (_report, signal) => engine.diskUsage(signal));
  const bytes = Math.max(0, totalOf(before) - totalOf(after));
  const held = chosen.length - free.length;
  host.inform([itemsRemoved(free.length, formatBytes(bytes)), ...(held > 0 ? [itemsKept(held)] : [])].join(' '));
}

export const itemsRemoved = (count: number, freed: string) =>
  count === 1 ? l10n.t('Removed 1 item, freeing {0}.', freed) : l10n.t('Removed {0} items, freeing {1}.', count, freed);

export const itemsKept = (count: number) =>
  count === 1
    ? l10n.t('1 item was kept, since a container that you kept uses it.')
    : l10n.t('{0} items were kept, since containers that you kept use them.', count);

const totalOf = (usage: Awaited<ReturnType<Engine['diskUsage']>>): number =>
  usage.layers +
  usage.buildCache +
  [...usage.containers, ...usage.volumes].reduce((sum, { size }) => sum + Math.max(0, size), 0);

async function unused(host: Host, engine: Engine, scope: Scope, signal: AbortSignal): Promise<Candidate<Unused>[]> {
  const [usage, containers, images] = await Promise.all([
    engine.diskUsage(signal),
    engine.containers.list(signal),
    engine.images.list(signal),
  ]);
  // Not beside the disk usage: an engine measures once at a time, and refuses the second.
  const records = await engine.buildCache.list(signal);
  const stopped = containersToRemove(usage, containers, Date.now());
  const gone = new Set(stopped.map(({ value }) => value.id));
  const staying = containers.filter(({ id }) => !gone.has(id));
  const users = usersAmong(staying);
  const holders = (holds: (container: Container) => boolean) =>
    containers.filter((container) => gone.has(container.id) && holds(container)).map(({ id }) => id);
  return [
    ...stopped.map((each) =>
      as(each, 'container', each.value.name, each.value.id, [], (abort) =>
        engine.containers.remove(each.value.id, {}, abort),
      ),
    ),
    ...(await networksToRemove(engine, users, signal)).map((each) => {
      const { id, name } = each.value;
      return as(
        each,
        'network',
        name,
        id,
        holders(({ networks }) => networks.includes(name)),
        (abort) => engine.networks.remove(id, abort),
      );
    }),
    ...imagesToRemove(usage, images, staying, scope === 'dangling').map((each) =>
      as(
        each,
        'image',
        each.label,
        each.value.id,
        holders(({ imageId }) => imageId === each.value.id),
        (abort) => removeImage(engine, each.value, false, abort),
      ),
    ),
    ...(scope === 'volumes' ? await volumesToRemove(engine, usage, users, false, signal) : []).map((each) => {
      const { name } = each.value;
      return as(
        each,
        'volume',
        nameOrShortId(name),
        name,
        holders(({ volumes }) => volumes.includes(name)),
        async (abort) => {
          // One that somebody browses is in use otherwise, by a container that no list shows.
          await host.files.volumes(engine.id).release(engine, [name], abort);
          await engine.volumes.remove(name, abort);
        },
      );
    }),
    ...cacheRecords(engine, recordsToRemove(records)),
  ];
}

/** All of the cache is one row: what a record is to somebody stands in *Remove Build Cache*. */
function cacheRecords(engine: Engine, records: ReturnType<typeof recordsToRemove>): Candidate<Unused>[] {
  if (records.length === 0) return [];
  const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
  const all = records.map(({ value }) => value);
  const choice = {
    label: l10n.t('Build Cache'),
    icon: 'archive',
    description: records.length === 1 ? l10n.t('1 record') : l10n.t('{0} records', records.length),
    value: all,
    bytes,
  };
  return [as(choice, 'build cache', '', 'build cache', [], (signal) => removeRecords(engine, all, signal))];
}

function as(
  choice: Candidate<unknown>,
  noun: Unused['noun'],
  name: string,
  id: string,
  holders: readonly string[],
  remove: Unused['remove'],
): Candidate<Unused> {
  return { ...choice, heading: headings[noun], value: { noun, name, id, holders, remove } };
}

const headings: Readonly<Record<Unused['noun'], string>> = {
  container: l10n.t('Stopped Containers'),
  network: l10n.t('Networks'),
  image: l10n.t('Images'),
  volume: l10n.t('Volumes'),
  'build cache': l10n.t('Build Cache'),
};
