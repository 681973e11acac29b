// What takes space in an engine, as a page with a small chart: what there is, and what a clean-up would bring back.
import * as l10n from '@vscode/l10n';
import type { DiskUsage } from '../engine/disk-usage.ts';
import { formatBytes } from '../quantities.ts';
import { bar, pageOf, plainText, table } from './page.ts';

/** Names for ids; an id without one stands for itself. */
export interface DiskNames {
  readonly images: ReadonlyMap<string, string>;
  readonly containers: ReadonlyMap<string, string>;
}

interface Part {
  readonly name: string;
  readonly count: number | undefined;
  readonly bytes: number;
  /** A lower bound for images: layers that only unused images share would come back, too. */
  readonly reclaimable: number;
  readonly how: string;
}

/** The largest of each kind are named. */
const mostNamed = 10;

export function diskPage(usage: DiskUsage, names: DiskNames): string {
  const parts = partsOf(usage);
  const total = sum(parts.map(({ bytes }) => bytes));
  const free = sum(parts.map(({ reclaimable }) => reclaimable));
  const rows = parts.map(({ name, count, bytes, reclaimable }) => [
    name,
    count === undefined ? '' : String(count),
    formatBytes(bytes),
    `\`${bar(total > 0 ? bytes / total : 0)}\` ${total > 0 ? Math.round((100 * bytes) / total) : 0} %`,
    `${formatBytes(reclaimable)}${bytes > 0 ? ` (${Math.round((100 * reclaimable) / bytes)} %)` : ''}`,
  ]);
  const largest = [
    ...usage.images.map(({ id, size, sharedSize, containers }) => ({
      kind: containers === 0 ? l10n.t('unused image') : l10n.t('image'),
      name: names.images.get(id) ?? id.replace(/^sha256:/, '').slice(0, 12),
      size,
      own: sharedSize < 0 ? undefined : Math.max(0, size - sharedSize),
    })),
    ...usage.containers.map(({ id, size, running }) => ({
      kind: running ? l10n.t('container') : l10n.t('stopped container'),
      name: names.containers.get(id) ?? id.slice(0, 12),
      size,
      own: size,
    })),
    ...usage.volumes.map(({ name, size, references }) => ({
      kind: references === 0 ? l10n.t('unused volume') : l10n.t('volume'),
      name,
      size,
      own: size,
    })),
  ]
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, mostNamed);
  return pageOf(l10n.t('Disk Usage'), [
    l10n.t('**{0}** in total, of which at least **{1}** can be freed.', formatBytes(total), formatBytes(free)),
    table(['', l10n.t('Count'), l10n.t('Size'), l10n.t('Share'), l10n.t('Can be freed')], rows),
    ...parts
      .filter(({ reclaimable }) => reclaimable > 0)
      .map(({ name, reclaimable, how }) => `- ${l10n.t('{0}: {1} with {2}', name, formatBytes(reclaimable), how)}`),
    ...(largest.length === 0
      ? []
      : [
          `## ${l10n.t('Largest items')}`,
          table(
            [l10n.t('Name'), l10n.t('Item'), l10n.t('Size'), l10n.t('Unique')],
            largest.map(({ name, kind, size, own }) => [
              plainText(name),
              kind,
              formatBytes(size),
              own === undefined ? '' : formatBytes(own),
            ]),
          ),
          l10n.t(
            'The size of an image includes layers that it shares with others; its unique size counts only layers that no other image has. The total above counts each layer once.',
          ),
        ]),
  ]);
}

/** Sizes that the engine did not tell (-1) count as nothing. */
export function partsOf({
  layers,
  images,
  containers,
  volumes,
  buildCache,
  buildCacheReclaimable,
}: DiskUsage): readonly Part[] {
  const known = (bytes: number) => Math.max(0, bytes);
  return [
    {
      name: l10n.t('Images'),
      count: images.length,
      bytes: known(layers),
      reclaimable: sum(
        images
          .filter((image) => image.containers === 0 && image.sharedSize >= 0)
          .map(({ size, sharedSize }) => known(size - sharedSize)),
      ),
      how: `*${l10n.t('Remove Unused Images')}*`,
    },
    {
      name: l10n.t('Containers'),
      count: containers.length,
      bytes: sum(containers.map(({ size }) => known(size))),
      reclaimable: sum(containers.filter(({ running }) => !running).map(({ size }) => known(size))),
      how: `*${l10n.t('Remove Stopped Containers')}*`,
    },
    {
      name: l10n.t('Volumes'),
      count: volumes.length,
      bytes: sum(volumes.map(({ size }) => known(size))),
      reclaimable: sum(volumes.filter(({ references }) => references === 0).map(({ size }) => known(size))),
      how: `*${l10n.t('Remove Unused Volumes')}*`,
    },
    {
      name: l10n.t('Build cache'),
      count: undefined,
      bytes: known(buildCache),
      reclaimable: known(buildCacheReclaimable),
      how: `*${l10n.t('Remove Build Cache')}*`,
    },
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
