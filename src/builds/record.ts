// What is kept of a build when it is over: plain data, no secrets, small.
import * as l10n from '@vscode/l10n';
import type { BuildProgress, BuildResult } from '../engine/build-api.ts';
import type { EngineId } from '../engine/engine-id.ts';
import { formatAge, formatDuration } from '../quantities.ts';
import type { LineState } from './line-states.ts';
import type { BuildProfile } from './profile.ts';

export interface StepRecord {
  /** In the Dockerfile as it was built; the first is 0. */
  readonly line: number;
  /** The instruction's first line. */
  readonly text: string;
  /** Name or number of its stage. */
  readonly stage: string;
  readonly state: LineState['state'];
  /** Milliseconds; undefined if it did not run. */
  readonly duration: number | undefined;
  /** Milliseconds since 1970; absent if it did not run, and in records of before. */
  readonly startedAt?: number;
  /** The numbers under which the log has what it wrote. */
  readonly logs?: readonly number[];
  /** Why it ran, as a sentence; absent if it did not run, or nothing is known. */
  readonly reason?: string;
  /** Whether that is something that was changed, and not only that a step before it ran. */
  readonly isCause?: true;
  /** Of a failed one: why, in the engine's words, and what it wrote last. */
  readonly error?: string | undefined;
  readonly lastLines?: readonly string[];
}

/** What the engine does besides the instructions: it loads the context, exports the image … */
export interface ErrandRecord {
  readonly name: string;
  readonly state: LineState['state'];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The number under which the log has what it wrote. */
  readonly log: number;
}

export type Outcome = 'running' | 'built' | 'failed' | 'canceled';

export type SentContext = Pick<Extract<BuildProgress, { kind: 'context' }>, 'files' | 'bytes' | 'seen'>;

/** What the base image brings, and where the FROM stands. */
export interface BaseSize {
  /** The first is 0. */
  readonly line: number;
  readonly bytes: number;
}

/** Bytes of a line's files that a later line replaces or removes. */
export interface WastedBytes {
  readonly bytes: number;
  /** The first is 0; undefined: nobody knows which. */
  readonly by: number | undefined;
}

export interface BuildRecord {
  /** Sorts by time. */
  readonly id: string;
  /** On which it was built; undefined: before engines had ids. */
  readonly engine?: EngineId | undefined;
  /** Absolute path. */
  readonly dockerfile: string;
  /** Of the Dockerfile as it was built; absent in records of before. */
  readonly text?: string;
  readonly profile: BuildProfile;
  /** The names that the image gets. */
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly outcome: Outcome;
  /** One clear message. */
  readonly error: string | undefined;
  readonly steps: readonly StepRecord[];
  readonly imageId: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  readonly way: BuildResult['way'] | undefined;
  /** Bytes of the layers, by the line of the instruction; absent where that is not known. */
  readonly layerSizes?: Readonly<Record<number, number>>;
  readonly baseSize?: BaseSize;
  /** Of those, by line; absent until the files of the image's layers have been read. */
  readonly wasted?: Readonly<Record<number, readonly WastedBytes[]>>;
  /** What the engine did besides; absent in records of before, and of engines that do not tell. */
  readonly errands?: readonly ErrandRecord[];
  /** Of the context: what was sent, and what the build sees of it in all; absent where it is not known. */
  readonly sent?: SentContext;
  /** Digests of the images that it started from, by the names that the engine gave them; where it told them. */
  readonly bases?: Readonly<Record<string, string>>;
  /** The image that had the first tag before. */
  readonly before: { readonly imageId: string; readonly size: number } | undefined;
}

/** For a person. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  running: l10n.t('building'),
  built: l10n.t('built'),
  failed: l10n.t('failed'),
  canceled: l10n.t('canceled'),
};

/** The same of a step. */
export const stateWords: Readonly<Record<StepRecord['state'], string>> = {
  waiting: l10n.t('waiting'),
  running: l10n.t('running'),
  cached: l10n.t('cached'),
  done: l10n.t('done'),
  failed: l10n.t('failed'),
  canceled: l10n.t('canceled'),
};

/** `7 of 9 cached`; of the steps that were to be made. An engine without BuildKit may tell of none. */
function cachedShare({ steps }: BuildRecord): string {
  if (steps.length === 0) return l10n.t('no steps reported');
  const cached = steps.filter(({ state }) => state === 'cached').length;
  return cached === steps.length ? l10n.t('fully cached') : l10n.t('{0} of {1} cached', cached, steps.length);
}

export function durationOf({ startedAt, endedAt }: BuildRecord, now: number): number {
  return (endedAt ?? now) - startedAt;
}

/** `built 3 minutes ago, 41 s, 7 of 9 cached`; while it runs `building, 4 of 9 steps, 12 s`. */
export function summaryOf(record: BuildRecord, now: number): string {
  const duration = formatDuration(durationOf(record, now));
  const age = formatAge(record.endedAt ?? record.startedAt, now);
  switch (record.outcome) {
    case 'running':
      return record.steps.length === 0
        ? l10n.t('building, {0}', duration)
        : l10n.t('building, {0} of {1} steps, {2}', stepsOver(record), record.steps.length, duration);
    case 'built':
      return l10n.t('built {0}, {1}, {2}', age, duration, cachedShare(record));
    case 'failed':
      return l10n.t('failed {0}, after {1}', age, duration);
    case 'canceled':
      return l10n.t('canceled {0}, after {1}', age, duration);
  }
}

function stepsOver({ steps }: BuildRecord): number {
  return steps.filter(({ state }) => state === 'done' || state === 'cached').length;
}

/** What a file says, which may be of another version, or broken; undefined: it is no record. */
export function readRecord(value: unknown): BuildRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Partial<BuildRecord>;
  const isRecord =
    typeof record.id === 'string' &&
    typeof record.dockerfile === 'string' &&
    typeof record.startedAt === 'number' &&
    Array.isArray(record.steps) &&
    Array.isArray(record.tags) &&
    typeof record.profile === 'object' &&
    record.profile !== null &&
    ['running', 'built', 'failed', 'canceled'].includes(record.outcome ?? '');
  if (!isRecord) return undefined;
  // Nobody is left to follow it: the editor ended first.
  return (record.outcome === 'running' ? { ...record, outcome: 'canceled' } : record) as BuildRecord;
}
