// Code Climate's issues, each ended by a null character, and GitLab's code quality report, which is a list of the same.
// Sources: the Code Climate engine specification; GitLab's documentation, "Code Quality report format".

import { ruleById } from '../../dockerfile/linting/rule-names.ts';
import type { Severity } from '../../dockerfile/rule-parts/rule.ts';
import { humanRange, type PlacedProblem, placedProblems, type Report, withSlashes } from './report.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  style: 'info',
};

export const codeClimateReport: Report = (results) =>
  placedProblems(results)
    .map((placed) => {
      const { startLine, startColumn, endLine, endColumn } = humanRange(placed.problem);
      const positions = {
        begin: { line: startLine, column: startColumn },
        end: { line: endLine, column: endColumn },
      };
      return `${JSON.stringify({ type: 'issue', ...issueOf(placed), location: { path: pathOf(placed), positions } })}\0\n`;
    })
    .join('');

export const gitLabReport: Report = (results) => {
  const issues = placedProblems(results).map((placed) => {
    const { startLine, endLine } = humanRange(placed.problem);
    return { ...issueOf(placed), location: { path: pathOf(placed), lines: { begin: startLine, end: endLine } } };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};

function issueOf({ problem, fingerprint }: PlacedProblem) {
  const { rule, message, severity } = problem;
  return {
    check_name: rule,
    description: message,
    content: { body: ruleById(rule)?.why ?? message },
    categories: ['Bug Risk'],
    severity: severities[severity],
    fingerprint,
  };
}

function pathOf({ result }: PlacedProblem): string {
  return withSlashes(result.file).replace(/^\.\//, '');
}
