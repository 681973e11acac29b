// What is kept of judgements on findings, and the table made of them.
import assert from 'node:assert/strict';
import {
  type Finding,
  findingInContext,
  findingKey,
  judgedTable,
  readJudgements,
  writeJudgements,
} from '../bench/judging.ts';

const finding = (rule: string, line: number, aliases: readonly string[] = []): Finding => ({
  file: 'api/Dockerfile',
  problem: {
    rule,
    aliases,
    severity: 'warning',
    message: 'It is so',
    range: { start: { line, character: 4 } },
    fix: 'safe',
  },
});

describe('judgements', () => {
  it('are written as they are read', () => {
    const text = 'wrong\ta/Dockerfile:3:1 no-sudo\tbecomes another user\n?\tb/Dockerfile:1:6 pin-base-image\t\n';
    assert.equal(writeJudgements(readJudgements(`# from two repositories\n${text}`)), text);
  });

  it('name the line that is none', () => {
    assert.throws(
      () => readJudgements('right\ta:1:1 no-sudo\t\nmaybe\tb:1:1 no-sudo\t\n'),
      /^Error: Line 2: write right, /,
    );
    assert.throws(() => readJudgements('right'), /^Error: Line 1/);
  });

  it('are summed up by rule, and by whether another linter tells the same', () => {
    const findings = [finding('no-sudo', 0, ['DL3004']), finding('no-sudo', 1, ['DL3004']), finding('no-server', 2)];
    const judgements = readJudgements(
      `right\t${findingKey(findings[0] as Finding)}\t\nwrong\t${findingKey(findings[2] as Finding)}\t\n`,
    );
    assert.equal(
      judgedTable(findings, judgements),
      [
        '| Rule | right | debatable | wrong | not judged |',
        '| --- | --: | --: | --: | --: |',
        '| `no-server` | 0 | 0 | 1 | 0 |',
        '| `no-sudo` | 1 | 0 | 0 | 1 |',
        '| only Longshore | 0 (0 %) | 0 (0 %) | 1 (100 %) | 0 |',
        '| other linters, too | 1 (100 %) | 0 (0 %) | 0 (0 %) | 1 |',
        '| all | 1 (50 %) | 0 (0 %) | 1 (50 %) | 1 |',
        '',
      ].join('\n'),
    );
  });

  it('are made on a finding with the lines around it', () => {
    assert.equal(
      findingInContext(finding('no-sudo', 1, ['DL3004']), 'FROM a\nRUN sudo b\nRUN c\nRUN d\n', 1),
      [
        'api/Dockerfile:2:5  warning  no-sudo (DL3004)',
        '  It is so',
        '  with a safe fix',
        '     1 FROM a',
        '>    2 RUN sudo b',
        '     3 RUN c',
      ].join('\n'),
    );
  });
});
