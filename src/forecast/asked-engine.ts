// An engine as forecasts ask it while somebody edits: what it said is kept until it may say something else.
import type { Engine } from '../engine/engine.ts';
import { forecastEngineOf } from './engine-facts.ts';
import type { ForecastEngine } from './forecaster.ts';

export interface AskedEngine {
  /** The same for the same engine. Rejects with EngineError. */
  of(engine: Engine, signal?: AbortSignal): Promise<ForecastEngine>;
  /** Images or the builder's cache may be others now. */
  forget(): void;
}

/** Milliseconds for which it is believed that nobody prunes: no event tells of it on all engines. */
const cacheAge = 10_000;

/** `now`: milliseconds. */
export function createAskedEngine(now: () => number): AskedEngine {
  const known = new WeakMap<Engine, { readonly engine: ForecastEngine; forget(): void }>();
  let last: { forget(): void } | undefined;
  return {
    async of(engine, signal) {
      const found = known.get(engine) ?? keeping(await forecastEngineOf(engine, signal), now);
      known.set(engine, found);
      last = found;
      return found.engine;
    },
    forget: () => last?.forget(),
  };
}

function keeping(engine: ForecastEngine, now: () => number) {
  const images = new Map<string, ReturnType<ForecastEngine['inspect']>>();
  let cache: { readonly at: number; readonly records: ReturnType<ForecastEngine['cacheRecords']> } | undefined;
  return {
    engine: {
      ...engine,
      // Without the asker's signal: others may wait for the same answer.
      inspect(reference: string) {
        const image = images.get(reference) ?? engine.inspect(reference);
        images.set(reference, image);
        image.catch(() => images.delete(reference));
        return image;
      },
      cacheRecords() {
        if (!cache || now() - cache.at > cacheAge) {
          const records = engine.cacheRecords();
          cache = { at: now(), records };
          records.catch(() => {
            if (cache?.records === records) cache = undefined;
          });
        }
        return cache.records;
      },
    } satisfies ForecastEngine,
    forget() {
      images.clear();
      cache = undefined;
    },
  };
}
