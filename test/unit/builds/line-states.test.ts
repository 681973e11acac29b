import assert from 'node:assert/strict';
import { createBuildLines } from '../../../src/builds/line-states.ts';
import { failedMark, markOf, problemOf } from '../../../src/builds/marks.ts';
import { metadataImage, parseStepName } from '../../../src/builds/step-name.ts';
import type { BuildProgress } from '../../../src/engine/build-api.ts';
import { createClassicTrace } from '../../../src/engine/buildkit/classic-trace.ts';
import { exitMeaning } from '../../../src/engine/exit-code.ts';
import { assertNames } from '../../support/assert-names.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

const step = (id: string, name: string, more: Partial<Step> = {}): Step => ({
  kind: 'step',
  id,
  name,
  state: 'waiting',
  ...more,
});

/** `line:state` of each instruction, as the editor counts lines. */
function statesOf(text: string, told: readonly BuildProgress[], target?: string) {
  const lines = createBuildLines(text, { target });
  for (const progress of told) lines.take(progress);
  return lines.states().map(({ line, state }) => `${line + 1}:${state}`);
}

describe('names of steps', () => {
  it('are read with platform, stage and number', () => {
    assert.deepEqual(parseStepName('[linux/arm64/v8 build  2/13] RUN [ 1 ]\nx'), {
      platform: 'linux/arm64/v8',
      stage: 'build',
      index: 2,
      text: 'RUN [ 1 ]\nx',
    });
    assert.deepEqual(parseStepName('[stage-1 4/2] ONBUILD RUN a')?.text, 'RUN a');
    assert.deepEqual(parseStepName('[ 1/3] FROM a')?.stage, undefined);
    assert.deepEqual(parseStepName('[3/5] LINK COPY --link a /b')?.text, 'COPY --link a /b');
    assert.deepEqual(parseStepName('[3/5] LINK ONBUILD COPY --link a /b')?.text, 'COPY --link a /b');
  });

  it('are none of the engine’s own errands', () => {
    for (const name of ['[internal] load build context', 'exporting to image', 'FROM a', '', '[a/b', '[] RUN']) {
      assert.equal(parseStepName(name), undefined, name);
    }
    assert.equal(metadataImage('[internal] load metadata for docker.io/library/a:1'), 'docker.io/library/a:1');
    assert.equal(metadataImage('[linux/amd64 internal] load metadata for ghcr.io/a/b'), 'ghcr.io/a/b');
  });
});

/** The same of what an older builder writes. */
function statesOfClassic(text: string, output: string, error?: string, target?: string) {
  const told: BuildProgress[] = [];
  const trace = createClassicTrace((progress) => told.push(progress));
  trace.take(output);
  trace.end(error);
  return statesOf(text, told, target);
}

describe('states of lines, of a builder that counts each instruction', () => {
  it('are on the right lines, whatever stands in between', () => {
    const text = 'ARG V=1\nFROM a\nRUN one\nENV A=b\nUSER 1\nRUN two\nCMD x\n';
    // Docker's counts the ARG, Podman does not.
    const docker =
      'Step 1/7 : ARG V=1\nStep 2/7 : FROM a\nStep 3/7 : RUN one\nStep 4/7 : ENV A=b\nStep 5/7 : USER 1\nStep 6/7 : RUN two\n';
    assert.deepEqual(statesOfClassic(text, docker, 'exit code 1'), ['2:done', '3:done', '6:failed']);
    const podman =
      'STEP 1/6: FROM a\nSTEP 2/6: RUN one\n--> Using cache 12\nSTEP 3/6: ENV A=b\nSTEP 4/6: USER 1\nSTEP 5/6: RUN two\nSTEP 6/6: CMD x\n';
    assert.deepEqual(statesOfClassic(text, podman), ['2:done', '3:cached', '6:done']);
  });

  it('are those of their stage, where stages before it are left out', () => {
    const text =
      'FROM a\nRUN same\nFROM a AS left\nRUN same\nFROM a\nONBUILD RUN same\nCOPY --from=0 /x /y\nRUN same\n';
    const podman =
      '[1/3] STEP 1/2: FROM a\n[1/3] STEP 2/2: RUN same\n[3/3] STEP 1/4: FROM a\n[3/3] STEP 2/4: ONBUILD RUN same\n[3/3] STEP 3/4: COPY --from=0 /x /y\n[3/3] STEP 4/4: RUN same\n';
    assert.deepEqual(statesOfClassic(text, podman, 'exit code 1'), [
      '1:done',
      '2:done',
      '5:done',
      '7:done',
      '8:failed',
    ]);
    assert.deepEqual(statesOfClassic(text, 'STEP 1/2: FROM a\nSTEP 2/2: RUN same\n', undefined, '0'), [
      '1:done',
      '2:done',
    ]);
  });

  it('are none where a step is not in the file', () => {
    assert.deepEqual(
      statesOfClassic('FROM a\nRUN b\n', 'STEP 1/3: FROM a\nSTEP 2/3: RUN triggered\nSTEP 3/3: RUN b\n'),
      ['1:done', '2:done'],
    );
  });
});

