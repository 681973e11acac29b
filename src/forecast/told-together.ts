// What the builder tells of several steps at once: triggers of a base stand on the line of their FROM, all of them together; and steps
// that are the same in two stages are one to it, of which it tells on the line of one.
import type { KeyedStep } from './keys.ts';
import type { StepOutcome } from './record.ts';
import type { Verdict } from './verdict.ts';

/** Whether the step may only be said to have run because another one, of which that was foreseen, has. */
export function ranWithAnother(
  step: KeyedStep,
  foreseen: readonly { readonly step: KeyedStep; readonly verdict: Verdict }[],
): boolean {
  return foreseen.some(
    ({ step: other, verdict }) =>
      other.instruction === step.instruction &&
      other.line === step.line &&
      other !== step &&
      other.keyword !== 'FROM' &&
      verdict.kind !== 'reused',
  );
}

/** What is told of the step, or of one that is the same and has run. */
export function toldWithTwins<Told extends { readonly outcome: StepOutcome }>(
  step: KeyedStep,
  steps: readonly KeyedStep[],
  told: (step: KeyedStep) => Told | undefined,
): Told | undefined {
  const own = told(step);
  if (own && own.outcome !== 'reused') return own;
  const twins = steps.filter((each) => each !== step && each.key === step.key).flatMap((each) => told(each) ?? []);
  return twins.find(({ outcome }) => outcome === 'ran') ?? own ?? twins[0];
}
