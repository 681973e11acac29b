// The problems as JSON, for programs. Positions are zero-based, in UTF-16 code units.
import type { FileResult } from './lint-files.ts';

export function jsonReport(results: readonly FileResult[]): string {
  const files = results.map(({ file, problems }) => ({
    file,
    problems: problems.map(({ rule, aliases, severity, message, range, fix }) => ({
      rule,
      aliases,
      severity,
      message,
      range,
      fix: fix ? (fix.safe ? 'safe' : 'suggested') : null,
    })),
  }));
  return `${JSON.stringify({ files }, undefined, 2)}\n`;
}
