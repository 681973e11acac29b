// Codacy's results of a tool: an object in each line. Source: Codacy's documentation, "Tool developer guide".
import { humanRange, type Report, withSlashes } from './report.ts';

export const codacyReport: Report = (results) =>
  results
    .flatMap(({ file, problems }) =>
      problems.map((problem) => {
        const { startLine } = humanRange(problem);
        const filename = withSlashes(file).replace(/^\.\//, '');
        return `${JSON.stringify({ filename, patternId: problem.rule, message: problem.message, line: startLine })}\n`;
      }),
    )
    .join('');
