// What a build does not see: the .dockerignore file as a whole. Pure and total, and without a disk: it runs in browsers, too.
// Source: github.com/moby/patternmatcher, ignorefile and MatchesOrParentMatches.

import { posix } from 'node:path';
import { compileIgnorePattern, type IgnorePattern } from './ignore-pattern.ts';

export interface IgnoreRules {
  readonly patterns: readonly IgnorePattern[];
  /** Patterns that the engine would refuse. */
  readonly malformed: readonly { readonly line: number; readonly text: string }[];
}

export const noIgnoreRules: IgnoreRules = { patterns: [], malformed: [] };

/** `line` counts from zero. */
export function parseIgnoreFile(text: string): IgnoreRules {
  const patterns: IgnorePattern[] = [];
  const malformed: { line: number; text: string }[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [line, whole] of lines.entries()) {
    // Only in the first column it is a comment.
    const trimmed = whole.trim();
    if (whole.startsWith('#') || trimmed === '') continue;
    const compiled = compiledLine(trimmed);
    if (compiled) patterns.push({ ...compiled, line });
    else malformed.push({ line, text: trimmed });
  }
  return { patterns, malformed };
}

/** The same of patterns that stand in a list already; what is malformed fits nothing. */
export function ignoreRules(patterns: readonly string[]): IgnoreRules {
  return { patterns: patterns.map(compiledLine).filter((each) => each !== undefined), malformed: [] };
}

function compiledLine(line: string): IgnorePattern | undefined {
  const negated = line.startsWith('!');
  const pattern = cleanPattern(negated ? line.slice(1).trim() : line).trim();
  if (pattern === '') return undefined;
  // What is left without its slash, the engine reads as a pattern once more: `/!a` is `!a`.
  return !negated && pattern.startsWith('!') ? compiledLine(pattern) : compileIgnorePattern(pattern, negated);
}

/** As Go's filepath.Clean does it, and rooted patterns are relative all the same. */
function cleanPattern(pattern: string): string {
  if (pattern === '') return '';
  const cleaned = posix.normalize(pattern).replace(/(.)\/+$/, '$1');
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
}

/** Whether the build does not see `path` (relative, with `/`): the last pattern that fits it or a parent decides. */
export function isIgnored({ patterns }: IgnoreRules, path: string): boolean {
  const parts = path.split('/');
  const selfAndParents = [path, ...parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))];
  let ignored = false;
  for (const pattern of patterns) {
    // Nothing to ignore once more, or to take back.
    if (pattern.negated !== ignored) continue;
    if (selfAndParents.some((candidate) => pattern.matches(candidate))) ignored = !pattern.negated;
  }
  return ignored;
}

/** Which patterns, by their place in the list, fit a path or a parent of it. */
export type Fits = readonly boolean[];

/** For a walk, which knows already what fits the folder that holds `path`; undefined: at the top. */
export function fitsOf(patterns: readonly IgnorePattern[], path: string, folder: Fits | undefined): Fits {
  return patterns.map((pattern, index) => folder?.[index] || pattern.matches(path));
}

/** The same answer as `isIgnored`. */
export function isIgnoredBy(rules: IgnoreRules, fits: Fits): boolean {
  return ignoringPattern(rules, fits) !== undefined;
}

/** The pattern that leaves it out; undefined: the build sees it. */
export function ignoringPattern({ patterns }: IgnoreRules, fits: Fits): IgnorePattern | undefined {
  const last = patterns[fits.lastIndexOf(true)];
  return last?.negated === false ? last : undefined;
}

/** Whether something below the ignored folder `path` may be taken back by a `!` pattern. */
export function mayHoldUnignored({ patterns }: IgnoreRules, path: string): boolean {
  return patterns.some((pattern) => pattern.negated && mayFitBelow(pattern, path));
}

/** Whether `pattern` may fit something below the folder `path`, which it does not fit itself. */
export function mayFitBelow({ text }: IgnorePattern, path: string): boolean {
  const wildcard = text.search(/[*?[\\]/);
  if (wildcard < 0) return text.startsWith(`${path}/`);
  const fixed = text.slice(0, wildcard);
  return fixed.startsWith(`${path}/`) || `${path}/`.startsWith(fixed);
}
