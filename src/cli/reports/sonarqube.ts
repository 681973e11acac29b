// SonarQube's generic issues, for `sonar.externalIssuesReportPaths`, as versions from 10.3 read them: the rules that found
// something, and what they found. Source: SonarQube's documentation, "Generic issue import format", and what its
// scanner refuses: an unknown rule, an empty range.

import { ruleById } from '../../dockerfile/linting/rule-names.ts';
import type { Problem, Severity } from '../../dockerfile/rule-parts/rule.ts';
import { type Report, withSlashes } from './report.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'CRITICAL',
  warning: 'MAJOR',
  info: 'MINOR',
  style: 'INFO',
};
const impacts: Readonly<Record<Severity, string>> = { error: 'HIGH', warning: 'MEDIUM', info: 'LOW', style: 'LOW' };

export const sonarQubeReport: Report = (results) => {
  // A rule has one severity there: the worst that it was told with.
  const worst = new Map<string, Severity>();
  const order = Object.keys(severities);
  for (const { rule, severity } of results.flatMap(({ problems }) => problems)) {
    const before = worst.get(rule);
    if (before === undefined || order.indexOf(severity) < order.indexOf(before)) worst.set(rule, severity);
  }
  const rules = [...worst].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, severity]) => ruleOf(id, severity));
  const issues = results.flatMap(({ file, problems }) =>
    problems.map((problem) => ({
      ruleId: problem.rule,
      primaryLocation: { message: problem.message, filePath: withSlashes(file), textRange: textRange(problem) },
    })),
  );
  return `${JSON.stringify({ rules, issues }, undefined, 2)}\n`;
};

function ruleOf(id: string, severity: Severity) {
  const rule = ruleById(id);
  const isSecurity = /secret|credential|root-user|certificate/.test(id);
  return {
    id,
    name: rule?.title ?? id,
    description: rule?.why ?? id,
    engineId: 'longshore',
    cleanCodeAttribute: isSecurity ? 'TRUSTWORTHY' : 'CONVENTIONAL',
    type: isSecurity ? 'VULNERABILITY' : severity === 'error' ? 'BUG' : 'CODE_SMELL',
    severity: severities[severity],
    impacts: [
      {
        softwareQuality: isSecurity ? 'SECURITY' : severity === 'error' ? 'RELIABILITY' : 'MAINTAINABILITY',
        severity: impacts[severity],
      },
    ],
  };
}

/** Lines from 1, columns from 0. Of an empty range there is only the line. */
function textRange({ range: { start, end } }: Problem) {
  const startLine = start.line + 1;
  if (start.line === end.line && start.character === end.character) return { startLine };
  return { startLine, endLine: end.line + 1, startColumn: start.character, endColumn: end.character };
}
