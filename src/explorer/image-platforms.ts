// For which platform each image is: lists of engines do not say, so each is asked for once, a few at a time, while the rows
// are already there. What an image is for never changes.
import { isEngineError } from '../engine/errors.ts';
import type { Inventory } from '../engine/inventory.ts';

export interface ImagePlatforms {
  /** `linux/arm64`; undefined: not known yet, or the image does not say. */
  of(id: string): string | undefined;
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
  const ending = new AbortController();
  let watching: { dispose(): void } | undefined;
  let isAsking = false;

  const ask = async (): Promise<void> => {
    const { connection } = inventory;
    const queue = inventory.images.map(({ id }) => id).filter((id) => !known.has(id));
    if (isAsking || connection.state !== 'connected' || queue.length === 0) return;
    isAsking = true;
    const worker = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        try {
          known.set(id, (await connection.engine.images.inspect(id, ending.signal)).platform);
        } catch (error) {
          if (!isEngineError(error)) throw error;
          if (error.kind !== 'not-found' && error.kind !== 'image-not-found') return;
          known.set(id, '');
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
    const there = new Set(inventory.images.map(({ id }) => id));
    for (const id of [...known.keys()]) if (!there.has(id)) known.delete(id);
    for (const listener of listeners) listener();
    // What has come meanwhile.
    await ask();
  };

  return {
    of: (id) => known.get(id) || undefined,
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
