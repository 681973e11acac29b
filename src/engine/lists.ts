// What an inventory keeps lists of, and how each is read: the one place that a further kind of object comes to.
import type { Container } from './container-api.ts';
import type { Engine } from './engine.ts';
import type { Image } from './image-api.ts';
import type { Network } from './network-api.ts';
import type { Volume } from './volume-api.ts';

/** What the lists hold. */
export interface ListItems {
  readonly containers: Container;
  readonly images: Image;
  readonly volumes: Volume;
  readonly networks: Network;
}

export type ListName = keyof ListItems;

/** Lists that are read and kept only once somebody wants to see them. */
export type OptionalList = 'volumes' | 'networks';

/** The last known. Optional ones are undefined while nobody has wanted them, and until they are read. */
export type ObjectLists = {
  readonly [List in ListName]: readonly ListItems[List][] | (List extends OptionalList ? undefined : never);
};

/** Each list in one request. */
export const readList: {
  readonly [List in ListName]: (engine: Engine, signal?: AbortSignal) => Promise<readonly ListItems[List][]>;
} = {
  containers: (engine, signal) => engine.containers.list(signal),
  images: (engine, signal) => engine.images.list(signal),
  volumes: (engine, signal) => engine.volumes.list(signal),
  networks: (engine, signal) => engine.networks.list(signal),
};

export const listNames = Object.keys(readList) as readonly ListName[];

/** A value for each list. */
export function forEachList<T>(from: (list: ListName) => T): Readonly<Record<ListName, T>> {
  return Object.fromEntries(listNames.map((list) => [list, from(list)])) as Record<ListName, T>;
}
