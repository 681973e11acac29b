// The formats of `longshore lint --format`, by name.
import { checkstyleReport } from './checkstyle.ts';
import { codeClimateReport, gitLabReport } from './code-climate.ts';
import { gitHubReport } from './github.ts';
import { jsonReport } from './json.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif.ts';
import { ttyReport } from './tty.ts';

export const reports = {
  tty: ttyReport,
  json: jsonReport,
  sarif: sarifReport,
  checkstyle: checkstyleReport,
  codeclimate: codeClimateReport,
  gitlab: gitLabReport,
  github: gitHubReport,
} as const satisfies Readonly<Record<string, Report>>;

export type Format = keyof typeof reports;

export const formats = Object.keys(reports) as readonly Format[];

/** Also as hadolint calls it in its configuration file; undefined if there is none of that name. */
export function formatNamed(name: string): Format | undefined {
  const own = name === 'gitlab_codeclimate' ? 'gitlab' : name;
  return formats.find((format) => format === own);
}
