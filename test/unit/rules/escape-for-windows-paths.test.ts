import assert from 'node:assert/strict';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { escapeForWindowsPaths as rule } from '../../../src/dockerfile/rules/escape-for-windows-paths.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const windows = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n';

describe('escape-for-windows-paths', () => {
  it('takes paths of a drive, whatever the base', () => {
    expectMarked(rule, `${windows}COPY a.txt ⟦c:\\⟧\nRUN b\n`);
    expectMarked(rule, 'FROM $BASE\nCOPY a ⟦C:\\app\\⟧  \r\nCMD ["b"]\r\n');
    expectMarked(rule, `${windows}WORKDIR ⟦C:\\⟧\n`);
  });
  it('takes other paths where the base is for Windows and an instruction follows', () => {
    expectMarked(rule, `${windows}COPY a ⟦app\\bin\\⟧\nRUN b\n`);
    expectMarked(rule, `${windows}WORKDIR ⟦\\app\\⟧\nRUN b\n`);
  });
  it('keeps quiet on lines that are continued on purpose', () => {
    expectMarked(rule, `${windows}RUN a \\\n  b\nCOPY a \\\n  c:\\\\\nRUN dir c:\\app\nCOPY a\\\n  b\n`);
    expectMarked(rule, 'FROM debian:12\nCOPY a\\\nb c\nCOPY a app\\\nRUN b\nRUN a;\\\n  b\nLABEL a: \\\n b=c\n');
    expectMarked(rule, '# escape=`\nFROM a\nCOPY a c:\\\nRUN b\n');
  });
  it('is all that is said of the lines that were joined', () => {
    const text = `${windows}COPY a.txt c:\\\nRUN dir c:\\\nCMD ["cmd"]\n`;
    const problems = lint(parseDockerfile(text), { allRules: true }).filter(({ range }) => range.start.line > 0);
    assert.deepEqual(
      problems.map(({ rule: id, fix }) => [id, fix]),
      [[rule.id, undefined]],
    );
  });
});
