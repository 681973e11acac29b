// What the line of an instruction says of the next build, beside what it says of the last one. Pure.
import * as l10n from '@vscode/l10n';
import type { Mark, MarkTone } from '../builds/marks.ts';
import { formatDuration } from '../quantities.ts';
import type { ForeseenStep } from './foreseen.ts';
import type { FileChange, Verdict } from './verdict.ts';
import { verdictText } from './words.ts';

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
  const shown = words.length > longestMark ? `${words.slice(0, longestMark - 1)}…` : words;
  return { text: `${signs[verdict.kind]}${shown}`, tone: verdict.kind };
}

/**
 * One mark for a line. What will happen stands for what has happened, apart from a failure; while the next build would do
 * nothing anew, what the last one did stands alone. `build`: of the last build; `hasNews`: something of the next one may run.
 */
export function lineMark(
  build: Mark | undefined,
  verdict: Verdict | undefined,
  hasNews: boolean,
): LineMark | undefined {
  if (!build) return verdict && forecastMark(verdict);
  if (!verdict || !hasNews || build.tone === 'failed' || build.tone === 'running') return build;
  if (verdict.kind !== 'reused') return forecastMark(verdict);
  const isThere = build.tone === 'done' || build.tone === 'cached';
  return isThere ? { ...build, text: l10n.t('{0}, reused', build.text) } : forecastMark(verdict);
}

/** For a hover: the verdict, and beside it what it rests on, as lines of plain text. */
export function verdictDetails({ verdict, duration }: ForeseenStep): readonly string[] {
  const changes = verdict.kind === 'runs' && verdict.reason.kind === 'files' ? verdict.reason : undefined;
  const more = changes ? changes.count - changes.changes.length : 0;
  return [
    ...(changes && changes.count > 1 ? changes.changes.map(changeText) : []),
    ...(more > 0 ? [more === 1 ? l10n.t('1 more file') : l10n.t('{0} more files', more)] : []),
    ...(verdict.kind !== 'reused' && duration !== undefined
      ? [l10n.t('It took {0} the last time it ran.', formatDuration(duration))]
      : []),
  ];
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
