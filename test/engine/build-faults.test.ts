// Builds on an engine that fails under them: its disk is full, or it is killed. It is one of the test's own.
import assert from 'node:assert/strict';
import { mkdtempSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { connectionSentences } from '../../src/engine/dockerode/connection-errors.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { isEngineError } from '../../src/errors.ts';
import { startDockerd, whyNoOwnDockerd } from '../support/dockerd.mjs';
import { sentenceOf } from '../support/engine-sentences.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { buildsWith } from './builds.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

describe('a build on an engine that fails', () => {
  let dockerd: Awaited<ReturnType<typeof startDockerd>>;
  let test: EngineUnderTest;
  let builds: ReturnType<typeof buildsWith>;

  beforeEach(async function () {
    if (whyNoOwnDockerd()) return this.skip();
    dockerd = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-test-'), disk: '48m' });
    test = await engineUnderTest(dockerd.dockerHost);
    builds = buildsWith(test);
  });
  afterEach(async () => {
    builds?.clean();
    test?.engine.close();
    await dockerd?.stop();
  });

  it('says that the disk is full, and builds again when there is room', async () => {
    const folder = builds.folder({
      Sent: `FROM ${baseImage}\nCOPY large /\n`,
      Written: `FROM ${baseImage}\nRUN head -c 100000000 /dev/zero > /large\n`,
      Small: `FROM ${baseImage}\nRUN echo ${uniqueName()}\n`,
      large: '',
    });
    truncateSync(join(folder, 'large'), 100_000_000);
    const build = (name: string) =>
      builds.start({ files: {}, request: { contextFolder: folder, dockerfile: join(folder, name) } });
    await assert.rejects(build('Sent').result, { kind: 'build-failed', message: sentenceOf('disk-full') });
    // What the failed build has left goes a moment later. Until then the engine fails in one way or another, and never because of a
    // file of the person's.
    const onceThereIsRoom = async (name: string, isEnd: (failure: Error | undefined) => boolean) => {
      for (;;) {
        const next = build(name);
        const failure = await next.result.then(
          () => undefined,
          (reason: Error) => reason,
        );
        if (isEnd(failure)) return next;
        assert.ok(isEngineError(failure, 'build-failed'), `${failure}: ${failure?.cause}`);
      }
    };
    // What a program in it says of its disk is its own business; it stands below.
    const stepOfWritten = patternOf((rest) => stepFailed(`RUN head ${rest}`, '1'));
    const written = await onceThereIsRoom('Written', (failure) => stepOfWritten.test(String(failure?.message)));
    assert.match(written.lines().join(), /No space left|I\/O error/);
    await onceThereIsRoom('Small', (failure) => failure === undefined);
  });

  it('says that it was killed in the middle', async () => {
    const build = builds.start({
      files: { Dockerfile: `FROM ${baseImage}\nRUN echo ${uniqueName()}; sleep 1000\n` },
      onProgress: ({ kind }) => {
        if (kind === 'output') process.kill(dockerd.pid, 'SIGKILL');
      },
    });
    await assert.rejects(build.result, {
      kind: 'connection-lost',
      message: patternOf(connectionSentences.lost),
    });
    await dockerd.ended;
    const again = builds.start({ files: { Dockerfile: `FROM ${baseImage}\n` } });
    await assert.rejects(again.result, { kind: 'unreachable' });
  });
});
