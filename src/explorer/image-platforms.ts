// For which platform each image is. Lists of containerd's store say; with other stores each image is asked for once, ever, since
// an id stands for what the image is: a few when the rows have long been there, and then some now and then, the new ones first.
// Opening a view costs no request for each image, be the engine far away and the images many.

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

const imagesAtOnce = 2;
/** Milliseconds from one of these to the next. */
const pause = 5000;
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
  /** Those that were there when the first were asked for. */
  const first = new Set<string>();
  /** For which this connection had no answer. */
  const failed = new Set<string>();
  const ending = new AbortController();
  let watching: { dispose(): void } | undefined;
  let isAsking = false;
  let cancelAsking = () => {};
  let askedForUsualOf: Engine | undefined;
  /** Of the engine that answered last. */
  let usual: string | undefined;

  /** undefined: the engine has no answer; '' where the image does not say, or is gone. */
  const platformsOf = async (engine: Engine, id: string): Promise<string | undefined> => {
    try {
      return (await engine.images.inspect(id, ending.signal)).platforms.join(', ');
    } catch (error) {
      if (!isEngineError(error)) throw error;
      return error.kind === 'not-found' || error.kind === 'image-not-found' ? '' : undefined;
    }
  };
  const askForUsual = async (engine: Engine): Promise<void> => {
    if (engine === askedForUsualOf) return;
    askedForUsualOf = engine;
    try {
      usual = (await engine.info(ending.signal)).platform;
    } catch (error) {
      if (!isEngineError(error)) throw error;
    }
  };
  const askForImage = async (engine: Engine, { id }: Image): Promise<void> => {
    const platforms = await platformsOf(engine, id);
    if (platforms === undefined) failed.add(id);
    else known.set(id, platforms);
  };

  const ask = async (): Promise<void> => {
    const { connection } = inventory;
    if (isAsking || connection.state !== 'connected') return;
    const { engine } = connection;
    const unknown = inventory.images.filter(({ id, platforms }) => !platforms && !known.has(id) && !failed.has(id));
    if (unknown.length === 0 && engine === askedForUsualOf) return;
    if (first.size === 0) for (const { id } of inventory.images) first.add(id);
    const next = unknown.sort((a, b) => Number(first.has(a.id)) - Number(first.has(b.id))).slice(0, imagesAtOnce);
    isAsking = true;
    const usualBefore = usual;
    const before = [known.size, usual].join();
    try {
      await Promise.all([askForUsual(engine), ...next.map((image) => askForImage(engine, image))]);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      return;
    } finally {
      isAsking = false;
    }
    if (!ending.signal.aborted) askAfter(pause);
    if ([known.size, usual].join() === before) return;
    // What most are for stands in no row.
    const isSeen = usual !== usualBefore || next.some(({ id }) => known.get(id) !== usual);
    if (isSeen) for (const listener of listeners) listener();
    await memory.set(Object.fromEntries([...known].slice(-mostKept)));
  };
  const askAfter = (milliseconds: number) => {
    cancelAsking();
    cancelAsking = clock.after(milliseconds, () => void ask());
  };

  return {
    of: ({ id, platforms }) => (platforms ? platforms.join(', ') : known.get(id)) || undefined,
    usual: () => usual,
    begin() {
      if (watching || ending.signal.aborted) return;
      watching = inventory.onDidChange(({ images, connection }) => {
        if (connection) failed.clear();
        if (images || connection) askAfter(quietTime);
      });
      askAfter(quietTime);
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
