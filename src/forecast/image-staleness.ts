// How old the images are that were built here, while somebody looks at them: beside their Dockerfiles, files and bases as they are now.
import { buildRequestOf } from '../builds/profile.ts';
import type { BuildRecord } from '../builds/record.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Image } from '../engine/image-api.ts';
import type { AskedEngine } from './asked-engine.ts';
import type { ForecastDesk } from './desk.ts';
import type { Staleness } from './staleness.ts';

export interface ImageStaleness {
  /** As it was found last; undefined: nothing is known of it. */
  of(imageId: string): Staleness | undefined;
  /** The same, looked at now. */
  look(imageId: string, signal: AbortSignal): Promise<Staleness | undefined>;
  /** The Dockerfile of its last build; undefined: another build came after it, or nobody knows. */
  dockerfileOf(imageId: string): string | undefined;
  /** Somebody looks at images, until the answered function is called. */
  attend(): () => void;
  /** Something may be another now. */
  lookSoon(): void;
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

export interface ImageStalenessParts {
  readonly desk: Pick<ForecastDesk, 'stale'>;
  readonly engines: AskedEngine;
  /** The one whose images are shown, if it is connected. */
  readonly engine: () => Engine | undefined;
  readonly images: () => readonly Image[];
  /** Newest first. */
  readonly builds: () => readonly BuildRecord[];
  /** Of a Dockerfile on the disk; undefined: it is gone. */
  readonly read: (dockerfile: string) => Promise<string | undefined>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Milliseconds: nobody waits for it. */
const pause = 1500;
/** So many times as long as the last look took it waits for the next one: others need the thread, too. */
const restraint = 10;
/** So many Dockerfiles are looked at. */
const mostLooked = 20;

export function createImageStaleness(parts: ImageStalenessParts): ImageStaleness {
  const { desk, engines, clock, log } = parts;
  const listeners = new Set<() => void>();
  const known = new Map<string, Staleness>();
  let watchers = 0;
  let cancelLook = () => {};
  let looking = new AbortController();
  let lastTime = 0;

  /** The newest build of each Dockerfile and target, whose image is there. */
  const candidates = (): BuildRecord[] => {
    const there = new Set(parts.images().map(({ id }) => id));
    const engine = parts.engine()?.id;
    const seen = new Set<string>();
    return parts
      .builds()
      .filter((build) => {
        const { outcome, dockerfile, profile, imageId } = build;
        const key = JSON.stringify([dockerfile, profile.target, profile.platform]);
        if (outcome !== 'built' || build.engine !== engine || seen.has(key)) return false;
        seen.add(key);
        return imageId !== undefined && there.has(imageId);
      })
      .slice(0, mostLooked);
  };
  const stalenessOf = async (build: BuildRecord, signal: AbortSignal): Promise<Staleness | undefined> => {
    const { dockerfile, profile, tags, text: textThen, endedAt } = build;
    const engine = parts.engine();
    const isWithheld = Object.hasOwn(profile, 'withheldArgs');
    if (!engine || textThen === undefined || endedAt === undefined || profile.builder !== undefined || isWithheld)
      return undefined;
    const text = await parts.read(dockerfile);
    if (text === undefined) return undefined;
    const asked = await engines.of(engine, signal);
    // Whatever the build was told: an image is as old as its parts.
    const { contextFolder, target, buildArgs, platform, namedContexts, networkMode, extraHosts, shmSize } =
      buildRequestOf(profile, dockerfile, tags);
    const options = { target, buildArgs, platform, namedContexts, networkMode, extraHosts, shmSize };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const request = { contextFolder, dockerfile, ...given };
    return desk.stale({ text, request, engine: asked, textThen, endedAt }, signal);
  };
  const found = (build: BuildRecord, signal: AbortSignal) =>
    stalenessOf(build, signal).catch((error) => {
      if (!signal.aborted) log(`${build.dockerfile}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    });

  const lookNow = async (): Promise<void> => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    const begun = clock.now();
    const before = JSON.stringify([...known]);
    const now = new Map<string, Staleness>();
    for (const build of candidates()) {
      const staleness = await found(build, signal);
      if (signal.aborted) return;
      if (staleness && build.imageId !== undefined) now.set(build.imageId, staleness);
    }
    lastTime = clock.now() - begun;
    known.clear();
    for (const [id, staleness] of now) known.set(id, staleness);
    if (JSON.stringify([...known]) === before) return;
    for (const listener of listeners) listener();
  };
  const lookSoon = () => {
    cancelLook();
    if (watchers > 0) cancelLook = clock.after(Math.max(pause, restraint * lastTime), () => void lookNow());
  };

  return {
    of: (imageId) => known.get(imageId),
    async look(imageId, signal) {
      const build = candidates().find((each) => each.imageId === imageId);
      return build && found(build, signal);
    },
    dockerfileOf: (imageId) => candidates().find((each) => each.imageId === imageId)?.dockerfile,
    attend() {
      watchers++;
      lookSoon();
      let isOver = false;
      return () => {
        if (!isOver) watchers--;
        isOver = true;
        if (watchers === 0) cancelLook();
      };
    },
    lookSoon,
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      watchers = 0;
      cancelLook();
      looking.abort();
    },
  };
}
