// For which platform each image is. Lists of containerd's store say; with other stores each image is asked for once, ever, a few
// at a time, when the rows have long been there: an id stands for what the image is.

import { type Clock, realClock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';

export interface ImagePlatforms {
  /** `linux/arm64`, or several with commas; undefined: not known yet, or the image does not say. */
  of(image: Pick<Image, 'id' | 'platforms'>): string | undefined;
  /** What most are for: the engine's own, which goes without saying; undefined: not known yet. */
  usual(): string | undefined;
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
  /** Of the engine that was asked last. */
  let usual: { readonly engine: Engine; readonly platform: string } | undefined;

  /** undefined: the engine does not answer; '' where the image does not say, or is gone. */
  const platformsOf = async (engine: Engine, id: string): Promise<string | undefined> => {
    try {
      return (await engine.images.inspect(id, ending.signal)).platforms.join(', ');
    } catch (error) {
      if (!isEngineError(error)) throw error;
      return error.kind === 'not-found' || error.kind === 'image-not-found' ? '' : undefined;
    }
  };
  const askForUsual = async (engine: Engine): Promise<void> => {
    if (usual?.engine === engine) return;
    try {
      usual = { engine, platform: (await engine.info(ending.signal)).platform };
    } catch (error) {
      if (!isEngineError(error)) throw error;
    }
  };
  const askAll = async (engine: Engine, queue: Image[]): Promise<void> => {
    for (let image = queue.shift(); image !== undefined; image = queue.shift()) {
      const platforms = await platformsOf(engine, image.id);
      if (platforms === undefined) return;
      known.set(image.id, platforms);
    }
  };

  const ask = async (): Promise<void> => {
    const { connection } = inventory;
    if (isAsking || connection.state !== 'connected') return;
    const { engine } = connection;
    const queue = inventory.images.filter(({ id, platforms }) => !platforms && !known.has(id));
    if (queue.length === 0 && usual?.engine === engine) return;
    isAsking = true;
    const before = [known.size, usual?.platform].join();
    try {
      await Promise.all([askForUsual(engine), ...Array.from({ length: requestsAtOnce }, () => askAll(engine, queue))]);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      return;
    } finally {
      isAsking = false;
    }
    if ([known.size, usual?.platform].join() === before) return;
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
    usual: () => usual?.platform,
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
