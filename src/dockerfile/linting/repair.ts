// Repairs a text for good: fixes that are safe, again and again, since one may make room for the next.

import type { Problem } from '../rule-parts/rule.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { Edit } from '../text/range.ts';
import { applyFixes } from './apply-fixes.ts';

export interface Repaired {
  readonly text: string;
  readonly applied: number;
  readonly rounds: number;
}

/** What needs more goes round in circles. */
const mostRounds = 10;

export function repair(before: string, problemsOf: (text: string) => readonly Problem[]): Repaired {
  let text = before;
  let applied = 0;
  let rounds = 0;
  for (; rounds < mostRounds; rounds++) {
    const fixed = applyFixes(text, problemsOf(text));
    if (fixed.applied === 0) break;
    applied += fixed.applied;
    text = fixed.text;
  }
  return { text, applied, rounds };
}

/** One edit that makes `after` of `before`, from the first line that differs to the last; undefined if none does. */
export function differenceOf(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // Whole lines: a line break, or a character that is two, is never cut.
  start = before.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(before, before.length - end);
  const lines = createLineIndex(before);
  return {
    range: { start: lines.positionAt(start), end: lines.positionAt(lineEnd) },
    text: after.slice(start, after.length - (before.length - lineEnd)),
  };
}

/** At or behind `from`, in front of its line break. */
function endOfLine(text: string, from: number): number {
  for (let feed = text.indexOf('\n', from); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
    const end = text[feed - 1] === '\r' ? feed - 1 : feed;
    if (end >= from) return end;
  }
  return text.length;
}
