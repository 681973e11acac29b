// Checkstyle's XML, which most servers for continuous integration read.
import type { Severity } from '../../dockerfile/rule-parts/rule.ts';
import { humanRange, type Report } from './report.ts';
import { xmlText } from './xml.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info', style: 'info' };

export const checkstyleReport: Report = (results) => {
  const files = results.map(({ file, problems }) => {
    const errors = problems.map((problem) => {
      const { startLine, startColumn } = humanRange(problem);
      return `    <error line="${startLine}" column="${startColumn}" severity="${levels[problem.severity]}" message="${xmlText(problem.message)}" source="${xmlText(problem.rule)}" />\n`;
    });
    return `  <file name="${xmlText(file)}">\n${errors.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`;
};
