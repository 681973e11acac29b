import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/engine/build-api.ts';
import { sessionRejected } from '../../src/engine/dockerode/build.ts';
import { baseNotHere } from '../../src/engine/dockerode/build-errors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { type Build, type Builds, buildsWith } from './builds.ts';
import { engineBehind, newestEngine, olderEngine, withoutSession } from './engine-proxies.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

describe('a build by a real engine', () => {
  let test: EngineUnderTest;
  let builds: Builds;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
  });
  afterEach(() => builds.clean());
  after(() => test.clean());
  const build = (options: Build) => builds.start(options);
  const folderOf = (files: Readonly<Record<string, string>>) => builds.folder(files);

  it('makes an image, tells its steps and output, and reuses them the second time', async () => {
    const mark = uniqueName();
    const files = {
      Dockerfile: `FROM ${baseImage} AS one\nARG who\nCOPY a.txt /\nRUN echo "$who ${mark}"; echo 漢字 >&2; printf half\n`,
      'a.txt': 'content',
    };
    const first = build({ files, request: { buildArgs: { who: 'hello' } } });
    const { imageId, size, tags } = await first.result;
    assert.match(imageId, /^sha256:/);
    assert.deepEqual(tags, [first.tag]);
    const image = (await test.engine.images.list()).find(({ id }) => id === imageId);
    assert.deepEqual(image?.tags, [first.tag]);
    assert.equal(image?.size, size);
    assert.equal(image?.labels['longshore.test'], '1');
    assert.deepEqual(first.lines().sort(), ['stderr 漢字', `stdout half`, `stdout hello ${mark}`].sort());
    const run = first.stateOf('RUN echo');
    assert.equal(run?.state, 'done');
    assert.ok((run?.completedAt ?? 0) >= (run?.startedAt ?? Number.MAX_VALUE));
    assert.ok(
      first.told.some((progress) => progress.kind === 'context' && progress.way === 'sync' && progress.files === 1),
    );

    const second = build({ files, request: { buildArgs: { who: 'hello' } } });
    await second.result;
    assert.equal(second.stateOf('RUN echo')?.state, 'cached');
    assert.deepEqual(second.lines(), []);
  });

  it('sends what the ignore file leaves, with its modes, and stops at the target', async () => {
    const files = {
      Dockerfile: [
        `FROM ${baseImage} AS first`,
        'COPY . /c',
        'RUN test -e /c/yes && test -e /c/dir/keep/k && test ! -e /c/no && test ! -e /c/dir/a && test -x /c/run.sh',
        'FROM first',
        'RUN false',
      ].join('\n'),
      '.dockerignore': 'no\ndir\n!dir/keep\n',
      ...{ yes: '', no: '', 'dir/a': '', 'dir/keep/k': '', 'run.sh': '#!/bin/sh\n' },
    };
    const folder = folderOf(files);
    chmodSync(join(folder, 'run.sh'), 0o755);
    const request = { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), target: 'first' };
    await build({ files: {}, request }).result;
  });

  it('takes a Dockerfile from outside of the context', async () => {
    const folder = folderOf({ Elsewhere: `FROM ${baseImage}\nCOPY a /\n` });
    await build({ files: { a: '' }, request: { dockerfile: join(folder, 'Elsewhere') } }).result;
  });

  it('says which step failed, and how', async () => {
    const failing = build({ files: { Dockerfile: `FROM ${baseImage}\nRUN echo ${uniqueName()}; exit 7\n` } });
    await assert.rejects(failing.result, {
      kind: 'build-failed',
      message: patternOf((rest) => stepFailed(`RUN echo ${rest}`, '7')),
    });
    assert.equal(failing.stateOf('RUN echo')?.state, 'failed');
    assert.equal(failing.lines().length, 1);
  });

  const faults: [name: string, files: Record<string, string>, kind: string, message: RegExp][] = [
    ['an unknown instruction', { Dockerfile: `FROM ${baseImage}\nCOPPY a b\n` }, 'build-failed', /^Line 2 .*COPPY/],
    ['an empty Dockerfile', { Dockerfile: '' }, 'build-failed', /no instruction/],
    [
      'a file that is not there',
      { Dockerfile: `FROM ${baseImage}\nCOPY nope /\n` },
      'build-failed',
      /"nope" is not in the/,
    ],
    [
      'a base image that is not there',
      { Dockerfile: 'FROM localhost:9/longshore-test-nope:1\n' },
      'build-failed',
      patternOf((why) => baseNotHere('localhost:9/longshore-test-nope:1', why)),
    ],
    [
      'a secret that cannot be given',
      { Dockerfile: `FROM ${baseImage}\nRUN --mount=type=secret,id=x,required=true true\n` },
      'build-input',
      /uses the secret "x", which was not provided/,
    ],
    ['a missing Dockerfile', {}, 'build-input', /^Dockerfile: .*Dockerfile does not exist/],
    [
      'a broken ignore file',
      { Dockerfile: `FROM ${baseImage}\n`, '.dockerignore': '[' },
      'build-input',
      /Line 1 of .*\.dockerignore/,
    ],
  ];
  for (const [name, files, kind, message] of faults) {
    it(`says that there is ${name}`, () => assert.rejects(build({ files }).result, { kind, message }));
  }

  it('says that there is no such stage, folder or name', async () => {
    const files = { Dockerfile: `FROM ${baseImage} AS one\n` };
    const rejects = (request: Partial<BuildRequest>, kind: string, message: RegExp) =>
      assert.rejects(build({ files, request }).result, { kind, message });
    await rejects({ target: 'two' }, 'build-failed', /no stage "two"/);
    await rejects({ contextFolder: '/nonexistent' }, 'build-input', /^Build context: \/nonexistent does not exist/);
    await rejects({ tags: ['Not:Good'] }, 'invalid', /lowercase/);
  });

  it('takes any amount of output, and any characters in it', async () => {
    const build = builds.start({
      files: {
        Dockerfile: `FROM ${baseImage}\nRUN printf 'a\\033[31mred\\033[0m\\000\\007\\rb\\342\\200\\256c\\n'; : ${uniqueName()}\nRUN : ${uniqueName()}; yes 'a line of some length' | head -c 100000000; echo; echo end >&2\n`,
      },
    });
    await build.result;
    assert.equal(build.lines()[0], 'stdout a\u001b[31mred\u001b[0m\u0000\u0007\rb\u202ec');
    assert.equal(build.stateOf('yes')?.state, 'done');
    assert.ok(build.lines().length > 1000);
  });

  it('ends at the engine when it is aborted', async () => {
    const seconds = `4${Date.now() % 100_000}`;
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborted = build({
      files: { Dockerfile: `FROM ${baseImage}\nRUN echo begun; sleep ${seconds}\n` },
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.kind === 'output') controller.abort(reason);
      },
    });
    await assert.rejects(aborted.result, reason);
    // If the step were still running, BuildKit would join the same build to it and wait for its end.
    const again = new AbortController();
    let begunAgain = false;
    const second = build({
      files: { Dockerfile: `FROM ${baseImage}\nRUN echo begun; sleep ${seconds}\n` },
      signal: again.signal,
      onProgress: (progress) => {
        if (progress.kind !== 'output') return;
        begunAgain = true;
        again.abort(reason);
      },
    });
    await assert.rejects(second.result, reason);
    assert.ok(begunAgain);
    await assert.rejects(test.engine.images.inspect(aborted.tag), { kind: 'not-found' });
  });

  describe('without BuildKit', () => {
    let engine: Engine;
    let close: () => void;
    before(async () => {
      ({ engine, close } = await engineBehind(olderEngine));
    });
    after(() => close());

    it('says so, and makes an image all the same', async () => {
      const mark = uniqueName();
      const files = {
        Dockerfile: `FROM ${baseImage}\nCOPY a /\nRUN echo ${mark}\n`,
        a: '',
        b: '',
        '.dockerignore': 'b',
      };
      const classic = build({ files, engine });
      const { imageId } = await classic.result;
      assert.match(imageId, /^sha256:[0-9a-f]{64}$/);
      assert.ok(classic.told.some((progress) => progress.kind === 'note' && /no BuildKit/.test(progress.text)));
      assert.equal(classic.stateOf('RUN echo')?.state, 'done');
      assert.ok(classic.lines().includes(`stdout ${mark}`));
      const again = build({ files, engine });
      await again.result;
      assert.equal(again.stateOf('RUN echo')?.state, 'cached');
    });

    it('cannot give secrets or SSH, and says so', async () => {
      const files = { Dockerfile: `FROM ${baseImage}\n` };
      const request = { secrets: [{ id: 'a', variable: 'A' }], environment: { A: 'a' } };
      await assert.rejects(build({ files, engine, request }).result, { kind: 'unsupported', message: /no BuildKit/ });
    });

    it('says what is wrong', async () => {
      const failing = build({ files: { Dockerfile: `FROM ${baseImage}\nRUN exit 7\n` }, engine });
      await assert.rejects(failing.result, { kind: 'build-failed', message: stepFailed('RUN exit 7', '7') });
      assert.equal(failing.stateOf('RUN exit 7')?.state, 'failed');
      const wrong = build({ files: { Dockerfile: `FROM ${baseImage}\nCOPPY a b\n` }, engine });
      await assert.rejects(wrong.result, { kind: 'build-failed', message: /^Line 2 of the Dockerfile/ });
    });
  });

  describe('of the newest API', () => {
    for (const way of [
      { http2: true, session: false },
      { http2: false, session: true },
    ]) {
      it(`goes through a session over ${way.http2 ? 'HTTP/2' : 'POST /session, where HTTP/2 is refused'}`, async () => {
        const { engine, close } = await engineBehind(newestEngine(way));
        try {
          const Dockerfile = `FROM ${baseImage}\nCOPY . /c\nRUN --mount=type=secret,id=s : ${uniqueName()}; wc -c </c/large; cat /run/secrets/s; echo\n`;
          const request = { secrets: [{ id: 's', variable: 'S' }], environment: { S: 'shown' } };
          const first = build({ files: { Dockerfile, large: 'x'.repeat(3_000_000) }, engine, request });
          assert.equal((await first.result).way, 'sync');
          assert.deepEqual(first.lines(), ['stdout 3000000', 'stdout shown']);
          assert.deepEqual([first.notes(), first.sent()?.files], [[], 2]);
          const again = build({
            files: {},
            engine,
            request: { ...request, contextFolder: first.folder, noCache: true },
          });
          await again.result;
          assert.equal(again.sent()?.files, 0);
        } finally {
          close();
        }
      });
    }

    it('is canceled over HTTP/2, too', async () => {
      const { engine, close } = await engineBehind(newestEngine({ http2: true, session: false }));
      const controller = new AbortController();
      const reason = new Error('Enough.');
      try {
        const aborted = build({
          files: { Dockerfile: `FROM ${baseImage}\nRUN echo begun ${uniqueName()}; sleep 100\n` },
          engine,
          signal: controller.signal,
          onProgress: (progress) => {
            if (progress.kind === 'output') controller.abort(reason);
          },
        });
        await assert.rejects(aborted.result, reason);
      } finally {
        close();
      }
    });
  });

  for (const status of [404, 410, 501]) {
    it(`goes as an archive where a session is refused with ${status}`, async () => {
      const { engine, close } = await engineBehind(withoutSession(status));
      try {
        const refused = build({ files: { Dockerfile: `FROM ${baseImage}\nLABEL a=${status}\n` }, engine });
        assert.equal((await refused.result).way, 'archive');
        assert.equal(refused.notes()[0], sessionRejected);
      } finally {
        close();
      }
    });
  }

  describe('behind a proxy that refuses sessions', () => {
    let engine: Engine;
    let close: () => void;
    before(async () => {
      ({ engine, close } = await engineBehind(withoutSession(403)));
    });
    after(() => close());

    it('sends everything as an archive, and says so', async () => {
      const files = {
        Dockerfile: `FROM ${baseImage}\nCOPY . /c\nRUN test ! -e /c/b\n`,
        a: '',
        b: '',
        '.dockerignore': 'b',
      };
      const archive = build({ files, engine });
      assert.equal((await archive.result).way, 'archive');
      assert.ok(archive.notes().includes(sessionRejected), archive.notes().join());
      assert.equal(archive.sent()?.way, 'archive');
    });

    it('cannot give secrets or SSH, and says so', async () => {
      const files = { Dockerfile: `FROM ${baseImage}\n` };
      const request = { secrets: [{ id: 'a', variable: 'A' }], environment: { A: 'a' } };
      await assert.rejects(build({ files, engine, request }).result, {
        kind: 'unsupported',
        message: /POST \/session/,
      });
    });
  });
});
