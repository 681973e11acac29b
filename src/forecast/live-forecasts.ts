// The forecasts of the Dockerfiles that somebody looks at: made anew when they, their files, or the engine's images change. One at a time, and only
// after a pause.
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { AskedEngine } from './asked-engine.ts';
import type { ForecastRequest } from './build-options.ts';
import type { ForecastDesk } from './desk.ts';
import type { Foreseen } from './foreseen.ts';
import type { ContextWatcher } from './watched-contexts.ts';

/** A Dockerfile that is looked at. */
export interface LookedAt {
  /** Absolute path. */
  readonly dockerfile: string;
  readonly text: string;
  /** The disk has another text, which the build saves over. */
  readonly isUnsaved: boolean;
  /** How it is built; undefined: that is not known, or no forecast is to be made of it. */
  readonly request: ForecastRequest | undefined;
  /** Of its context; undefined: none that is known to work. */
  readonly watcher?: ContextWatcher | undefined;
}

export interface LiveForecast {
  /** For which it was made. */
  readonly text: string;
  readonly foreseen: Foreseen;
}

export interface LiveForecastParts {
  readonly desk: Pick<ForecastDesk, 'isRecorded' | 'foresee'>;
  readonly engines: AskedEngine;
  /** Connects, if need be. */
  readonly engine: (signal: AbortSignal) => Promise<Engine>;
  readonly lookedAt: () => readonly LookedAt[];
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface LiveForecasts {
  /** undefined: there is none (yet). */
  of(dockerfile: string): LiveForecast | undefined;
  /**
   * `text`: what was being made is for nothing; `disk`: files changed, which may be many of no concern; `engine`: it may answer
   * otherwise, and all files are looked at.
   */
  lookSoon(because: 'text' | 'disk' | 'engine'): void;
  onDidChange(listener: (dockerfile: string) => void): { dispose(): void };
  dispose(): void;
}

/** Milliseconds without a key being pressed, or a file being written. */
const pause = 200;
/** So many times as long as the last forecast took it waits for a file, where the file before changed nothing. */
const restraint = 10;
/** Milliseconds in which nothing happens until all files are looked at, whatever their watcher said, and at least between two such looks. */
const quiet = 5000;
const betweenChecks = 30_000;

export function createLiveForecasts(parts: LiveForecastParts): LiveForecasts {
  const { desk, engines, clock, log } = parts;
  const listeners = new Set<(dockerfile: string) => void>();
  const forecasts = new Map<string, LiveForecast>();
  let cancelWait: (() => void) | undefined;
  let making: AbortController | undefined;
  let isStale = false;
  let lastTime = 0;
  let wasForNothing = false;
  let isOver = false;
  /** All files are looked at the next time. */
  let isCheck = false;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let cancelCheck: (() => void) | undefined;

  const set = (dockerfile: string, forecast: LiveForecast | undefined) => {
    const before = forecasts.get(dockerfile);
    if (forecast) forecasts.set(dockerfile, forecast);
    else forecasts.delete(dockerfile);
    if (JSON.stringify(before) === JSON.stringify(forecast)) return false;
    for (const listener of listeners) listener(dockerfile);
    return true;
  };

  const forecastOf = async (
    { dockerfile, text, isUnsaved, request, watcher }: LookedAt,
    isChecked: boolean,
    signal: AbortSignal,
  ): Promise<LiveForecast | undefined> => {
    if (!request || !(await desk.isRecorded({ dockerfile }, signal))) return undefined;
    const engine = await engines.of(await parts.engine(signal), signal);
    const unsaved = isUnsaved ? { path: dockerfile, text } : undefined;
    const { missed, ...foreseen } = await desk.foresee({ text, request, unsaved, engine, watcher, isChecked }, signal);
    if (missed !== undefined)
      log(`No event told of ${missed} in ${request.contextFolder}: all its files are read for each forecast now.`);
    return foreseen.hasRecord ? { text, foreseen } : undefined;
  };

  const makeAll = async (isChecked: boolean, signal: AbortSignal) => {
    const looked = parts.lookedAt();
    let hasChanged = false;
    for (const dockerfile of [...forecasts.keys()]) {
      if (!looked.some((each) => each.dockerfile === dockerfile)) set(dockerfile, undefined);
    }
    for (const each of looked) {
      const forecast = await forecastOf(each, isChecked, signal).catch((error) => {
        // A context that cannot be read, an engine that is away: the build says so, too.
        if (!signal.aborted)
          log(`No forecast of ${each.dockerfile}: ${error instanceof Error ? error.message : error}`);
        return undefined;
      });
      if (signal.aborted) return;
      if (set(each.dockerfile, forecast)) hasChanged = true;
    }
    wasForNothing = !hasChanged;
  };

  const checkLater = () => {
    if (!parts.lookedAt().some(({ dockerfile, watcher }) => watcher && forecasts.has(dockerfile))) return;
    cancelCheck = clock.after(Math.max(quiet, betweenChecks + checkedAt - clock.now()), () => {
      isCheck = true;
      lookSoon('text');
    });
  };

  const make = async () => {
    cancelWait = undefined;
    const controller = new AbortController();
    making = controller;
    isStale = false;
    const begun = clock.now();
    const isChecked = isCheck;
    isCheck = false;
    await makeAll(isChecked, controller.signal);
    if (making !== controller || isOver) {
      isCheck ||= isChecked;
      return;
    }
    making = undefined;
    if (isChecked) checkedAt = clock.now();
    else checkLater();
    lastTime = clock.now() - begun;
    if (isStale && !isOver) lookSoon('disk');
  };

  const lookSoon: LiveForecasts['lookSoon'] = (because) => {
    if (isOver) return;
    cancelCheck?.();
    if (because === 'engine') {
      engines.forget();
      isCheck = true;
    }
    if (because === 'text') {
      making?.abort();
      making = undefined;
    } else if (making) {
      isStale = true;
      return;
    }
    // What waits looks at the disk, too.
    if (because === 'disk' && cancelWait) return;
    cancelWait?.();
    const wait = because === 'disk' && wasForNothing ? Math.max(pause, restraint * lastTime) : pause;
    cancelWait = clock.after(wait, () => void make());
  };

  return {
    of: (dockerfile) => forecasts.get(dockerfile),
    lookSoon,
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      isOver = true;
      cancelWait?.();
      cancelCheck?.();
      making?.abort();
    },
  };
}
