// Containers whose image is not the one that its name means now: it was built or pulled again since. Most lists of containers tell the
// image's id then, and each such container is asked once for the name that it was made with.
import { type Clock, realClock } from '../clock.ts';
import type { Container } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';
import { familiarName } from '../image-reference.ts';

export interface OlderImages {
  /** The name that means a newer image than the container's; undefined: none does, or it is not known (yet). */
  of(container: Pick<Container, 'id' | 'image' | 'imageId'>): string | undefined;
  /** Somebody looks at the containers. */
  begin(): void;
  /** Called when more is known. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

const requestsAtOnce = 2;
/** Milliseconds after which nothing that somebody waits for is on its way any more. */
const quietTime = 1000;

export function createOlderImages(
  inventory: Pick<Inventory, 'images' | 'containers' | 'connection' | 'onDidChange'>,
  clock: Clock = realClock,
): OlderImages {
  const listeners = new Set<() => void>();
  /** By the container's id; '' where there is none. */
  const names = new Map<string, string>();
  const ending = new AbortController();
  let watching: { dispose(): void } | undefined;
  let isAsking = false;
  let cancelAsking = () => {};
  let listed: { readonly images: readonly Image[]; readonly byName: ReadonlyMap<string, Image> } | undefined;

  const byName = () => {
    const { images } = inventory;
    if (listed?.images !== images) {
      const named = images.flatMap((image) => image.tags.map((tag) => [familiarName(tag) ?? tag, image] as const));
      listed = { images, byName: new Map(named) };
    }
    return listed.byName;
  };
  /** undefined: the engine does not answer. */
  const askedName = async (engine: Engine, id: string): Promise<string | undefined> => {
    try {
      const { image } = await engine.containers.inspect(id, ending.signal);
      return isId(image) ? '' : image;
    } catch (error) {
      if (!isEngineError(error)) throw error;
      return error.kind === 'not-found' ? '' : undefined;
    }
  };
  const askAll = async (engine: Engine, queue: Container[]): Promise<void> => {
    for (let container = queue.shift(); container !== undefined; container = queue.shift()) {
      const name = await askedName(engine, container.id);
      if (name === undefined) return;
      names.set(container.id, name);
    }
  };
  const ask = async (): Promise<void> => {
    const { connection, containers } = inventory;
    if (isAsking || connection.state !== 'connected') return;
    const there = new Set(containers.map(({ id }) => id));
    for (const id of names.keys()) if (!there.has(id)) names.delete(id);
    const queue = containers.filter(({ id, image }) => isId(image) && !names.has(id));
    if (queue.length === 0) return;
    const before = names.size;
    isAsking = true;
    try {
      await Promise.all(Array.from({ length: requestsAtOnce }, () => askAll(connection.engine, queue)));
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      return;
    } finally {
      isAsking = false;
    }
    if (names.size === before) return;
    for (const listener of listeners) listener();
    await ask();
  };
  const askLater = () => {
    cancelAsking();
    cancelAsking = clock.after(quietTime, () => void ask());
  };

  return {
    of({ id, image, imageId }) {
      const name = isId(image) ? names.get(id) : image;
      const now = name && hasTag(name) ? byName().get(familiarName(name) ?? name) : undefined;
      if (!name || !now || withoutAlgorithm(now.id) === withoutAlgorithm(imageId)) return undefined;
      const own = inventory.images.find((each) => withoutAlgorithm(each.id) === withoutAlgorithm(imageId));
      return isNewer(now, own) ? name : undefined;
    },
    begin() {
      if (watching || ending.signal.aborted) return;
      watching = inventory.onDidChange(({ containers, connection }) => {
        if (containers || connection) askLater();
      });
      askLater();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      ending.abort();
      cancelAsking();
      watching?.dispose();
    },
  };
}

/** Whether other images may have the name later. */
export const hasTag = (name: string) => !isId(name) && !name.includes('@');

/** Whether an image that has the name is newer than the one that had it: a name may be put back to an older one. */
export function isNewer(
  now: Pick<Image, 'id' | 'createdAt'>,
  own: Pick<Image, 'id' | 'createdAt'> | undefined,
): boolean {
  return !own || (own.id !== now.id && own.createdAt <= now.createdAt);
}

const withoutAlgorithm = (id: string) => id.replace(/^sha256:/, '');

const isId = (image: string) => /^(?:sha256:)?[0-9a-f]{64}$/.test(image);
