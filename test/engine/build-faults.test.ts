// Builds on an engine that fails under them: its disk is full, or it is killed. It is one of the test's own.
import assert from 'node:assert/strict';
import { mkdtempSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { connectionSentences } from '../../src/engine/dockerode/connection-errors.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
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
    const isFull = { kind: 'build-failed', message: sentenceOf('disk-full') };
    await assert.rejects(build('Sent').result, isFull);
    // What the failed build has left goes a moment later.
    const roomFor = async (name: string): Promise<ReturnType<typeof build>> => {
      for (;;) {
        const next = build(name);
        const error: unknown = await next.result.then(
          () => undefined,
          (reason) => reason,
        );
        if (error === undefined || (error as Error).message !== isFull.message) return next;
      }
    };
    // What a program in it says of its disk is its own business; it stands below.
    const written = await roomFor('Written');
    await assert.rejects(written.result, {
      kind: 'build-failed',
      message: patternOf((rest) => stepFailed(`RUN head ${rest}`, '1')),
    });
    assert.match(written.lines().join(), /No space left|I\/O error/);
    await (await roomFor('Small')).result;
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
