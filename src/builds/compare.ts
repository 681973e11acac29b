// Two builds side by side: what got slower, what stopped being cached, what is new, and what was changed in between. Pure.
import { parseDockerfile } from '../dockerfile/text/document.ts';
import { givenOptions } from './given-options.ts';
import type { BuildRecord, StepRecord } from './record.ts';

export interface StepDifference {
  readonly text: string;
  readonly stage: string;
  readonly before: StepRecord | undefined;
  readonly after: StepRecord | undefined;
}

/** In the order of the later build; steps that are gone stand last. */
export function compareSteps(before: BuildRecord, after: BuildRecord): StepDifference[] {
  const left = [...before.steps];
  const take = (step: StepRecord): StepRecord | undefined => {
    const index = left.findIndex(({ text, stage }) => text === step.text && stage === step.stage);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const differences = after.steps.map((step) => ({
    text: step.text,
    stage: step.stage,
    before: take(step),
    after: step,
  }));
  return [
    ...differences,
    ...left.map((step) => ({ text: step.text, stage: step.stage, before: step, after: undefined })),
  ];
}

/** Longer by this much, in milliseconds and as a factor, is slower: less is chance. */
const noticeable = { milliseconds: 500, factor: 1.2 };

export function isSlower({ before, after }: StepDifference): boolean {
  const [then, now] = [before?.duration, after?.duration];
  if (then === undefined || now === undefined || after?.state === 'cached' || before?.state === 'cached') return false;
  return now - then > noticeable.milliseconds && now > then * noticeable.factor;
}

/** A FROM is looked up, not run. */
export function lostCache({ text, before, after }: StepDifference): boolean {
  if (/^FROM\b/i.test(text)) return false;
  return before?.state === 'cached' && after !== undefined && (after.state === 'done' || after.state === 'failed');
}

export interface InstructionChange {
  readonly kind: 'added' | 'removed';
  /** In the Dockerfile of its build; the first is 0. */
  readonly line: number;
  readonly text: string;
}

/** In the order of the files; undefined: one of the two was not kept. */
export function changedInstructions(older: BuildRecord, newer: BuildRecord): InstructionChange[] | undefined {
  if (older.text === undefined || newer.text === undefined) return undefined;
  if (older.text === newer.text) return [];
  const before = instructionsOf(older.text);
  const after = instructionsOf(newer.text);
  /** How many instructions of both stay, from these on (the longest common subsequence). */
  const common = before.map(() => new Array<number>(after.length + 1).fill(0));
  const staying = (left: number, right: number) => common[left]?.[right] ?? 0;
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const row = common[left] as number[];
      row[right] =
        before[left]?.text === after[right]?.text
          ? staying(left + 1, right + 1) + 1
          : Math.max(staying(left + 1, right), staying(left, right + 1));
    }
  }
  const changes: InstructionChange[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [old, fresh] = [before[left], after[right]];
    if (old && fresh && old.text === fresh.text) {
      left++;
      right++;
    } else if (old && (!fresh || staying(left + 1, right) >= staying(left, right + 1))) {
      changes.push({ kind: 'removed', ...old });
      left++;
    } else if (fresh) {
      changes.push({ kind: 'added', ...fresh });
      right++;
    }
  }
  return changes;
}

/** More are no Dockerfile, and would take long to compare. */
const mostInstructions = 500;

function instructionsOf(text: string): { readonly line: number; readonly text: string }[] {
  const document = parseDockerfile(text);
  return document.instructions
    .slice(0, mostInstructions)
    .map(({ start, end }) => ({ line: document.positionAt(start).line, text: text.slice(start, end) }));
}

export interface ValueChange {
  readonly name: string;
  /** undefined: there was none, or it is not known. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function changedOptions(older: BuildRecord, newer: BuildRecord): ValueChange[] {
  return changedValues(new Map(givenOptions(older)), new Map(givenOptions(newer)));
}

/** Digests of base images, of those that both builds know. */
export function changedBases(older: BuildRecord, newer: BuildRecord): ValueChange[] {
  const [before, after] = [older.bases ?? {}, newer.bases ?? {}];
  const names = Object.keys(after).filter((name) => Object.hasOwn(before, name));
  const of = (bases: Readonly<Record<string, string>>) => new Map(names.map((name) => [name, String(bases[name])]));
  return changedValues(of(before), of(after));
}

function changedValues(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ValueChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }));
}
