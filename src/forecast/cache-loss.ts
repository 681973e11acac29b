// What the builder has lost since the last build that is recorded: somebody pruned it, or it made room by itself.
import type { CacheRecordId, ForecastRecord } from './record.ts';

export interface CacheLoss {
  readonly steps: 'none' | 'some' | 'all';
  /** The engine's copy of some context is gone: it reads that anew. */
  readonly context: boolean;
}

const noLoss: CacheLoss = { steps: 'none', context: false };

/** `now`: what the builder has; undefined: it was not asked. `records`: of one engine, newest first. */
export function cacheLoss(now: readonly CacheRecordId[] | undefined, [newest]: readonly ForecastRecord[]): CacheLoss {
  if (!now || !newest?.cacheRecords) return noLoss;
  const ids = new Set(now.map(({ id }) => id));
  const steps = newest.cacheRecords.filter(({ isContext }) => !isContext);
  const lost = steps.filter(({ id }) => !ids.has(id));
  return {
    steps: lost.length === 0 ? 'none' : lost.length === steps.length ? 'all' : 'some',
    context: newest.cacheRecords.some(({ id, isContext }) => isContext && !ids.has(id)),
  };
}