describe('states of lines', () => {
  it('name the ADD whose file Docker 20.10 fetches in a step that has the address for a name', () => {
    const add = 'FROM a\nADD --chown=1 http://x.test/a?b=1 /a\nADD ["http://x.test/c", "/c"]\n';
    const told = (address: string, state: Step['state']) => [step('1', '[1/3] FROM a'), step('9', address, { state })];
    assert.deepEqual(statesOf(add, told('http://x.test/a?b=1', 'failed')), ['1:waiting', '2:failed']);
    assert.deepEqual(statesOf(add, told('http://x.test/c', 'failed')), ['1:waiting', '3:failed']);
    assert.deepEqual(statesOf(add, told('http://x.test/a', 'failed')), ['1:waiting']);
    assert.deepEqual(statesOf(add, told('http://x.test/c', 'done')), ['1:waiting']);
  });

  const text = 'FROM a AS x\nRUN one\nFROM a AS y\nRUN two\nCOPY --from=x /a /b\n';

  it('are those of the ADD itself, not of the download that has its name', () => {
    const name = '[2/2] ADD https://a.test/b /b';
    const text = 'FROM a\nADD https://a.test/b /b\n';
    const download = step('d', name, { state: 'done', startedAt: 1, completedAt: 9 });
    const taking = (state: Step['state']) => step('a', name, { inputs: ['f', 'd'], state });
    assert.deepEqual(statesOf(text, [download, taking('cached')]), ['2:cached']);
    assert.deepEqual(statesOf(text, [{ ...download, state: 'cached' }, taking('done')]), ['2:done']);
    assert.deepEqual(statesOf(text, [{ ...download, state: 'running' }, taking('waiting')]), ['2:running']);
    assert.deepEqual(statesOf(text, [{ ...download, state: 'failed' }, taking('waiting')]), ['2:failed']);
    const lines = createBuildLines(text, {});
    for (const progress of [download, taking('cached')]) lines.take(progress);
    assert.equal(lines.states()[0]?.completedAt, undefined);
  });

  it('are those of their steps, whatever the order of news', () => {
    const told = [
      step('5', '[y 3/3] COPY --from=x /a /b'),
      step('3', '[x 2/2] RUN one', { state: 'done', startedAt: 0, completedAt: 5 }),
      step('1', '[internal] load build definition', { state: 'done' }),
      step('4', '[y 2/3] RUN two', { state: 'running', startedAt: 1 }),
      step('2', '[x 1/2] FROM docker.io/library/a', { state: 'cached' }),
    ];
    assert.deepEqual(statesOf(text, told), ['1:cached', '2:done', '3:cached', '4:running', '5:waiting']);
    assert.deepEqual(statesOf(text, told.reverse()), ['1:cached', '2:done', '3:cached', '4:running', '5:waiting']);
  });

  it('are those of both steps that a link makes where layers are containerd’s', () => {
    const told = [
      step('4', '[4/4] RUN two'),
      step('3', '[3/4] LINK COPY --link a /b', { state: 'running', startedAt: 2 }),
      step('3a', '[3/4] COPY --link a /b', { state: 'done', startedAt: 1, completedAt: 2 }),
      step('2', '[2/4] RUN one', { state: 'done', startedAt: 1, completedAt: 2 }),
      step('1', '[1/4] FROM a', { state: 'cached' }),
    ];
    assert.deepEqual(statesOf('FROM a\nRUN one\nCOPY --link a /b\nRUN two\n', told), [
      '1:cached',
      '2:done',
      '3:running',
      '4:waiting',
    ]);
  });

  it('are of the stages alone that the target needs', () => {
    assert.deepEqual(statesOf(text, [step('1', '[1/2] FROM a'), step('2', '[2/2] RUN one')], 'X'), [
      '1:waiting',
      '2:waiting',
    ]);
  });

  it('are the worst of several: for platforms, and of the base’s triggers', () => {
    const told = [
      step('1', '[linux/amd64 2/2] RUN one', { state: 'done', startedAt: 1, completedAt: 3 }),
      step('2', '[linux/arm64 2/2] RUN one', { state: 'failed', startedAt: 2, completedAt: 9, error: 'exit code: 2' }),
    ];
    assert.deepEqual(statesOf('FROM a\nRUN one\n', told), ['2:failed']);
    const triggers = [
      step('1', '[1/2] FROM b', { state: 'cached' }),
      step('2', '[2/2] RUN of the base', { state: 'done', startedAt: 0, completedAt: 1 }),
      step('3', '[3/2] COPY . /', { state: 'running', startedAt: 1 }),
      step('4', '[4/2] RUN one'),
    ];
    assert.deepEqual(statesOf('FROM b\nRUN one\n', triggers), ['1:running', '2:waiting']);
  });

  it('show on FROM that its image cannot be had', () => {
    const told = [
      step('1', '[internal] load metadata for docker.io/library/a:latest', { state: 'failed', error: 'no' }),
    ];
    assert.deepEqual(statesOf(text, told), ['1:failed', '3:failed']);
    assert.deepEqual(statesOf('FROM b\n', told), []);
  });

  it('keep the last lines that were written', () => {
    const lines = createBuildLines('FROM a\nRUN one\n');
    lines.take(step('1', '[2/2] RUN one', { state: 'running' }));
    for (let n = 0; n < 5000; n++) {
      lines.take({ kind: 'output', step: '1', from: 'stdout', line: `${n} ${'x'.repeat(9999)}` });
    }
    const [state] = lines.states();
    assert.ok(state);
    const output = lines.output(state);
    assert.equal(output.length, 200);
    assert.match(String(output.at(-1)), /^4999 x+$/);
    assert.ok(output.every((line) => line.length <= 2000));
  });

  it('take any text and any names', () => {
    const texts = ['', 'FROM', 'FROM $A\nRUN', 'RUN a\nCOPY', '\0', 'FROM a AS a\nFROM a AS a\nCOPY --from=9 a b\n'];
    for (const broken of texts) {
      for (const name of ['[99/1] RUN', '[x 0/0]', '[-1/2] a', '[a b c 1/2] RUN', '[x 1/2]']) {
        assert.ok(Array.isArray(statesOf(broken, [step('1', name), step('2', name, { state: 'done' })])));
      }
    }
  });
});

