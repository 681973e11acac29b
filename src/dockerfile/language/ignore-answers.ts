// What an editor tells of a .dockerignore file: what a line leaves out, which lines do nothing, what could be left out.
import * as l10n from '@vscode/l10n';
import { isIgnored, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { Edit, Position, Range } from '../text/range.ts';
import type { CompletionItem, EntryNames } from './completion-item.ts';
import type { IgnoreLine } from './ignore-lines.ts';
import { code } from './markdown.ts';

/** What a line of an ignore file does. `size`: with its unit. */
export const ignoreSentences = {
  nothing: () => l10n.t('Matches nothing in the build context'),
  undone: (line: number) => l10n.t('No effect: line {0} overrides it for all matches', line),
  includesOne: (size: string) => l10n.t('Includes 1 file again, {0}', size),
  excludesOne: (size: string) => l10n.t('Excludes 1 file, {0}', size),
  includes: (count: number, size: string) => l10n.t('Includes {0} files again, {1}', count, size),
  excludes: (count: number, size: string) => l10n.t('Excludes {0} files, {1}', count, size),
  idle: () => l10n.t('This line matches nothing in the build context'),
  overridden: (line: number) => l10n.t('Line {0} overrides this line for all matches', line),
};

/** A sentence on the line; `size`: an amount of bytes in words. */
export function lineSummary(
  { fits, files, bytes, negated, undoneBy }: IgnoreLine,
  size: (bytes: number) => string,
): string {
  if (fits === 0) return ignoreSentences.nothing();
  if (files === 0) return ignoreSentences.undone((undoneBy ?? 0) + 1);
  if (files === 1) {
    return negated ? ignoreSentences.includesOne(size(bytes)) : ignoreSentences.excludesOne(size(bytes));
  }
  return negated ? ignoreSentences.includes(files, size(bytes)) : ignoreSentences.excludes(files, size(bytes));
}

/** Markdown, each a paragraph. */
export function lineHover(line: IgnoreLine, size: (bytes: number) => string): string[] {
  const examples = line.examples.map(code).join(', ');
  return [`${lineSummary(line, size)}.`, ...(examples === '' ? [] : [l10n.t('For example: {0}', examples)])];
}

export interface IgnoreProblem {
  readonly range: Range;
  readonly message: string;
}

/** Lines that do nothing. What is not there may come: one that fits nothing is worth a hint at most. */
export function idleLines(lines: readonly IgnoreLine[]): IgnoreProblem[] {
  return lines.flatMap(({ range, fits, files, undoneBy }): IgnoreProblem[] => {
    if (files > 0) return [];
    if (fits === 0) return [{ range, message: ignoreSentences.idle() }];
    if (undoneBy === undefined) return [];
    return [{ range, message: ignoreSentences.overridden(undoneBy + 1) }];
  });
}

/** What builds hardly ever need, where it is there: version control, dependencies, what is made, secrets. */
const usual = [
  ...[
    '.git',
    '.github',
    '.gitlab-ci.yml',
    'node_modules',
    '.venv',
    'venv',
    '__pycache__',
    '.pytest_cache',
    '.mypy_cache',
  ],
  ...['.tox', '.gradle', '.idea', '.vscode', '.env', '.DS_Store', 'coverage', '.nyc_output', '.terraform', '.next'],
  ...['.cache', 'npm-debug.log', 'docker-compose.yml', 'compose.yaml', 'Dockerfile', '.dockerignore'],
];

/** The names in the context's root that could be left out and are not. */
export function leftToIgnore(text: string, names: ReadonlySet<string>): string[] {
  const rules = parseIgnoreFile(text);
  return usual.filter((name) => names.has(name) && !isIgnored(rules, name));
}

/** Lines more at the end. */
export function ignoreEdit(text: string, names: readonly string[]): Edit {
  const lines = createLineIndex(text);
  const at = lines.positionAt(text.length);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? '' : newline;
  return { range: { start: at, end: at }, text: `${before}${names.join(newline)}${newline}` };
}

/** The folder whose names are wanted, as `''` or `src`; undefined in comments and patterns. */
export function ignoredFolderAt(text: string, position: Position): string | undefined {
  const typed = typedAt(text, position);
  if (typed.startsWith('#') || /[*?[\]\\]/.test(typed)) return undefined;
  return typed.slice(0, Math.max(0, typed.lastIndexOf('/')));
}

export function ignoreCompletion(
  text: string,
  position: Position,
  entries: EntryNames | undefined,
): { readonly items: readonly CompletionItem[]; readonly length: number } {
  const typed = typedAt(text, position);
  if (typed.startsWith('#')) return { items: [], length: 0 };
  const name = typed.slice(typed.lastIndexOf('/') + 1);
  const names = [...(entries ?? [])].map(
    ([entry, kind]): CompletionItem =>
      kind === 'folder'
        ? { kind: 'folder', label: `${entry}/`, insert: `${entry}/`, goesOn: true }
        : { kind: 'file', label: entry, insert: entry },
  );
  const patterns = typed.includes('/')
    ? []
    : ['**/node_modules', '**/.git', '**/__pycache__', '**/*.log', '**/.env*', '*.md'];
  const items = patterns.map((pattern): CompletionItem => ({ kind: 'value', label: pattern, insert: pattern }));
  return { items: [...names, ...items], length: name.length };
}

/** Of the line, without the sign that takes back. */
function typedAt(text: string, { line, character }: Position): string {
  return createLineIndex(text)
    .lineText(line)
    .slice(0, character)
    .replace(/^\s*!?\/?/, '');
}
