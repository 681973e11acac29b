// Two builds of a Dockerfile as a page shows them beside each other. Pure.
import {
  changedBases,
  changedInstructions,
  changedOptions,
  compareSteps,
  type InstructionChange,
  isSlower,
  lostCache,
  type ValueChange,
} from '../builds/compare.ts';
import { type BuildRecord, durationOf, type StepRecord } from '../builds/record.ts';
import { commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleLines, visibleText } from '../visible-text.ts';

export interface ComparedBuild {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly outcome: BuildRecord['outcome'];
  /** Milliseconds. */
  readonly duration: number;
  readonly cached: number;
  readonly steps: number;
  readonly size: number | undefined;
  /** Bytes of the context that were sent. */
  readonly sent: number | undefined;
}

export interface ComparedStep {
  readonly text: string;
  readonly stage: string;
  /** In the later Dockerfile, or in the earlier if it is gone; the first is 0. */
  readonly line: number;
  readonly before: Pick<StepRecord, 'state' | 'duration'> | undefined;
  readonly after: Pick<StepRecord, 'state' | 'duration'> | undefined;
  readonly change: 'lost' | 'slower' | 'new' | 'gone' | 'none';
  readonly reason: string | undefined;
}

/** Of a build behind the earlier one, up to the later one: what was changed, and the step that it made run. */
export interface Cause {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
  /** Milliseconds since 1970: when that build began. */
  readonly at: number;
}

export interface ComparisonFacts {
  readonly name: string;
  readonly dockerfile: string;
  readonly older: ComparedBuild;
  readonly newer: ComparedBuild;
  /** Builds of the same Dockerfile between the two. */
  readonly between: number;
  readonly causes: readonly Cause[];
  /** undefined: the Dockerfile of one of them was not kept. */
  readonly instructions: readonly InstructionChange[] | undefined;
  readonly options: readonly ValueChange[];
  readonly bases: readonly ValueChange[];
  readonly steps: readonly ComparedStep[];
}

/** `records`: all that are known. */
export function comparisonFacts(
  older: BuildRecord,
  newer: BuildRecord,
  records: readonly BuildRecord[],
  name: string,
): ComparisonFacts {
  const since = records
    .filter(
      ({ dockerfile, startedAt, id }) =>
        dockerfile === newer.dockerfile &&
        startedAt >= older.startedAt &&
        startedAt <= newer.startedAt &&
        id !== older.id,
    )
    .sort((a, b) => a.startedAt - b.startedAt);
  const values = ({ name: of, before, after }: ValueChange): ValueChange => ({
    name: visibleText(of),
    before: before === undefined ? undefined : visibleText(before),
    after: after === undefined ? undefined : visibleText(after),
  });
  return {
    name: visibleText(name),
    dockerfile: visibleText(newer.dockerfile),
    older: compared(older),
    newer: compared(newer),
    between: since.filter(({ id }) => id !== newer.id).length,
    causes: since.flatMap(({ steps, startedAt }) =>
      steps.flatMap(({ line, text, reason, isCause }) =>
        isCause && reason !== undefined
          ? [{ line, text: shownText(text), reason: visibleText(reason), at: startedAt }]
          : [],
      ),
    ),
    instructions: changedInstructions(older, newer)?.map((change) => ({
      ...change,
      text: visibleLines(commandWithoutSecrets(change.text)),
    })),
    options: changedOptions(older, newer).map(values),
    bases: changedBases(older, newer).map(values),
    steps: compareSteps(older, newer).map((each) => ({
      text: shownText(each.text),
      stage: visibleText(each.stage),
      line: (each.after ?? each.before)?.line ?? 0,
      before: each.before && { state: each.before.state, duration: each.before.duration },
      after: each.after && { state: each.after.state, duration: each.after.duration },
      change: !each.before
        ? 'new'
        : !each.after
          ? 'gone'
          : lostCache(each)
            ? 'lost'
            : isSlower(each)
              ? 'slower'
              : 'none',
      reason: each.after?.reason && visibleText(each.after.reason),
    })),
  };
}

const shownText = (text: string) => visibleText(commandWithoutSecrets(text));

function compared(build: BuildRecord): ComparedBuild {
  const { id, startedAt, outcome, steps, size, sent } = build;
  return {
    id,
    startedAt,
    outcome,
    duration: durationOf(build, startedAt),
    cached: steps.filter(({ state }) => state === 'cached').length,
    steps: steps.length,
    size,
    sent: sent?.bytes,
  };
}
