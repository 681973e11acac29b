import assert from 'node:assert/strict';
import { baseImageOf } from '../../../src/engine/failures/build-words.ts';
import { explainBuild } from '../../../src/engine/failures/index.ts';
import { buildSentences } from '../../../src/engine/failures/of-builds.ts';
import { assertNames } from '../../support/assert-names.ts';

/** The words of engines 20.10 to 28 and of Podman; the step that failed; the sentence that a person reads, and what it names. */
const cases: [words: string, step: string | undefined, kind: string, sentence: string, names: readonly string[]][] = [
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: COPPY',
    undefined,
    'build-failed',
    'dockerfile-line',
    ['2', 'unknown instruction: COPPY'],
  ],
  [
    'dockerfile parse error on line 3: FROM requires either one or three arguments',
    undefined,
    'build-failed',
    'dockerfile-line',
    ['3', 'FROM requires either one or three arguments'],
  ],
  ['the Dockerfile cannot be empty', undefined, 'build-failed', 'no-instructions', []],
  ['failed to solve: file with no instructions', undefined, 'build-failed', 'no-instructions', []],
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to parse stage name "Base": invalid reference format: repository name must be lowercase',
    undefined,
    'build-failed',
    'stage-or-base-name',
    ['Failed to parse stage name "Base": invalid reference format: repository name must be lowercase.'],
  ],
  [
    'base name ($BASE) should not be blank',
    undefined,
    'build-failed',
    'stage-or-base-name',
    ['Base name ($BASE) should not be blank.'],
  ],
  ['no build stage in current context', undefined, 'build-failed', 'instruction-before-from', []],
  [
    'executor failed running [/bin/sh -c npm ci]: exit code: 4',
    '[build 2/5] RUN npm ci',
    'build-failed',
    'step-failed',
    ['RUN npm ci', '4'],
  ],
  [
    'failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 4',
    '[2/5] RUN npm ci',
    'build-failed',
    'step-failed',
    ['RUN npm ci', '4'],
  ],
  [
    "The command '/bin/sh -c npm ci' returned a non-zero code: 4",
    '[2/5] RUN npm ci',
    'build-failed',
    'step-failed',
    ['RUN npm ci', '4'],
  ],
  [
    'failed to compute cache key: "/nope" not found: not found',
    '[2/2] COPY nope /',
    'build-failed',
    'not-in-context',
    ['COPY nope /: "nope"'],
  ],
  [
    'failed to solve: failed to compute cache key: failed to calculate checksum of ref 1::2: "/src/nope": not found',
    undefined,
    'build-failed',
    'not-in-context',
    ['"src/nope"'],
  ],
  [
    'COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist',
    '[2/2] COPY nope /',
    'build-failed',
    'not-in-context',
    ['COPY nope /: "nope"'],
  ],
  [
    'failed to solve: process "/bin/sh -c echo \\"no space left on device\\"; exit 3" did not complete successfully: exit code: 3',
    '[2/2] RUN echo "no space left on device"; exit 3',
    'build-failed',
    'step-failed',
    ['RUN echo "no space left on device"; exit 3', '3'],
  ],
  [
    "The command '/bin/sh -c echo no active session; exit 1' returned a non-zero code: 1",
    '[2/2] RUN echo no active session; exit 1',
    'build-failed',
    'step-failed',
    ['RUN echo no active session; exit 1', '1'],
  ],
  [
    'failed to compute cache key: failed to calculate checksum of ref a::b: "/x": not found',
    '[2/2] COPY ../x /',
    'build-failed',
    'outside-context',
    ['COPY ../x /', '../x'],
  ],
  [
    'failed to compute cache key: lstat /var/lib/docker/tmp/buildkit-mount123/nope: no such file or directory',
    '[2/2] COPY nope /',
    'build-failed',
    'not-in-context',
    ['COPY nope /: "nope"'],
  ],
  ['target stage two could not be found', undefined, 'build-failed', 'no-such-stage', ['two']],
  ['failed to reach build target two in Dockerfile', undefined, 'build-failed', 'no-such-stage', ['two']],
  ['no active sessions', undefined, 'unsupported', 'build-session-missing', []],
  [
    'failed to solve: rpc error: code = Unknown desc = failed to build LLB: executor failed: secret tok not found: not found',
    undefined,
    'build-input',
    'secret-not-provided',
    ['tok'],
  ],
  [
    'failed to solve: failed to prepare sha256:ec9d7d32d86b2d290c7c462c974ad1bb83e2912c8d8963de31b4531a86e4e38e as u464ilm6ong9k3equvlkgb4ng: parent snapshot sha256:ec9d7d32d86b2d290c7c462c974ad1bb83e2912c8d8963de31b4531a86e4e38e does not exist: not found',
    '[2/4] RUN true',
    'build-failed',
    'cache-missing',
    [],
  ],
  ['failed to solve: lease "abc": not found', undefined, 'build-failed', 'cache-missing', []],
  ['failed to solve: secret tok: not found', undefined, 'build-input', 'secret-not-provided', ['tok']],
  ['unset ssh forward key default', undefined, 'build-input', 'ssh-agent-not-provided', ['default']],
  ['no SSH key "default" forwarded from the client', undefined, 'build-input', 'ssh-agent-not-provided', ['default']],
  [
    'failed to solve with frontend dockerfile.v0: failed to read dockerfile: rpc error: code = Unavailable desc = the connection is draining',
    undefined,
    'unsupported',
    'build-session-missing',
    [],
  ],
  [
    'failed to read dockerfile: open Dockerfile: no such file or directory',
    undefined,
    'build-input',
    'dockerfile-not-found',
    [],
  ],
];

