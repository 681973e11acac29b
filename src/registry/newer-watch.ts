// Looks quietly, now and then, whether registries have newer images than those that are here: one after the other, each
// seldom, and none of a registry that just failed.

import { isEngineError } from '../errors.ts';
import { parseImageReference } from '../image-reference.ts';
import { imageKey } from './newer-check.ts';
import type { Freshness, LocalImage, NewerCheck } from './registry-api.ts';

export interface NewerWatch extends NewerCheck {
  /** Looks at these in a while of its own, as far as that is wanted and was not done lately. Does not wait. */
  look(images: readonly LocalImage[]): void;
  /** An answer has come, or is another than before. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

export interface NewerWatchParts {
  readonly check: NewerCheck;
  /** Milliseconds between two looks at the same image; undefined: nobody wants any. */
  readonly interval: () => number | undefined;
  /** `linux/arm64`; undefined where it is not known. */
  readonly platformOf: (image: LocalImage, signal: AbortSignal) => Promise<string | undefined>;
  /** Whether an image whose digests are in doubt came from a registry. */
  readonly cameFromRegistry: (image: LocalImage, signal: AbortSignal) => Promise<boolean>;
  readonly log: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Milliseconds for which a registry that failed is left alone. */
const pause = 10 * 60_000;
const mostKeys = 2000;

export function createNewerWatch({
  check,
  interval,
  platformOf,
  cameFromRegistry,
  log,
  now = Date.now,
}: NewerWatchParts): NewerWatch {
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const queue = new Map<string, LocalImage>();
  /** When each was looked at. */
  const looked = new Map<string, number>();
  const failed = new Map<string, number>();
  let isWorking = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function checkAndTell(
    image: LocalImage,
    request: Parameters<NewerCheck['check']>[1],
    signal?: AbortSignal,
  ): Promise<Freshness> {
    const before = check.known(image);
    const answer = await check.check(image, request, signal);
    if (JSON.stringify(before) !== JSON.stringify(check.known(image))) tell();
    return answer;
  }

  /** Answers whether its registry is one that may be asked. */
  async function quietly(listed: LocalImage, registry: string): Promise<boolean> {
    const { signal } = ending;
    try {
      if (listed.inDoubt && !(await cameFromRegistry(listed, signal))) {
        // It may be pulled yet, with the same digest.
        looked.delete(imageKey(listed));
        return true;
      }
      const image = { ...listed, inDoubt: false };
      const answer = await checkAndTell(image, {}, signal);
      // On Docker Hub the age counts as a pull: that is for who asks.
      if (answer.kind !== 'newer' || answer.createdAt !== undefined || registry === 'docker.io') {
        return answer.kind !== 'not-asked';
      }
      const platform = image.platform ?? (await platformOf(image, signal));
      await checkAndTell({ ...image, platform }, { withAge: true }, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      // An image that it does not have, or not for us, says nothing of its other images.
      if (!isEngineError(error, 'image-not-found') && !isEngineError(error, 'registry-denied'))
        failed.set(registry, now());
      log(`Newer than ${listed.reference}? ${error instanceof Error ? error.message : error}`);
      return true;
    }
  }

  async function work(): Promise<void> {
    /** Of thousands of images from one that may not be asked, the first tells it for all. */
    const unasked = new Set<string>();
    for (const [key, image] of queue) {
      queue.delete(key);
      const registry = parseImageReference(image.reference)?.registry ?? '';
      if (ending.signal.aborted || interval() === undefined || unasked.has(registry)) continue;
      if (now() - (failed.get(registry) ?? -pause) < pause) continue;
      looked.set(key, now());
      if (looked.size > mostKeys) looked.delete(String(looked.keys().next().value));
      if (!(await quietly(image, registry))) unasked.add(registry);
    }
  }

  return {
    check: checkAndTell,
    known: (image) => check.known(image),
    pushed(reference, digest) {
      check.pushed(reference, digest);
      tell();
    },
    look(images) {
      const between = interval();
      if (between === undefined || ending.signal.aborted) return;
      for (const image of images) {
        const key = imageKey(image);
        if (image.digests.length > 0 && now() - (looked.get(key) ?? -between) >= between) queue.set(key, image);
      }
      if (isWorking) return;
      isWorking = true;
      void work().finally(() => {
        isWorking = false;
      });
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose: () => ending.abort(),
  };
}

/** An image of the engine by each of its names. */
export function localImages(
  images: readonly (Omit<LocalImage, 'reference'> & { readonly tags: readonly string[] })[],
): LocalImage[] {
  return images.flatMap(({ tags, digests, inDoubt, createdAt, platform }) =>
    tags.map((reference) => ({ reference, digests, inDoubt, createdAt, platform })),
  );
}
