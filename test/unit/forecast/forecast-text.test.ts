// The words of a forecast: each reason has some of its own, which name what it is about.
import assert from 'node:assert/strict';
import { nextBuildText, pastReasonText, questionText, verdictText } from '../../../src/forecast/forecast-text.ts';
import type { OpenQuestion } from '../../../src/forecast/step-plan.ts';
import type { FileChange, RunReason, Verdict } from '../../../src/forecast/verdict.ts';
import { assertNames, assertNamesNone } from '../../support/assert-names.ts';

const files = (what: FileChange['what'], count = 1): RunReason => ({
  kind: 'files',
  changes: [{ path: 'src/a', what }],
  count,
});

const reasons: readonly (readonly [reason: RunReason, ...names: (string | number)[]])[] = [
  [{ kind: 'no-cache' }],
  [{ kind: 'never-built' }],
  [{ kind: 'pruned' }],
  [files('changed'), 'src/a'],
  [files('mode'), 'src/a'],
  [files('new'), 'src/a'],
  [files('gone'), 'src/a'],
  [{ kind: 'argument', name: 'V', change: 'value', before: '1' }, 'ARG V', '1'],
  [{ kind: 'argument', name: 'V', change: 'value', before: '' }, 'ARG V', '""'],
  [{ kind: 'argument', name: 'V', change: 'value' }, 'ARG V'],
  [{ kind: 'variable', name: 'V', change: 'new' }, 'ENV V'],
  [{ kind: 'variable', name: 'V', change: 'gone' }, 'ENV V'],
  [{ kind: 'base', image: 'base:1', change: 'layers' }, 'base:1'],
  [{ kind: 'base', image: 'base:1', change: 'other' }, 'base:1'],
  [{ kind: 'image', image: 'base:1' }, 'base:1'],
  [{ kind: 'folder', before: '/app' }, 'WORKDIR', '/app'],
  [{ kind: 'user' }, 'USER'],
  [{ kind: 'shell', before: 'bash' }, 'SHELL', 'bash'],
  [{ kind: 'option', name: '--mount' }, '--mount'],
  [{ kind: 'instruction' }],
  [{ kind: 'order' }],
  [{ kind: 'new-step' }],
  [{ kind: 'above', line: 5 }, 6],
  [{ kind: 'stage', stage: 'build' }, 'build'],
];

const questions: readonly (readonly [question: OpenQuestion, ...names: string[]])[] = [
  [{ kind: 'download', address: 'https://a.test/x' }, 'https://a.test/x'],
  [{ kind: 'repository', address: 'https://a.test/x' }, 'https://a.test/x'],
  [{ kind: 'image', reference: 'far:1' }, 'far:1'],
  [{ kind: 'pull', reference: 'base:1' }, 'base:1'],
  [{ kind: 'same-layers', reference: 'base:1' }, 'base:1'],
  [{ kind: 'named-context', name: 'shared' }, 'shared'],
  [{ kind: 'version' }],
  [{ kind: 'cache-lost' }],
  [{ kind: 'removed-folder' }],
  [{ kind: 'unnoticed', files: ['src/a'] }, 'src/a'],
];

/** Each of them, once. */
function differ(texts: readonly string[]): void {
  assert.deepEqual([...new Set(texts)], texts);
}

describe('the words of a forecast', () => {
  it('are others for each reason, and name what it is about', () => {
    for (const say of [(reason: RunReason) => verdictText({ kind: 'runs', reason }), pastReasonText]) {
      differ(reasons.map(([reason]) => say(reason)));
      for (const [reason, ...names] of reasons) assertNames(say(reason), ...names);
    }
  });

  it('are others for each open question, and name what it is about', () => {
    differ(questions.map(([question]) => questionText(question)));
    for (const [question, ...names] of questions) {
      assertNames(verdictText({ kind: 'unknown', question }), ...names);
      assert.ok(verdictText({ kind: 'unknown', question }).includes(questionText(question)));
    }
  });

  it('are others for each verdict', () => {
    const verdicts: readonly Verdict[] = [
      { kind: 'reused' },
      { kind: 'runs', reason: { kind: 'stage', stage: 'build' } },
      { kind: 'depends', stage: 'build' },
      { kind: 'unknown', question: { kind: 'named-context', name: 'build' } },
    ];
    differ(verdicts.map(verdictText));
    for (const verdict of verdicts.slice(1)) assertNames(verdictText(verdict), 'build');
  });

  it('say of a past build that it is past', () => {
    for (const reason of [files('changed'), files('mode'), { kind: 'above', line: 5 }] as const) {
      assert.ok(!verdictText({ kind: 'runs', reason }).includes(pastReasonText(reason)), pastReasonText(reason));
    }
  });

  it('count the files that are not named', () => {
    const [one, two, more] = [1, 2, 3].map((count) => pastReasonText(files('changed', count)));
    differ([String(one), String(two), String(more)]);
    assertNamesNone(String(one), 1);
    assertNames(String(two), 1);
    assertNames(String(more), 2);
  });

  it('sum up what runs, and for how long', () => {
    const step = (verdict: Verdict, duration?: number) => ({ step: { keyword: 'RUN' }, verdict, duration });
    const reused: Verdict = { kind: 'reused' };
    const runs: Verdict = { kind: 'runs', reason: { kind: 'order' } };
    const unsure: Verdict = { kind: 'depends', stage: 'build' };
    assertNames(nextBuildText({ steps: [step(reused), step(runs, 40_000)] }), 1, 2, '40 s');
    assertNamesNone(nextBuildText({ steps: [step(reused), step(reused)] }), 0, 2);
    differ([runs, unsure].map((verdict) => nextBuildText({ steps: [step(reused), step(verdict)] })));
  });
});