describe('the failure of a build', () => {
  for (const [words, step, kind, sentence, names] of cases) {
    it(words.slice(0, 70), () => {
      const failure = explainBuild(words, step);
      assert.equal(failure?.kind, kind);
      assert.equal(failure?.sentence.id, sentence);
      assertNames(failure?.message ?? '', ...names);
    });
  }

  it('is proven for each sentence by the words of an engine', () => {
    const proven = new Set(cases.map(([words, step]) => explainBuild(words, step)?.sentence));
    const unproven = buildSentences().filter((sentence) => !proven.has(sentence));
    assert.deepEqual(
      unproven.map(({ pattern }) => pattern.source),
      [],
    );
  });

  it('says where the Dockerfile is wrong, as far as it says', () => {
    assert.deepEqual(explainBuild('dockerfile parse error on line 3: unknown instruction: A', undefined)?.place, {
      line: 2,
    });
    assert.deepEqual(explainBuild('failed to parse stage name "x:": invalid reference format', undefined)?.place, {
      base: 'x:',
    });
    assert.equal(explainBuild('exit code: 1', '[1/1] RUN a')?.place, undefined);
  });

  it('is not guessed', () => {
    assert.equal(explainBuild('something nobody has seen', undefined), undefined);
  });

  it('is no missing Dockerfile where the engine could not read it', () => {
    for (const why of [
      'failed to create temp dir: mkdir /x: no space left on device',
      'error from receiver: write /x/Dockerfile: input/output error',
    ]) {
      assert.equal(explainBuild(`failed to read dockerfile: ${why}`, undefined), undefined);
    }
    const gone = explainBuild('failed to read dockerfile: failed to load ref: lease "a": not found', undefined);
    assert.equal(gone?.sentence.id, 'cache-missing');
  });

  it('names the image that could not be had', () => {
    assert.equal(baseImageOf('[internal] load metadata for docker.io/library/node:1'), 'docker.io/library/node:1');
    assert.equal(baseImageOf('[build 1/4] FROM ghcr.io/a/b:1@sha256:00'), 'ghcr.io/a/b:1@sha256:00');
    assert.equal(
      baseImageOf('resolve image config for docker.io/docker/dockerfile:1'),
      'docker.io/docker/dockerfile:1',
    );
    assert.equal(baseImageOf('[2/4] RUN true'), undefined);
  });

  it('shortens long instructions to one line', () => {
    const step = `[2/5] RUN a &&\n  ${'b'.repeat(200)}`;
    const { message } = explainBuild('exit code: 1', step) ?? { message: '' };
    assert.ok(message.length < 150 && !message.includes('\n'));
  });
});
