// Builds of one Dockerfile mostly have the same steps, and twenty builds are kept for as long as the editor runs: each step is there once.
import { isDeepStrictEqual } from 'node:util';
import type { RecordedStep } from './record.ts';

/** Gives an equal step that was there before, if there is one. `known`: those of records that were read before; asked for at the first step. */
export function createStepsOnce(known: () => readonly RecordedStep[]): (step: RecordedStep) => RecordedStep {
  let seen: Map<string, RecordedStep[]> | undefined;
  return (step) => {
    seen ??= byKey(known());
    const alike = seen.get(step.key) ?? [];
    const equal = alike.find((each) => isDeepStrictEqual(each, step));
    if (equal) return equal;
    seen.set(step.key, [...alike, step]);
    return step;
  };
}

function byKey(steps: readonly RecordedStep[]): Map<string, RecordedStep[]> {
  const groups = new Map<string, RecordedStep[]>();
  for (const step of new Set(steps)) groups.set(step.key, [...(groups.get(step.key) ?? []), step]);
  return groups;
}
