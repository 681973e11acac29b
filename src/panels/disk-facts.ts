// What takes space in an engine, as a page shows it: what there is, what a clean-up would free, and the largest of each kind. Pure.
import type { DiskUsage } from '../engine/disk-usage.ts';
import { visibleText } from '../visible-text.ts';

/** Names for ids; an id without one stands for itself. */
export interface DiskNames {
  readonly images: ReadonlyMap<string, string>;
  readonly containers: ReadonlyMap<string, string>;
}

export type DiskKind = 'images' | 'containers' | 'volumes' | 'buildCache';

export interface DiskItem {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Of an image: bytes of layers that no other image has; undefined: the engine did not say. */
  readonly own: number | undefined;
  readonly isUsed: boolean;
}

export interface DiskPart {
  readonly kind: DiskKind;
  readonly count: number | undefined;
  readonly bytes: number;
  /** A lower bound for images: layers that only unused images share would be freed, too. */
  readonly reclaimable: number;
  /** Unused ones without bytes of their own, since other images have all their layers, too. */
  readonly freeingNothing: number;
  /** The largest first; of a build cache none are told. */
  readonly largest: readonly DiskItem[];
}

export interface DiskFacts {
  readonly parts: readonly DiskPart[];
  readonly total: number;
  readonly reclaimable: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
}

/** The largest of each kind are named. */
const mostNamed = 20;

export function diskFacts(usage: DiskUsage, names: DiskNames, measuredAt: number): DiskFacts {
  const parts = partsOf(usage, names);
  return {
    parts,
    total: sum(parts.map(({ bytes }) => bytes)),
    reclaimable: sum(parts.map(({ reclaimable }) => reclaimable)),
    measuredAt,
  };
}

/** Sizes that the engine did not tell (-1) count as nothing. */
function partsOf(usage: DiskUsage, names: DiskNames): readonly DiskPart[] {
  const { layers, images, containers, volumes, buildCache, buildCacheReclaimable } = usage;
  const unused = images.filter((image) => image.containers === 0 && image.sharedSize >= 0);
  return [
    {
      kind: 'images',
      count: images.length,
      bytes: known(layers),
      reclaimable: sum(unused.map(({ size, sharedSize }) => known(size - sharedSize))),
      freeingNothing: unused.filter(({ size, sharedSize }) => size > 0 && size <= sharedSize).length,
      largest: largest(
        images.map(({ id, size, sharedSize, containers: users }) => ({
          id,
          name: names.images.get(id) ?? id.replace(/^sha256:/, '').slice(0, 12),
          size,
          own: sharedSize < 0 ? undefined : known(size - sharedSize),
          isUsed: users > 0,
        })),
      ),
    },
    {
      kind: 'containers',
      count: containers.length,
      bytes: sum(containers.map(({ size }) => known(size))),
      reclaimable: sum(containers.filter(({ running }) => !running).map(({ size }) => known(size))),
      freeingNothing: 0,
      largest: largest(
        containers.map(({ id, size, running }) => ({
          id,
          name: names.containers.get(id) ?? id.slice(0, 12),
          size,
          own: undefined,
          isUsed: running,
        })),
      ),
    },
    {
      kind: 'volumes',
      count: volumes.length,
      bytes: sum(volumes.map(({ size }) => known(size))),
      reclaimable: sum(volumes.filter(({ references }) => references === 0).map(({ size }) => known(size))),
      freeingNothing: 0,
      largest: largest(
        volumes.map(({ name, size, references }) => ({ id: name, name, size, own: undefined, isUsed: references > 0 })),
      ),
    },
    {
      kind: 'buildCache',
      count: undefined,
      bytes: known(buildCache),
      reclaimable: known(buildCacheReclaimable),
      freeingNothing: 0,
      largest: [],
    },
  ];
}

const known = (bytes: number) => Math.max(0, bytes);

function largest(items: readonly DiskItem[]): DiskItem[] {
  return items
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, mostNamed)
    .map((item) => ({ ...item, name: visibleText(item.name) }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
