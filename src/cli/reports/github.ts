// GitHub's workflow commands, which mark the lines of a pull request.
// Source: GitHub's documentation, "Workflow commands for GitHub Actions".
import type { Severity } from '../../dockerfile/rule-parts/rule.ts';
import { humanRange, type Report, withSlashes } from './report.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  style: 'notice',
};

export const gitHubReport: Report = (results) =>
  results
    .flatMap(({ file, problems }) =>
      problems.map((problem) => {
        const { startLine, startColumn, endLine, endColumn } = humanRange(problem);
        const properties = {
          file: withSlashes(file),
          line: startLine,
          endLine,
          // Columns are only understood within one line.
          ...(startLine === endLine ? { col: startColumn, endColumn } : {}),
          title: problem.rule,
        };
        const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
        return `::${commands[problem.severity]} ${list.join(',')}::${escapedText(problem.message)}\n`;
      }),
    )
    .join('');

function escapedText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