describe('marks', () => {
  const stateFrom = (progress: Step) => {
    const lines = createBuildLines('FROM a\nRUN one\n');
    lines.take(progress);
    const [state] = lines.states();
    assert.ok(state);
    return state;
  };
  const run = (more: Partial<Step>) => stateFrom(step('1', '[2/2] RUN one', more));
  const mark = (more: Partial<Step>, isOver = false) => markOf(run(more), 75_000, isOver).text;

  it('say what becomes of the instruction', () => {
    assert.equal(mark({}), '○ waiting');
    assert.equal(mark({}, true), '○ not reached');
    assert.equal(mark({ state: 'running', startedAt: 70_500 }), '● running 4 s');
    assert.equal(mark({ state: 'running', startedAt: 500 }), '● running 1 min 14 s');
    assert.equal(mark({ state: 'running', startedAt: 500 }, true), '■ canceled');
    assert.equal(mark({ state: 'cached', startedAt: 1, completedAt: 1 }), '✓ CACHED');
    assert.equal(mark({ state: 'done', startedAt: 1000, completedAt: 3300 }), '✓ 2.3 s');
    assert.equal(mark({ state: 'canceled' }), '■ canceled');
  });

  it('say how it failed, in the words of any version', () => {
    const times = { startedAt: 0, completedAt: 1000 };
    for (const error of [
      'executor failed running [/bin/sh -c x]: exit code: 3',
      'process "/bin/sh -c x" did not complete successfully: exit code: 3',
      'error: exit status 3',
    ]) {
      assert.equal(mark({ state: 'failed', error, ...times }), failedMark('1.0 s', 3));
    }
    assert.equal(mark({ state: 'failed', error: 'not found' }), '✗ failed');
  });

  it('become a problem with the meaning of the exit code and the end of the log', () => {
    const failed = run({ state: 'failed', error: 'exit code: 127' });
    const log = Array.from({ length: 30 }, (_, n) => `line ${n}`);
    const problem = problemOf(failed, [...log, '']);
    const [what = '', ...last] = problem.split('\n');
    assertNames(what, 'RUN', 127, String(exitMeaning(127)?.long));
    assert.deepEqual(last, ['', ...log.slice(20)]);
    assert.equal(problemOf(run({ state: 'failed', error: 'no such file' }), []), 'no such file');
    // The notification says it better: both say the same.
    const said = `What npm did: 127.`;
    assert.equal(problemOf(failed, ['npm: not found'], said), `${said}\n\nnpm: not found`);
  });
});
