// The problems as JSON, for programs. Positions are zero-based, in UTF-16 code units.
import type { Report } from './report.ts';

export const jsonReport: Report = (results) => {
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
};
