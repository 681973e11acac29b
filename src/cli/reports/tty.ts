// The problems for a person at a terminal: where, what, which rule, and the line with the words underlined.
import * as l10n from '@vscode/l10n';
import type { Problem, Severity } from '../../dockerfile/rule-parts/rule.ts';
import type { FileResult } from '../file-result.ts';
import type { Report } from './report.ts';
import { blanksFor, characterBoundary, columnBehind } from './text-width.ts';

/** What was found, in numbers. */
export const countSentences = {
  clean: () => l10n.t('No problems in 1 file.'),
  oneInOne: () => l10n.t('1 problem in 1 file.'),
  inOne: (problems: number) => l10n.t('{0} problems in 1 file.', problems),
  fixed: (problems: number) => l10n.t('Fixed {0} problems.', problems),
};

type Paint = (text: string) => string;

interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
}

function palette(color: boolean): Palette {
  const paint =
    (code: number): Paint =>
    (text) =>
      color ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: paint(1),
    dim: paint(2),
    severity: { error: paint(31), warning: paint(33), info: paint(36), style: paint(35) },
  };
}

export const ttyReport: Report = (results, { color }) => {
  if (results.length === 0) return '';
  const colors = palette(color);
  const blocks = results.flatMap((result) => result.problems.map((problem) => problemBlock(result, problem, colors)));
  return [...blocks, `${summary(results)}\n`].join('\n');
};

function problemBlock({ file, document }: FileResult, problem: Problem, { bold, dim, severity }: Palette): string {
  const { start, end } = problem.range;
  const place = `${printable(file)}:${start.line + 1}:${start.character + 1}`;
  const paint = severity[problem.severity];
  const level = severityWords(problem.severity);
  const text = document.lineText(start.line);
  const to = end.line === start.line ? end.character : text.length;
  const shown = excerpt(text, start.character, to);
  return [
    `${bold(place)} ${paint(level)} ${printable(problem.message)} ${dim(problem.rule)}`,
    `${indent}${shown.text}`,
    `${indent}${shown.blanks}${paint('^'.repeat(shown.width))}`,
    '',
  ].join('\n');
}

function severityWords(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('info');
    case 'style':
      return l10n.t('style');
  }
}

const indent = '    ';
/** In UTF-16 code units. */
const widest = 120;

/** Of a long line, what is around the words; `width` is that of the words on the screen. */
function excerpt(text: string, from: number, to: number): { text: string; blanks: string; width: number } {
  const start = text.length > widest ? characterBoundary(text, Math.max(0, from - 20), -1) : 0;
  const end = characterBoundary(text, Math.min(text.length, start + widest), 1);
  const before = printable(`${start > 0 ? '…' : ''}${text.slice(start, from)}`);
  const marked = printable(text.slice(from, Math.min(to, end)));
  const column = columnBehind(before, indent.length);
  return {
    text: `${before}${marked}${printable(text.slice(Math.min(to, end), end))}${end < text.length ? '…' : ''}`,
    blanks: blanksFor(before),
    width: Math.max(1, columnBehind(marked, column) - column),
  };
}

/** What a file holds must not steer the terminal, nor turn the line's direction. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t]|\p{Bidi_Control}/gu, '\ufffd');
}

function summary(results: readonly FileResult[]): string {
  const problems = results.flatMap((result) => result.problems);
  const fixed = results.reduce((sum, result) => sum + result.fixed, 0);
  const safe = problems.filter(({ fix }) => fix?.safe).length;
  return [
    ...(fixed > 0 ? [fixedWords(fixed)] : []),
    problems.length === 0 ? cleanWords(results.length) : foundWords(problems.length, results.length),
    ...(safe > 0 ? [safeWords(safe)] : []),
  ].join(' ');
}

function fixedWords(count: number): string {
  return count === 1 ? l10n.t('Fixed 1 problem.') : countSentences.fixed(count);
}

function cleanWords(files: number): string {
  return files === 1 ? countSentences.clean() : l10n.t('No problems in {0} files.', files);
}

function foundWords(problems: number, files: number): string {
  if (files === 1) return problems === 1 ? countSentences.oneInOne() : countSentences.inOne(problems);
  return problems === 1
    ? l10n.t('1 problem in {0} files.', files)
    : l10n.t('{0} problems in {1} files.', problems, files);
}

function safeWords(count: number): string {
  return count === 1
    ? l10n.t('1 of them can be fixed with --fix.')
    : l10n.t('{0} of them can be fixed with --fix.', count);
}
