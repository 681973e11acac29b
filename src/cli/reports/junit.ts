// JUnit's XML: each file is a suite, each problem a test that failed; a file without problems is a test that passed.
// Source: the schema that Jenkins' JUnit plugin checks against, and GitLab's documentation, "Unit test reports".
import type { FileResult } from '../file-result.ts';
import { humanRange, type Report, withSlashes } from './report.ts';
import { xmlText } from './xml.ts';

export const junitReport: Report = (results) => {
  const failures = results.reduce((sum, { problems }) => sum + problems.length, 0);
  const tests = results.reduce((sum, { problems }) => sum + Math.max(1, problems.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Longshore" tests="${tests}" failures="${failures}" errors="0" time="0">`,
    ...results.map(suiteOf),
    '</testsuites>\n',
  ].join('\n');
};

function suiteOf({ file, problems }: FileResult): string {
  const name = xmlText(withSlashes(file));
  const testCase = (title: string, failure: string) =>
    `    <testcase classname="${name}" name="${title}" file="${name}" time="0"${failure}`;
  const cases = problems.map((problem) => {
    const { startLine, startColumn } = humanRange(problem);
    const message = xmlText(problem.message);
    const place = `${name}:${startLine}:${startColumn}`;
    return testCase(
      xmlText(`${problem.rule}, line ${startLine}, column ${startColumn}`),
      `>\n      <failure type="${problem.severity}" message="${message}">${place}: ${message}</failure>\n    </testcase>`,
    );
  });
  return [
    `  <testsuite name="${name}" tests="${Math.max(1, cases.length)}" failures="${cases.length}" errors="0" skipped="0" time="0">`,
    ...(cases.length > 0 ? cases : [testCase('no problems', '/>')]),
    '  </testsuite>',
  ].join('\n');
}
