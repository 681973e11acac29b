// What the line of an instruction says of the last build and the next one together.
import assert from 'node:assert/strict';
import type { Mark } from '../../../src/builds/marks.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { nextBuildText, verdictText } from '../../../src/forecast/forecast-text.ts';
import { forecastMark, lineMark, tookLast, verdictDetails } from '../../../src/forecast/marks.ts';
import { placedSteps } from '../../../src/forecast/placed-steps.ts';
import type { Verdict } from '../../../src/forecast/verdict.ts';
import { assertNames } from '../../support/assert-names.ts';

const reused: Verdict = { kind: 'reused' };
const runs: Verdict = { kind: 'runs', reason: { kind: 'above', line: 3 } };
const done: Mark = { text: '✓ 2 s', tone: 'done' };

describe('the marks of a forecast', () => {
  it('stand for what will happen, where something will', () => {
    assert.deepEqual(lineMark(undefined, reused, false), { text: verdictText(reused), tone: 'reused' });
    assert.deepEqual(lineMark(done, undefined, true), done);
    assert.deepEqual(lineMark(done, reused, false), done);
    const both = lineMark(done, reused, true);
    assert.equal(both?.tone, 'done');
    assertNames(String(both?.text), done.text);
    assert.notEqual(both?.text, done.text);
    assert.deepEqual(lineMark(done, runs, true), { text: `▸ ${verdictText(runs)}`, tone: 'runs' });
    assert.equal(lineMark(undefined, undefined, true), undefined);
  });

  it('leave what the last build did not get done', () => {
    const undone: Mark[] = [
      { text: '✗ failed', tone: 'failed' },
      { text: '○ not reached', tone: 'waiting' },
      { text: '■ canceled', tone: 'canceled' },
    ];
    for (const mark of undone) assert.deepEqual(lineMark(mark, runs, true), mark);
  });

  it('are short, however long a reason is', () => {
    const changes = [{ path: 'x'.repeat(500), what: 'changed' as const }];
    const mark = forecastMark({ kind: 'runs', reason: { kind: 'files', changes, count: 1 } });
    assert.ok(mark.text.length < 100, mark.text);
  });

  it('are explained: all files, and how long it took', () => {
    const changes = (['changed', 'mode', 'new', 'gone'] as const).map((what) => ({ path: what, what }));
    const verdict: Verdict = { kind: 'runs', reason: { kind: 'files', changes, count: 6 } };
    const step = { line: 0, text: '', keyword: 'COPY', stageName: '0', start: 0 };
    const { files, more } = verdictDetails({ step, verdict, duration: 2000 });
    assert.equal(new Set(files).size, 5);
    for (const [index, name] of ['changed', 'mode', 'new', 'gone', '2'].entries())
      assertNames(String(files[index]), name);
    assert.deepEqual(more, [tookLast('2.0 s')]);
    assert.deepEqual(verdictDetails({ step, verdict: reused, duration: 2000 }), { files: [], more: [] });
  });

  it('stand where their instructions stand now', () => {
    const text = 'FROM a\nRUN one\nRUN two\n';
    const steps = [0, 1, 2].map((line) => ({
      step: { line, text: '', keyword: 'RUN', stageName: '0', start: 0 },
      verdict: reused,
      duration: undefined,
    }));
    const now = parseDockerfile('# above\nFROM a\nRUN other\nRUN two\n');
    const placed = placedSteps({ text, foreseen: { hasRecord: true, steps } }, now);
    assert.deepEqual(
      placed.map(({ step, first }) => [step.line, first]),
      [
        [0, 1],
        [2, 3],
      ],
    );
  });

  it('are summed up', () => {
    const step = (verdict: Verdict, duration?: number) => ({ step: { keyword: 'RUN' }, verdict, duration });
    assert.notEqual(nextBuildText({ steps: [step(reused)] }), nextBuildText({ steps: [step(runs)] }));
    assertNames(nextBuildText({ steps: [step(reused), step(runs, 40_000)] }), 1, 2, '40 s');
  });
});
