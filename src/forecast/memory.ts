// All that the records of one engine say together: its cache is one for all Dockerfiles.
import { cleaned } from './context-files.ts';
import type { ForecastRecord, RecordedStep } from './record.ts';
import { openAddress } from './remote-source.ts';
import { variableOrder } from './step-variables.ts';

export interface CacheMemory {
  /** Whether there is a record of this engine at all. */
  readonly isEmpty: boolean;
  readonly keys: ReadonlySet<string>;
  readonly certainKeys: ReadonlySet<string>;
  readonly owns: ReadonlySet<string>;
  readonly linkKeys: ReadonlySet<string>;
  /** Keys of steps that the cache may not have any more, or not find, and why. */
  readonly doubtfulKeys: ReadonlyMap<string, 'cache-lost' | 'removed-folder'>;
  /** By certain keys: in which orders the variables of that step came. */
  readonly variableOrders: ReadonlyMap<string, ReadonlySet<string>>;
  /** Certain keys of steps that took from an address behind which the content may change: any may be what they got. */
  readonly openKeys: ReadonlySet<string>;
  readonly sameContent: ReadonlyMap<string, string>;
  /** By the key below and the own ingredients: what steps that take from stages have been seen upon. */
  readonly stageSteps: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * `records`: of one engine, in any order. `lost`: whether records of the builder are gone since the newest of them;
 * `removed`: folders of the context that are gone since then, where that confuses the builder.
 */
export function memoryOf(
  records: readonly ForecastRecord[],
  lost: boolean,
  removed: readonly string[] = [],
): CacheMemory {
  const newestFirst = [...records].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const keys = new Set<string>();
  const certainKeys = new Set<string>();
  const owns = new Set<string>();
  const linkKeys = new Set<string>();
  const doubtfulKeys = new Map<string, 'cache-lost' | 'removed-folder'>();
  const variableOrders = new Map<string, Set<string>>();
  const openKeys = new Set<string>();
  const sameContent = new Map<string, string>();
  const stageSteps = new Map<string, Set<string>>();
  let inDoubt = lost;
  const gone = new Set(removed);
  for (const record of newestFirst) {
    for (const step of record.steps) {
      if (step.outcome === 'missing') continue;
      if (!keys.has(step.key) && inDoubt) doubtfulKeys.set(step.key, 'cache-lost');
      else if (!keys.has(step.key) && takesFrom(step, gone)) doubtfulKeys.set(step.key, 'removed-folder');
      keys.add(step.key);
      certainKeys.add(step.certainKey);
      owns.add(step.own);
      const order = variableOrderOf(step);
      if (order !== undefined) {
        const orders = variableOrders.get(step.certainKey) ?? new Set();
        variableOrders.set(step.certainKey, orders.add(order));
      }
      if (step.ingredients.some(({ kind, name }) => kind === 'option' && name === openAddress))
        openKeys.add(step.certainKey);
      if (step.linkKey !== undefined) linkKeys.add(step.linkKey);
      if (step.fromStages !== '') {
        const seen = stageSteps.get(stageStepKey(step)) ?? new Set();
        stageSteps.set(stageStepKey(step), seen.add(step.fromStages));
      }
    }
    for (const [key, same] of record.sameContent) if (!sameContent.has(key)) sameContent.set(key, same);
    // What was made before a loss may be gone; what that build and later ones had is there.
    inDoubt ||= record.hasLostCache;
    for (const folder of record.removedFolders ?? []) gone.add(folder);
  }
  return {
    isEmpty: newestFirst.length === 0,
    keys,
    certainKeys,
    owns,
    linkKeys,
    doubtfulKeys,
    variableOrders,
    openKeys,
    sameContent,
    stageSteps,
  };
}

/** undefined: it has none. */
export function variableOrderOf({ ingredients }: Pick<RecordedStep, 'ingredients'>): string | undefined {
  return ingredients.find(({ kind, name }) => kind === 'option' && name === variableOrder)?.digest;
}

/** Whether one of the folders was in what it takes of the context. */
export function takesFrom({ ingredients }: Pick<RecordedStep, 'ingredients'>, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  return ingredients.some(({ kind, name, doubtful }) => {
    if (kind !== 'files' || doubtful) return false;
    const path = cleaned(name.replace(/[^/]*[*?[\\].*$/, ''));
    return [...folders].some((folder) => path === '' || folder === path || folder.startsWith(`${path}/`));
  });
}

export function stageStepKey({ belowKey, own }: Pick<RecordedStep, 'belowKey' | 'own'>): string {
  return `${belowKey} ${own}`;
}
