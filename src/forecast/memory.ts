// All that the records of one engine say together: its cache is one for all Dockerfiles.
import type { ForecastRecord, RecordedStep } from './record.ts';

export interface CacheMemory {
  /** Whether there is a record of this engine at all. */
  readonly isEmpty: boolean;
  readonly keys: ReadonlySet<string>;
  readonly certainKeys: ReadonlySet<string>;
  readonly owns: ReadonlySet<string>;
  readonly linkKeys: ReadonlySet<string>;
  /** Keys of steps that the cache may have lost. */
  readonly doubtfulKeys: ReadonlySet<string>;
  readonly sameContent: ReadonlyMap<string, string>;
  /** By the key below and the own ingredients: what steps that take from stages have been seen upon. */
  readonly stageSteps: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `records`: of one engine, in any order. `lost`: whether records of the builder are gone since the newest of them. */
export function memoryOf(records: readonly ForecastRecord[], lost: boolean): CacheMemory {
  const newestFirst = [...records].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const keys = new Set<string>();
  const certainKeys = new Set<string>();
  const owns = new Set<string>();
  const linkKeys = new Set<string>();
  const doubtfulKeys = new Set<string>();
  const sameContent = new Map<string, string>();
  const stageSteps = new Map<string, Set<string>>();
  let inDoubt = lost;
  for (const record of newestFirst) {
    for (const step of record.steps) {
      if (step.outcome === 'missing') continue;
      if (inDoubt && !keys.has(step.key)) doubtfulKeys.add(step.key);
      keys.add(step.key);
      certainKeys.add(step.certainKey);
      owns.add(step.own);
      if (step.linkKey !== undefined) linkKeys.add(step.linkKey);
      if (step.fromStages !== '') {
        const seen = stageSteps.get(stageStepKey(step)) ?? new Set();
        stageSteps.set(stageStepKey(step), seen.add(step.fromStages));
      }
    }
    for (const [key, same] of record.sameContent) if (!sameContent.has(key)) sameContent.set(key, same);
    // What was made before a loss may be gone; what that build and later ones had is there.
    inDoubt ||= record.hasLostCache;
  }
  return {
    isEmpty: newestFirst.length === 0,
    keys,
    certainKeys,
    owns,
    linkKeys,
    doubtfulKeys,
    sameContent,
    stageSteps,
  };
}

export function stageStepKey({ belowKey, own }: Pick<RecordedStep, 'belowKey' | 'own'>): string {
  return `${belowKey} ${own}`;
}
