// The lines of compilers, which Emacs, Vim and others jump by: `file:line:column: warning: message [rule]`.
// Source: GNU Coding Standards, "Formatting Error Messages": columns are those of a screen, with tabs every 8.
import type { Severity } from '../../dockerfile/rule-parts/rule.ts';
import { type Report, withSlashes } from './report.ts';
import { columnBehind } from './text-width.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', style: 'note' };

export const gnuReport: Report = (results) =>
  results
    .flatMap(({ file, document, problems }) =>
      problems.map(({ rule, severity, message, range: { start } }) => {
        const column = columnBehind(document.lineText(start.line).slice(0, start.character)) + 1;
        const place = `${oneLine(withSlashes(file))}:${start.line + 1}:${column}`;
        return `${place}: ${levels[severity]}: ${oneLine(message)} [${rule}]\n`;
      }),
    )
    .join('');

/** What a file holds must neither begin a line of its own nor steer the terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\ufffd');
}
