// For which platform each image is. Lists of containerd's store say; with other stores each image is asked for once, ever, a few
// at a time, when the rows have long been there: an id stands for what the image is.

import { type Clock, realClock } from '../clock.ts';
import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';

export interface ImagePlatforms {
  /** `linux/arm64`, or several with commas; undefined: not known yet, or the image does not say. */
  of(image: Pick<Image, 'id' | 'platforms'>): string | undefined;
  /** Somebody looks at the images: from now on each is asked for. */
  begin(): void;
  /** Called when more is known. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

const requestsAtOnce = 2;
/** Milliseconds after which nothing that somebody waits for is on its way any more. */
const quietTime = 2000;
/** So many are remembered. */
const mostKept = 2000;

/** What was found, beyond a restart: by the image's id. */
export interface PlatformMemory {
  get(): Readonly<Record<string, string>>;
  set(known: Readonly<Record<string, string>>): Promise<void>;
}

export function createImagePlatforms(
  inventory: Pick<Inventory, 'images' | 'connection' | 'onDidChange'>,
  memory: PlatformMemory,
  clock: Clock = realClock,
): ImagePlatforms {
  const listeners = new Set<() => void>();
  /** '' where the image does not say, or is gone. */
  const known = new Map<string, string>(Object.entries(memory.get()));
  const ending = new AbortController();
  let watching: { dispose(): void } | undefined;
  let isAsking = false;
  let cancelAsking = () => {};

  const ask = async (): Promise<void> => {
    const { connection } = inventory;
    const queue = inventory.images.filter(({ id, platforms }) => !platforms && !known.has(id));
    if (isAsking || connection.state !== 'connected' || queue.length === 0) return;
    isAsking = true;
    const worker = async () => {
      for (let image = queue.shift(); image !== undefined; image = queue.shift()) {
        try {
          known.set(image.id, (await connection.engine.images.inspect(image.id, ending.signal)).platforms.join(', '));
        } catch (error) {
          if (!isEngineError(error)) throw error;
          if (error.kind !== 'not-found' && error.kind !== 'image-not-found') return;
          known.set(image.id, '');
        }
      }
    };
    const before = known.size;
    try {
      await Promise.all(Array.from({ length: requestsAtOnce }, worker));
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      return;
    } finally {
      isAsking = false;
    }
    if (known.size === before) return;
    for (const listener of listeners) listener();
    await memory.set(Object.fromEntries([...known].slice(-mostKept)));
    // What has come meanwhile.
    await ask();
  };
  const askLater = () => {
    cancelAsking();
    cancelAsking = clock.after(quietTime, () => void ask());
  };

  return {
    of: ({ id, platforms }) => (platforms ? platforms.join(', ') : known.get(id)) || undefined,
    begin() {
      if (watching || ending.signal.aborted) return;
      watching = inventory.onDidChange(({ images, connection }) => {
        if (images || connection) askLater();
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
