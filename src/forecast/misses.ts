// Where a forecast was wrong: said in the log, with all that the step was taken to be made of.

import { verdictText } from './forecast-text.ts';
import type { Forecast, ToldOutcome } from './forecaster.ts';
import type { Ingredient } from './ingredient.ts';
import type { KeyedStep } from './keys.ts';
import { ranWithAnother, toldWithTwins } from './told-together.ts';
import type { Verdict } from './verdict.ts';

export interface Miss extends Pick<KeyedStep, 'line' | 'text' | 'ingredients'> {
  readonly verdict: Verdict;
  readonly outcome: 'ran' | 'reused';
}

/** Of the steps that were said to be reused or to run, those that did otherwise. */
export function missesOf(
  { hasRecord, steps }: Forecast,
  told: (step: KeyedStep) => ToldOutcome | undefined,
): readonly Miss[] {
  // Without a record nothing was foreseen.
  if (!hasRecord) return [];
  const all = steps.map(({ step }) => step);
  return steps.flatMap(({ step, verdict }) => {
    const outcome = toldWithTwins(step, all, told)?.outcome;
    const isMiss =
      step.keyword !== 'FROM' &&
      ((verdict.kind === 'reused' && outcome === 'ran' && !ranWithAnother(step, steps)) ||
        (verdict.kind === 'runs' && outcome === 'reused'));
    const { line, text, ingredients } = step;
    return isMiss && (outcome === 'ran' || outcome === 'reused') ? [{ line, text, ingredients, verdict, outcome }] : [];
  });
}

/** For the log, which is English. */
export function missText(dockerfile: string, { line, text, verdict, outcome, ingredients }: Miss): string {
  const made = ingredients.map(
    ({ kind, name, value, digest, doubtful }: Ingredient) =>
      `  ${kind} ${name}${value === undefined ? '' : `=${value}`} (${digest}${doubtful ? ', not for all builders' : ''})`,
  );
  return [`${dockerfile}:${line + 1} was foreseen as "${verdictText(verdict)}", and ${outcome}: ${text}`, ...made].join(
    '\n',
  );
}
