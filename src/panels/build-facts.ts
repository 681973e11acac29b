// A build as its page shows it. Pure.
import { givenOptions } from '../builds/given-options.ts';
import { type BuildRecord, durationOf, type SentContext, type StepRecord } from '../builds/record.ts';
import { commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleLines, visibleText } from '../visible-text.ts';

export interface BuildStepFacts {
  /** By which the page asks for its log. */
  readonly key: string;
  /** Of the Dockerfile; the first is 0. undefined: something that the engine does besides. */
  readonly line: number | undefined;
  readonly text: string;
  readonly stage: string;
  readonly state: StepRecord['state'];
  /** Milliseconds; undefined: it did not run, or does still. */
  readonly duration: number | undefined;
  /** Milliseconds after the build began; undefined: it did not run, or it is not known. */
  readonly begin: number | undefined;
  readonly reason: string | undefined;
  readonly error: string | undefined;
  readonly lastLines: readonly string[];
}

export interface BuildFacts {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly dockerfile: string;
  readonly outcome: BuildRecord['outcome'];
  readonly error: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds; undefined while it runs. */
  readonly duration: number | undefined;
  readonly cached: number;
  readonly steps: readonly BuildStepFacts[];
  /** What the engine did besides. */
  readonly errands: readonly BuildStepFacts[];
  readonly sent: SentContext | undefined;
  readonly way: BuildRecord['way'];
  readonly size: number | undefined;
  readonly sizeBefore: number | undefined;
  readonly isSameImage: boolean;
  readonly imageId: string | undefined;
  readonly options: readonly (readonly [name: string, value: string])[];
  /** The newest build of the same Dockerfile before this one. */
  readonly earlier: { readonly id: string; readonly startedAt: number } | undefined;
  /** This one and others of the same Dockerfile, newest first; empty if there is no other one. */
  readonly sameFile: readonly SameFileBuild[];
  /** Whether it is known on which engine it was built: its image can be opened then. */
  readonly hasEngine: boolean;
}

export interface SameFileBuild {
  readonly id: string;
  readonly startedAt: number;
  readonly outcome: BuildRecord['outcome'];
  /** Milliseconds; undefined while it runs. */
  readonly duration: number | undefined;
  readonly cached: number;
  readonly steps: number;
}

/** More say nothing new about how long it takes. */
const mostOfFile = 12;

/** `records`: of all builds, newest first. */
export function buildFacts(build: BuildRecord, name: string, records: readonly BuildRecord[]): BuildFacts {
  const earlier = buildBefore(build, records);
  const { steps, errands = [], before, imageId, size, outcome, error, startedAt } = build;
  const beginOf = (at: number | undefined) => (at === undefined ? undefined : Math.max(0, at - startedAt));
  return {
    id: build.id,
    name: visibleText(name),
    tags: build.tags.map(visibleText),
    dockerfile: visibleText(build.dockerfile),
    outcome,
    error: error === undefined ? undefined : visibleLines(error),
    startedAt,
    duration: outcome === 'running' ? undefined : durationOf(build, startedAt),
    cached: steps.filter(({ state }) => state === 'cached').length,
    steps: steps.map((step) => ({
      key: stepKey(step),
      line: step.line,
      text: visibleText(commandWithoutSecrets(step.text)),
      stage: visibleText(step.stage),
      state: step.state,
      duration: step.duration,
      begin: beginOf(step.startedAt),
      reason: step.reason && visibleText(step.reason),
      error: step.error === undefined ? undefined : visibleLines(step.error),
      lastLines: step.lastLines ?? [],
    })),
    errands: errands.map(({ name: told, state, startedAt: at, duration, log }) => ({
      key: errandKey(log),
      line: undefined,
      text: visibleText(commandWithoutSecrets(told)),
      stage: '',
      state,
      duration: state === 'running' ? undefined : duration,
      begin: beginOf(at),
      reason: undefined,
      error: undefined,
      lastLines: [],
    })),
    sent: build.sent,
    way: build.way,
    size,
    sizeBefore: before?.size,
    isSameImage: imageId !== undefined && before?.imageId === imageId,
    imageId,
    options: givenOptions(build).map(([option, value]) => [visibleText(option), visibleText(value)]),
    earlier: earlier && { id: earlier.id, startedAt: earlier.startedAt },
    sameFile: sameFile(build, records),
    hasEngine: build.engine !== undefined,
  };
}

function sameFile(build: BuildRecord, records: readonly BuildRecord[]): SameFileBuild[] {
  const all = records.filter(({ dockerfile }) => dockerfile === build.dockerfile);
  const at = all.findIndex(({ id }) => id === build.id);
  // This one is among them, however old it is.
  const first = Math.max(0, Math.min(at, all.length - mostOfFile));
  const shown = all.slice(first, first + mostOfFile);
  return shown.length < 2
    ? []
    : shown.map((record) => ({
        id: record.id,
        startedAt: record.startedAt,
        outcome: record.outcome,
        duration: record.outcome === 'running' ? undefined : durationOf(record, record.startedAt),
        cached: record.steps.filter(({ state }) => state === 'cached').length,
        steps: record.steps.length,
      }));
}

export const stepKey = ({ line }: Pick<StepRecord, 'line'>): string => `line ${line}`;
export const errandKey = (log: number): string => `errand ${log}`;

/** The newest of the same Dockerfile that is over and was begun before it. `records`: newest first. */
export function buildBefore(build: BuildRecord, records: readonly BuildRecord[]): BuildRecord | undefined {
  return records.find(
    ({ id, dockerfile, startedAt, outcome }) =>
      id !== build.id && dockerfile === build.dockerfile && startedAt <= build.startedAt && outcome !== 'running',
  );
}
