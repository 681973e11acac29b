// For which platform each image is: lists of engines do not say, so each is asked for once, a few at a time, while the rows
// are already there. An image changes that only where containerd's store gets one more platform of it, which makes it larger.

import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';

export interface ImagePlatforms {
  /** `linux/arm64`, or several with commas; undefined: not known yet, or the image does not say. */
  of(image: Pick<Image, 'id' | 'size'>): string | undefined;
  /** Somebody looks at the images: from now on each is asked for. */
  begin(): void;
  /** Called when more is known. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

const requestsAtOnce = 4;

export function createImagePlatforms(
  inventory: Pick<Inventory, 'images' | 'connection' | 'onDidChange'>,
): ImagePlatforms {
  const listeners = new Set<() => void>();
  /** '' where the image does not say, or is gone. */
  const known = new Map<string, string>();
  const keyOf = ({ id, size }: Pick<Image, 'id' | 'size'>) => `${id} ${size}`;
  const ending = new AbortController();
  let watching: { dispose(): void } | undefined;
  let isAsking = false;

  const ask = async (): Promise<void> => {
    const { connection } = inventory;
    const queue = inventory.images.filter((image) => !known.has(keyOf(image)));
    if (isAsking || connection.state !== 'connected' || queue.length === 0) return;
    isAsking = true;
    const worker = async () => {
      for (let image = queue.shift(); image !== undefined; image = queue.shift()) {
        const key = keyOf(image);
        try {
          known.set(key, (await connection.engine.images.inspect(image.id, ending.signal)).platforms.join(', '));
        } catch (error) {
          if (!isEngineError(error)) throw error;
          if (error.kind !== 'not-found' && error.kind !== 'image-not-found') return;
          known.set(key, '');
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
    const there = new Set(inventory.images.map(keyOf));
    for (const key of [...known.keys()]) if (!there.has(key)) known.delete(key);
    for (const listener of listeners) listener();
    // What has come meanwhile.
    await ask();
  };

  return {
    of: (image) => known.get(keyOf(image)) || undefined,
    begin() {
      if (watching || ending.signal.aborted) return;
      watching = inventory.onDidChange(({ images, connection }) => {
        if (images || connection) void ask();
      });
      void ask();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      ending.abort();
      watching?.dispose();
    },
  };
}
