// The formats of `longshore lint --format`, by name.
import { checkstyleReport } from './checkstyle.ts';
import { codacyReport } from './codacy.ts';
import { codeClimateReport, gitLabReport } from './code-climate.ts';
import { gitHubReport } from './github.ts';
import { gnuReport } from './gnu.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif.ts';
import { sonarQubeReport } from './sonarqube.ts';
import { ttyReport } from './tty.ts';

export const reports = {
  tty: ttyReport,
  json: jsonReport,
  sarif: sarifReport,
  checkstyle: checkstyleReport,
  codeclimate: codeClimateReport,
  gitlab: gitLabReport,
  github: gitHubReport,
  junit: junitReport,
  sonarqube: sonarQubeReport,
  codacy: codacyReport,
  gnu: gnuReport,
} as const satisfies Readonly<Record<string, Report>>;

export type Format = keyof typeof reports;

export const formats = Object.keys(reports) as readonly Format[];

/** Also as hadolint calls it in its configuration file; undefined if there is none of that name. */
export function formatNamed(name: string): Format | undefined {
  const own = name === 'gitlab_codeclimate' ? 'gitlab' : name;
  return formats.find((format) => format === own);
}
