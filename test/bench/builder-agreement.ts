// Whether the linter and a builder refuse the same Dockerfiles. The builder's verdicts are in builder-verdicts.json, made by
// `npm run differential -- --record`.

import { isDeepStrictEqual } from 'node:util';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import type { Problem } from '../../src/dockerfile/rule-parts/rule.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { comparePositions } from '../../src/dockerfile/text/range.ts';
import { readMarked } from '../support/marked-text.ts';
import { builderLines } from './builder-lines.ts';

/** What the builder said of each, without marks. */
export interface BuilderVerdicts {
  /** With its version. */
  readonly builder: string;
  readonly refused: readonly string[];
  readonly accepted: readonly string[];
}

const marked = new Map(builderLines().map((line) => [readMarked(line).text, line]));

/** Without marks, each once. */
export const lines: readonly string[] = [...marked.keys()];

/** The line with its mark: where an error must stand if it is refused. */
function markedLine(text: string): string {
  return marked.get(text) ?? text;
}

/** Errors that are none to BuildKit, each for its reason. */
const notRefused = new Set([
  // The classic builder refuses it; BuildKit copies one file over the other.
  'slash-after-copy-folder',
  // BuildKit takes the last one of the name.
  'unique-stage-name',
]);

/** What the linter says the builder refuses. */
export function refusals(text: string): Problem[] {
  return lint(parseDockerfile(text), {}).filter(({ severity, rule }) => severity === 'error' && !notRefused.has(rule));
}

/** Whether an error stands exactly where the line is marked. */
export function standsAtMark(text: string): boolean {
  const { ranges } = readMarked(markedLine(text));
  const found = refusals(text);
  return ranges.every((range) => found.some((problem) => isDeepStrictEqual(problem.range, range)));
}

/** Whether an error at least touches the mark; undefined without a mark, and where the linter is silent. */
export function touchesMark(text: string): boolean | undefined {
  const { ranges } = readMarked(markedLine(text));
  const found = refusals(text);
  if (ranges.length === 0 || found.length === 0) return undefined;
  return ranges.some(({ start, end }) =>
    found.some(({ range }) => comparePositions(range.start, end) <= 0 && comparePositions(start, range.end) <= 0),
  );
}

export interface Agreement {
  readonly agreed: number;
  /** One line each: what the two do not agree on, and what the linter says of it. */
  readonly faults: readonly string[];
}

export function agreementWith({ refused, accepted }: BuilderVerdicts): Agreement {
  const faults: string[] = [];
  for (const text of refused)
    if (refusals(text).length === 0) faults.push(`refused, and the linter is silent: ${JSON.stringify(text)}`);
  for (const text of accepted) {
    const found = refusals(text).map(({ rule, message }) => `${rule}: ${message}`);
    if (found.length > 0) faults.push(`accepted: ${JSON.stringify(text)} ${found.join('; ')}`);
  }
  return { agreed: refused.length + accepted.length - faults.length, faults };
}

/**
 * Reads the answer of `docker buildx build --call=check,format=json`.
 * @throws Error if the builder could not be asked, or failed for another reason than the text
 */
export function isRefusal(stdout: string, stderr: string, code: number): boolean {
  if (stdout.trim() === '' && /^ERROR: .*(?:dockerfile|Dockerfile)/m.test(stderr)) return true;
  let answer: { readonly buildError?: { readonly message: string } };
  try {
    answer = JSON.parse(stdout) as typeof answer;
  } catch {
    throw new Error(`docker buildx answered with status ${code} and no JSON: ${stderr.slice(0, 500)}`);
  }
  return answer.buildError !== undefined;
}
