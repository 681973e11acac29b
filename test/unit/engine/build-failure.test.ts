import assert from 'node:assert/strict';
import { baseImageOf } from '../../../src/engine/failures/build-words.ts';
import { explainBuild } from '../../../src/engine/failures/index.ts';
import { buildSentences } from '../../../src/engine/failures/of-builds.ts';

/** The words of engines 20.10 to 28 and of Podman; the step that failed; what a person reads. */
const cases: [words: string, step: string | undefined, kind: string, message: RegExp][] = [
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: COPPY',
    undefined,
    'build-failed',
    /Line 2 of the Dockerfile is not valid: unknown instruction: COPPY\./,
  ],
  [
    'dockerfile parse error on line 3: FROM requires either one or three arguments',
    undefined,
    'build-failed',
    /^Line 3 .*: FROM requires either one or three arguments\.$/,
  ],
  ['the Dockerfile cannot be empty', undefined, 'build-failed', /no instruction/],
  ['failed to solve: file with no instructions', undefined, 'build-failed', /no instruction/],
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to parse stage name "Base": invalid reference format: repository name must be lowercase',
    undefined,
    'build-failed',
    /^Failed to parse stage name "Base": .* must be lowercase\.$/,
  ],
  ['base name ($BASE) should not be blank', undefined, 'build-failed', /should not be blank\.$/],
  ['no build stage in current context', undefined, 'build-failed', /before its first FROM/],
  [
    'executor failed running [/bin/sh -c npm ci]: exit code: 4',
    '[build 2/5] RUN npm ci',
    'build-failed',
    /^RUN npm ci failed with exit code 4\./,
  ],
  [
    'failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 4',
    '[2/5] RUN npm ci',
    'build-failed',
    /^RUN npm ci failed with exit code 4\./,
  ],
  [
    "The command '/bin/sh -c npm ci' returned a non-zero code: 4",
    '[2/5] RUN npm ci',
    'build-failed',
    /RUN npm ci failed with exit code 4/,
  ],
  [
    'failed to compute cache key: "/nope" not found: not found',
    '[2/2] COPY nope /',
    'build-failed',
    /^COPY nope \/: "nope" is not in the build context/,
  ],
  [
    'failed to solve: failed to compute cache key: failed to calculate checksum of ref 1::2: "/src/nope": not found',
    undefined,
    'build-failed',
    /^"src\/nope" is not in the build context/,
  ],
  [
    'COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist',
    '[2/2] COPY nope /',
    'build-failed',
    /"nope" is not in the build context/,
  ],
  [
    'failed to solve: process "/bin/sh -c echo \\"no space left on device\\"; exit 3" did not complete successfully: exit code: 3',
    '[2/2] RUN echo "no space left on device"; exit 3',
    'build-failed',
    /^RUN echo "no space left on device"; exit 3 failed with exit code 3\./,
  ],
  [
    "The command '/bin/sh -c echo no active session; exit 1' returned a non-zero code: 1",
    '[2/2] RUN echo no active session; exit 1',
    'build-failed',
    /failed with exit code 1/,
  ],
  [
    'failed to compute cache key: failed to calculate checksum of ref a::b: "/x": not found',
    '[2/2] COPY ../x /',
    'build-failed',
    /COPY \.\.\/x \/: "\.\.\/x" is outside the build context\./,
  ],
  [
    'failed to compute cache key: lstat /var/lib/docker/tmp/buildkit-mount123/nope: no such file or directory',
    '[2/2] COPY nope /',
    'build-failed',
    /^COPY nope \/: "nope" is not in the build context/,
  ],
  ['target stage two could not be found', undefined, 'build-failed', /no stage "two"/],
  ['failed to reach build target two in Dockerfile', undefined, 'build-failed', /no stage "two"/],
  [
    'no active sessions',
    undefined,
    'unsupported',
    /Check whether a proxy in front of the engine rejects POST \/session, and build again\./,
  ],
  [
    'failed to solve: rpc error: code = Unknown desc = failed to build LLB: executor failed: secret tok not found: not found',
    undefined,
    'build-input',
    /uses the secret "tok", which was not provided/,
  ],
  ['failed to solve: secret tok: not found', undefined, 'build-input', /uses the secret "tok", which was not provided/],
  ['unset ssh forward key default', undefined, 'build-input', /uses the SSH agent "default", which was not provided/],
  [
    'no SSH key "default" forwarded from the client',
    undefined,
    'build-input',
    /uses the SSH agent "default", which was not provided/,
  ],
  [
    'failed to solve with frontend dockerfile.v0: failed to read dockerfile: rpc error: code = Unavailable desc = the connection is draining',
    undefined,
    'unsupported',
    /The session that provides files, secrets and registry logins to the build is missing or was lost\./,
  ],
  [
    'failed to read dockerfile: open Dockerfile: no such file or directory',
    undefined,
    'build-input',
    /did not find the Dockerfile/,
  ],
];

describe('the failure of a build', () => {
  for (const [words, step, kind, message] of cases) {
    it(words.slice(0, 70), () => {
      const failure = explainBuild(words, step);
      assert.equal(failure?.kind, kind);
      assert.match(failure?.message ?? '', message);
    });
  }

  it('is proven for each sentence by the words of an engine', () => {
    const proven = new Set(cases.map(([words, step]) => explainBuild(words, step)?.sentence));
    const unproven = buildSentences.filter((sentence) => !proven.has(sentence));
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

  it('is no missing Dockerfile where the disk is full', () => {
    const words = 'failed to read dockerfile: failed to create temp dir: mkdir /x: no space left on device';
    assert.equal(explainBuild(words, undefined), undefined);
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
