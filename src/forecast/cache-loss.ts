// What the builder has lost since the last build that is recorded: somebody pruned it, or it made room by itself.
import type { CacheRecordId, ForecastRecord } from './record.ts';

export interface CacheLoss {
  readonly steps: 'none' | 'some' | 'all';
  /** The engine's copy of some context is gone: it reads that anew. */
  readonly context: boolean;
}

const noLoss: CacheLoss = { steps: 'none', context: false };

/** `now`: what the builder has; undefined: it was not asked. `records`: of one engine, newest first. */
export function cacheLoss(now: readonly CacheRecordId[] | undefined, records: readonly ForecastRecord[]): CacheLoss {
  // What another window built a moment before may have been written later.
  const then = records.find(({ cacheRecords }) => cacheRecords)?.cacheRecords;
  if (!now || !then) return noLoss;
  const ids = new Set(now.map(({ id }) => id));
  const steps = then.filter(({ isContext }) => !isContext);
  const lost = steps.filter(({ id }) => !ids.has(id));
  return {
    steps: lost.length === 0 ? 'none' : lost.length === steps.length ? 'all' : 'some',
    context: then.some(({ id, isContext }) => isContext && !ids.has(id)),
  };
}
