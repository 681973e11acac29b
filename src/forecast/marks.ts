// What the line of an instruction says of the next build, beside what it says of the last one. Pure.
import * as l10n from '@vscode/l10n';
import type { Mark, MarkTone } from '../builds/marks.ts';
import { formatDuration } from '../quantities.ts';
import { visibleText } from '../visible-text.ts';
import { verdictText } from './forecast-text.ts';
import type { ForeseenStep } from './foreseen.ts';
import type { FileChange, Verdict } from './verdict.ts';

export type LineTone = MarkTone | Verdict['kind'];

export interface LineMark {
  readonly text: string;
  readonly tone: LineTone;
}

/** Characters; the hover has the rest. */
const longestMark = 90;

/** `▸ will run: src/app.js changed since the last build`, `reused` */
export function forecastMark(verdict: Verdict): LineMark {
  const signs: Readonly<Record<Verdict['kind'], string>> = { reused: '', runs: '▸ ', depends: '▹ ', unknown: '? ' };
  const words = verdict.kind === 'depends' ? l10n.t('depends on stage {0}', verdict.stage) : verdictText(verdict);
  const visible = visibleText(words);
  const shown = visible.length > longestMark ? `${visible.slice(0, longestMark - 1)}…` : visible;
  return { text: `${signs[verdict.kind]}${shown}`, tone: verdict.kind };
}

/**
 * One mark for a line. What will happen stands for what has happened, but not for what the last build did not get done; while the next build would do
 * nothing anew, what the last one did stands alone. `build`: of the last build; `hasNews`: something of the next one may run.
 */
export function lineMark(
  build: Mark | undefined,
  verdict: Verdict | undefined,
  hasNews: boolean,
): LineMark | undefined {
  if (!build) return verdict && forecastMark(verdict);
  const isThere = build.tone === 'done' || build.tone === 'cached';
  if (!verdict || !hasNews || !isThere) return build;
  return verdict.kind === 'reused' ? { ...build, text: l10n.t('{0}, reused', build.text) } : forecastMark(verdict);
}

/** For a hover: beside the verdict what it rests on, as lines of plain text. `files`: a list, empty if there is but one. */
export function verdictDetails({ verdict, duration }: ForeseenStep): {
  readonly files: readonly string[];
  readonly more: readonly string[];
} {
  const reason = verdict.kind === 'runs' && verdict.reason.kind === 'files' ? verdict.reason : undefined;
  const unnamed = reason ? reason.count - reason.changes.length : 0;
  const rest = unnamed === 0 ? [] : [unnamed === 1 ? l10n.t('1 more file') : l10n.t('{0} more files', unnamed)];
  const isTimed = verdict.kind !== 'reused' && duration !== undefined;
  return {
    files: reason && reason.count > 1 ? [...reason.changes.map(changeText), ...rest] : [],
    more: isTimed ? [tookLast(formatDuration(duration))] : [],
  };
}

function changeText({ path, what }: FileChange): string {
  switch (what) {
    case 'changed':
      return l10n.t('{0} changed', path);
    case 'mode':
      return l10n.t('{0} has different permissions', path);
    case 'new':
      return l10n.t('{0} is new', path);
    case 'gone':
      return l10n.t('{0} was removed', path);
  }
}

export const tookLast = (time: string): string => l10n.t('It took {0} the last time it ran.', time);
