// Applies fixes to a text. Knows no rule.

import type { Fix, Problem } from '../rule-parts/rule.ts';
import { createLineIndex } from '../text/line-index.ts';

export interface Fixed {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
}

/**
 * The safe fixes of these problems, which are sorted by position; of those that overlap, the first. What is left can be
 * fixed after another lint.
 */
export function applyFixes(text: string, problems: readonly Problem[]): Fixed {
  return applyAll(
    text,
    problems.flatMap(({ fix }) => (fix?.safe ? [fix] : [])),
  );
}

/** One fix, safe or not. */
export function applyFix(text: string, fix: Fix): string {
  return applyAll(text, [fix]).text;
}

function applyAll(text: string, fixes: readonly Fix[]): Fixed {
  const lines = createLineIndex(text);
  const accepted: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  let applied = 0;
  let lastStart = -1;
  let lastEnd = 0;
  for (const fix of fixes) {
    const edits = fix.edits
      .map(({ range, text: replacement }) => ({
        start: lines.offsetAt(range.start),
        end: lines.offsetAt(range.end),
        text: replacement,
      }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const [first] = edits;
    const last = edits.at(-1);
    // Two insertions at one place clash, too: which comes first would be chance.
    if (!first || !last || first.start < lastEnd || first.start === lastStart) continue;
    accepted.push(...edits);
    lastStart = last.start;
    lastEnd = last.end;
    applied++;
  }
  let fixed = '';
  let from = 0;
  for (const edit of accepted) {
    fixed += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return { text: fixed + text.slice(from), applied };
}
