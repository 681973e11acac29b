// Builds with further contexts, which the Dockerfile calls by a name: from folders of this machine, and from images.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/engine/build-api.ts';
import { tooOldForNamedContexts } from '../../src/engine/dockerode/build-named-contexts.ts';
import { type Builds, buildsWith } from './builds.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

describe('further build contexts', () => {
  let test: EngineUnderTest;
  let builds: Builds;
  let isKnown: boolean;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
    const { apiVersion } = await test.engine.info();
    isKnown = Number(apiVersion.split('.')[1]) >= 42;
  });
  afterEach(() => builds.clean());
  after(() => test.clean());

  /** Where the engine is too old for them, it must be told before anything is sent; that is all there is to see then. */
  async function built(request: Partial<BuildRequest>, dockerfile: string, files: Record<string, string> = {}) {
    const build = builds.start({ files: { Dockerfile: dockerfile, ...files }, request: { noCache: true, ...request } });
    if (isKnown) return { ...build, ...(await build.result) };
    await assert.rejects(build.result, { kind: 'unsupported', message: tooOldForNamedContexts });
    assert.deepEqual(build.told, []);
    return undefined;
  }

  it('are folders, with what their ignore files leave out, and images', async () => {
    const mark = uniqueName();
    const assets = builds.folder({ 'logo.txt': mark, 'left out': 'x', '.dockerignore': 'left*\n' });
    const result = await built(
      { namedContexts: { assets, base: `docker-image://${baseImage}` } },
      'FROM base AS final\nCOPY --from=assets / /assets/\nCOPY own /own\nRUN cat /assets/logo.txt /own; ls /assets\n',
      { own: '\nof the main one\n' },
    );
    if (!result) return;
    assert.deepEqual(result.lines(), [`stdout ${mark}`, 'stdout of the main one', 'stdout logo.txt']);
    assert.equal(result.way, 'sync');
    assert.equal(result.stateOf('RUN cat')?.state, 'done');
    const details = await test.engine.images.inspect(result.tag);
    assert.equal(details.id, result.imageId);
  });

  it('stand in for a stage, also for one that comes later', async () => {
    const other = builds.folder({ here: 'from the context' });
    const result = await built(
      { namedContexts: { later: other }, target: 'first' },
      `FROM ${baseImage} AS first\nCOPY --from=later /here /here\nRUN --mount=from=later,target=/m cat /here /m/here; echo\nFROM scratch AS later\n`,
    );
    if (result) assert.deepEqual(result.lines(), ['stdout from the contextfrom the context']);
  });

  it('may be called as the main one is, and by an image with its tag', async () => {
    const other = builds.folder({ here: 'x' });
    const result = await built(
      { namedContexts: { context: other, 'docker.io/library/nowhere:latest': `docker-image://${baseImage}` } },
      'FROM nowhere\nCOPY --from=context here /here\nCOPY own /own\nRUN cat /here /own\n',
      { own: 'y\n' },
    );
    if (result) assert.deepEqual(result.lines(), ['stdout xy']);
  });

  it('come with all other options of a build', async () => {
    const mark = uniqueName();
    const planted = `planted-${mark}`;
    const result = await built(
      {
        namedContexts: { other: builds.folder({ a: '' }) },
        buildArgs: { GREETING: 'a "word", and more' },
        labels: { note: 'two words', 'longshore.test': '1' },
        extraHosts: [`${mark}:10.1.2.3`],
        networkMode: 'none',
        platform: 'linux/amd64',
        target: 'final',
        shmSize: 1024 * 1024,
        secrets: [{ id: 'tok', variable: 'T' }],
        environment: { T: planted },
        pull: false,
      },
      `FROM ${baseImage} AS final\nARG GREETING\nRUN --mount=type=secret,id=tok grep -c planted /run/secrets/tok; echo $GREETING; grep -o ${mark} /etc/hosts; ls /sys/class/net; df -k /dev/shm | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2\nFROM scratch\n`,
    );
    if (!result) return;
    assert.deepEqual(result.lines(), [
      'stdout 1',
      'stdout a "word", and more',
      `stdout ${mark}`,
      'stdout lo',
      'stdout 1024',
    ]);
    const details = await test.engine.images.inspect(result.tag);
    assert.match(JSON.stringify(details), /two words/);
    assert.doesNotMatch(JSON.stringify(result.told), new RegExp(planted));
  });

  it('that fail are told as any other build', async () => {
    if (!isKnown) return void (await built({ namedContexts: { a: 'docker-image://x' } }, 'FROM x\n'));
    const other = builds.folder({ a: '' });
    const start = (dockerfile: string) =>
      builds.start({ files: { Dockerfile: dockerfile }, request: { noCache: true, namedContexts: { other } } }).result;
    await assert.rejects(start(`FROM ${baseImage}\nRUN exit 3\n`), { kind: 'build-failed', message: /exit code 3/ });
    await assert.rejects(start(`FROM ${baseImage}\nCOPY --from=other b /b\n`), {
      kind: 'build-failed',
      message: /--from=other b \/b: .*"b"/,
    });
    await assert.rejects(start('FORM x\n'), { kind: 'build-failed', message: /FORM/ });
  });

  it('that are not there are named before anything is sent', async () => {
    const build = builds.start({
      files: { Dockerfile: `FROM ${baseImage}\n` },
      request: { namedContexts: { assets: join(builds.folder({}), 'nowhere') } },
    });
    await assert.rejects(build.result, {
      kind: 'build-input',
      message: /Build context "assets": .*nowhere does not exist/,
    });
    assert.deepEqual(build.told, []);
  });

  it('end when they are not wanted any more', async () => {
    if (!isKnown) return void (await built({ namedContexts: { a: 'docker-image://x' } }, 'FROM x\n'));
    const cancelling = new AbortController();
    const build = builds.start({
      files: { Dockerfile: `FROM ${baseImage}\nRUN echo begun; sleep 1000\n` },
      request: { noCache: true, namedContexts: { other: builds.folder({ a: '' }) } },
      signal: cancelling.signal,
      onProgress: (progress) => {
        if (progress.kind === 'output') cancelling.abort(new Error('not wanted'));
      },
    });
    await assert.rejects(build.result, /not wanted/);
  });
});
