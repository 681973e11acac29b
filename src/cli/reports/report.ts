// What a format is given, and what several need alike.
import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import type { Problem } from '../../dockerfile/rule-parts/rule.ts';
import type { FileResult } from '../file-result.ts';

export interface ReportOptions {
  readonly color: boolean;
  /** Of Longshore. */
  readonly version: string;
}

export type Report = (results: readonly FileResult[], options: ReportOptions) => string;

/** As addresses have it, with forward slashes. */
export function withSlashes(file: string): string {
  return sep === '\\' ? file.replaceAll('\\', '/') : file;
}

export interface PlacedProblem {
  readonly result: FileResult;
  readonly problem: Problem;
  /** Stays the same when lines above come and go: what a server tells old problems from new ones by. Hexadecimal. */
  readonly fingerprint: string;
}

export function placedProblems(results: readonly FileResult[]): PlacedProblem[] {
  const seen = new Map<string, number>();
  return results.flatMap((result) =>
    result.problems.map((problem) => {
      const line = result.document.lineText(problem.range.start.line).trim();
      const key = JSON.stringify([withSlashes(result.file), problem.rule, problem.message, line]);
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      const fingerprint = createHash('sha256').update(`${key}${count}`).digest('hex').slice(0, 32);
      return { result, problem, fingerprint };
    }),
  );
}

/** Lines and columns as people count, from 1; the end is the column behind the last character. */
export function humanRange({ range: { start, end } }: Problem) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
