// What is kept of a build so that the next one can be foreseen: the keys of its steps, what they were made of, and what each
// of them then did. Values that may be secret are kept as digests only.

import type { FileFact, FileFacts } from './file-facts.ts';
import type { Ingredient } from './ingredient.ts';
import type { KeyedStep } from './keys.ts';

export type StepOutcome =
  | 'ran'
  | 'reused'
  /** The builder has it, but did not say how. */
  | 'there'
  /** The build ended before it, or in it. */
  | 'missing';

export interface RecordedStep {
  readonly line: number;
  readonly text: string;
  readonly keyword: string;
  /** Name or number of its stage. */
  readonly stage: string;
  readonly ingredients: readonly Ingredient[];
  readonly own: string;
  readonly fromStages: string;
  readonly key: string;
  readonly certainKey: string;
  /** Key of the step below; '' if there is none. */
  readonly belowKey: string;
  readonly linkKey?: string;
  readonly outcome: StepOutcome;
  /** Milliseconds; absent if it did not run. */
  readonly duration?: number;
}

/** A record of the builder: of a step, or of files that it got. */
export interface CacheRecordId {
  readonly id: string;
  readonly isContext: boolean;
}

/** What the steps of a stage would have been with one of its instructions moved down, as a rule advises. */
export interface RecordedReordering {
  /** Name or number. */
  readonly stage: string;
  /** First line of the instruction. */
  readonly moved: string;
  readonly steps: readonly ReorderedStep[];
}

export interface ReorderedStep {
  /** Its place among the steps of the record. */
  readonly step: number;
  /** That it would have had. */
  readonly key: string;
  /** Milliseconds that the build took longer for it, at least; absent if it did not run. */
  readonly saves?: number;
}

export interface ForecastRecord {
  readonly version: 4;
  /** Sorts by time. */
  readonly id: string;
  /** Of which engine, Dockerfile, target, platform and options. */
  readonly scope: string;
  /** The engine's own id: the cache is the engine's, for all Dockerfiles. */
  readonly engine: string;
  /** Where that was (`engine-id.ts`), for when it does not answer. */
  readonly endpoint: string;
  /** Absolute paths. */
  readonly dockerfile: string;
  readonly contextFolder: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the engine asked only for what it lacked of the context. */
  readonly isSynced: boolean;
  readonly steps: readonly RecordedStep[];
  /** What was the same when it was taken from stages: `fromStages` → the one that it equals. */
  readonly sameContent: readonly (readonly [string, string])[];
  /** The cache had lost what earlier builds made: what they say is in doubt. */
  readonly hasLostCache: boolean;
  /** Folders of the context that were removed before the build, where that confuses the builder. */
  readonly removedFolders?: readonly string[];
  /** Absent: nobody asked, or no rule has such an advice. */
  readonly reorderings?: readonly RecordedReordering[];
  /** Ids of the builder's records after the build; kept for the newest record of an engine alone. Absent: it was not asked, or there is a newer one. */
  readonly cacheRecords?: readonly CacheRecordId[];
  /** What the engine then had of the context; kept for the newest record of a scope alone. */
  readonly files: FileFacts;
}

export function recordedStep(
  step: KeyedStep,
  steps: readonly KeyedStep[],
  outcome: StepOutcome,
  duration: number | undefined,
): RecordedStep {
  const { line, text, keyword, stageName, ingredients, own, fromStages, key, certainKey, linkKey, below } = step;
  return {
    line,
    text,
    keyword,
    stage: stageName,
    ingredients,
    own,
    fromStages,
    key,
    certainKey,
    belowKey: steps[below]?.key ?? '',
    ...(linkKey === undefined ? {} : { linkKey }),
    outcome,
    ...(duration === undefined ? {} : { duration }),
  };
}

/** All but the files and what the builder has, which stand by themselves. */
export function recordText({ files, cacheRecords, ...record }: ForecastRecord): string {
  return JSON.stringify(record);
}

export function filesText({ id, files }: ForecastRecord): string {
  return JSON.stringify({ id, files: [...files] });
}

/** Of what the builder has. */
export function cacheText({ id, cacheRecords }: ForecastRecord): string {
  return JSON.stringify({ id, cacheRecords });
}

/** Without files. undefined: another version's, or broken. */
export function readForecastRecord(text: string): ForecastRecord | undefined {
  const value = parsed(text) as Partial<ForecastRecord> | undefined;
  const isRecord =
    typeof value === 'object' &&
    value !== null &&
    value.version === 4 &&
    typeof value.id === 'string' &&
    typeof value.scope === 'string' &&
    typeof value.engine === 'string' &&
    typeof value.at === 'number' &&
    Array.isArray(value.steps) &&
    value.steps.every(isStep) &&
    Array.isArray(value.sameContent);
  return isRecord ? ({ ...value, files: new Map() } as unknown as ForecastRecord) : undefined;
}

/** What all that reads steps takes for granted. */
function isStep(value: unknown): boolean {
  const { key, ingredients } = (value ?? {}) as Partial<RecordedStep>;
  return typeof key === 'string' && Array.isArray(ingredients);
}

/** Of which record, and what; undefined: broken. */
export function readFiles(text: string): { readonly id: string; readonly files: FileFacts } | undefined {
  const value = parsed(text) as { id?: unknown; files?: unknown } | undefined;
  if (typeof value?.id !== 'string' || !Array.isArray(value.files)) return undefined;
  return { id: value.id, files: new Map(value.files as [string, FileFact][]) };
}

/** Of which record, and what; undefined: broken. */
export function readCache(text: string): Pick<ForecastRecord, 'id' | 'cacheRecords'> | undefined {
  const value = parsed(text) as { id?: unknown; cacheRecords?: unknown } | undefined;
  if (typeof value?.id !== 'string' || !Array.isArray(value.cacheRecords)) return undefined;
  return { id: value.id, cacheRecords: value.cacheRecords };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half written when the machine went down, or not ours.
    return undefined;
  }
}
