// Builds by a builder of buildx: a stand-in for the program, which notes what it is told and speaks as the real one does;
// the image that it is to make is one that the engine has.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/engine/build-api.ts';
import { withoutDockerProgram } from '../../src/engine/buildkit/buildx/run.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { sentenceOf } from '../support/engine-sentences.ts';
import { type Builds, buildsWith } from './builds.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

const at = '2026-01-02T03:04:05.678901234Z';
const json = (value: object, indent?: number) => JSON.stringify(value, undefined, indent);
const words = (text: string) => Buffer.from(text).toString('base64');

/** Of buildx 0.29 (one line each) and of 0.13 (several lines), with braces and quotes inside of texts. */
const progress = [
  json({
    vertexes: [
      { digest: 'sha256:a', name: '[1/2] FROM x' },
      { digest: 'sha256:b', name: '[2/2] RUN echo "}{"', started: at },
    ],
  }),
  json({ logs: [{ vertex: 'sha256:b', stream: 1, data: words('one\ntw'), timestamp: at }] }),
  json({ statuses: [{ id: 'sha256:layer', vertex: 'sha256:a', current: 3, total: 9, timestamp: at }] }, 1),
  json(
    {
      logs: [{ vertex: 'sha256:b', stream: 2, data: words('漢字\n'), timestamp: at }],
      warnings: [{ short: words('Careful (line 2)') }],
    },
    2,
  ),
];

describe('a build by a builder of buildx', () => {
  let test: EngineUnderTest;
  let builds: Builds;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
  });
  afterEach(() => builds.clean());
  after(() => test.clean());

  /** `script`: what the program does after it noted its arguments, NUL after each. */
  function standIn(script: string) {
    const folder = builds.folder({ docker: `#!/bin/sh\nprintf '%s\\0' "$@" >"\${0%/*}/told"\n${script}` });
    chmodSync(join(folder, 'docker'), 0o755);
    const path = { PATH: `${folder}:${process.env.PATH}` };
    return {
      folder,
      told: () => readFileSync(join(folder, 'told'), 'utf8').split('\0').slice(0, -1),
      start: (
        request: Partial<BuildRequest> = {},
        files: Record<string, string> = { Dockerfile: 'FROM x\nRUN y\n' },
        signal?: AbortSignal,
      ) =>
        builds.start({
          files,
          request: { builder: 'far', ...request, environment: { ...path, ...request.environment } },
          ...(signal && { signal }),
        }),
    };
  }

  const say = (...values: string[]) => `cat >&2 <<'EOF'\n${values.join('\n')}\nEOF\n`;
  const done = json({
    vertexes: [
      { digest: 'sha256:a', name: '[1/2] FROM x', started: at, completed: at, cached: true },
      { digest: 'sha256:b', name: '[2/2] RUN echo "}{"', started: at, completed: at },
    ],
  });

  it('tells the same as any other, and knows the image on the engine', async () => {
    const [repo, tag] = [uniqueName(), '1'];
    const tagIt = `curl -sS -X POST --unix-socket "\${DOCKER_HOST#unix://}" "http://d/images/${baseImage}/tag?repo=${repo}&tag=${tag}" >&2`;
    const program = standIn(`${say(...progress, done)}\n${tagIt}`);
    const build = program.start({ tags: [`${repo}:${tag}`] });
    const { way, imageId, size } = await build.result;
    assert.equal(way, 'buildx');
    assert.match(imageId, /^sha256:/);
    assert.ok(size > 0);
    assert.deepEqual(build.lines(), ['stdout one', 'stderr 漢字', 'stdout tw']);
    assert.equal(build.stateOf('FROM x')?.state, 'cached');
    assert.deepEqual(build.stateOf('RUN echo "}{"')?.completedAt, Date.parse(at));
    assert.ok(build.told.some((each) => each.kind === 'part' && each.current === 3 && each.total === 9));
    assert.match(build.notes().join('\n'), /builder "far" of buildx[\s\S]*Careful \(line 2\)/);
  });

  it('gets every option, whatever is in it', async () => {
    const folder = builds.folder({ 'a "secret", $HOME': 'x' });
    const secret = join(folder, 'a "secret", $HOME');
    const program = standIn('exit 1\n');
    const build = program.start({
      tags: ['a:1', 'b:2'],
      target: 'final',
      buildArgs: { A: "it's `x` $Y\n2" },
      labels: { l: '1' },
      platform: 'linux/arm64',
      secrets: [
        { id: 'file', file: secret },
        { id: 'variable', variable: 'V' },
      ],
      environment: { V: 'v' },
      noCache: true,
      pull: true,
      networkMode: 'host',
      extraHosts: ['h:1.2.3.4'],
      shmSize: 1024,
      cacheFrom: ['c:1'],
      namedContexts: { assets: folder, base: 'oci-layout:///layout' },
    });
    await assert.rejects(build.result, { kind: 'build-failed' });
    const told = program.told();
    const iidfile = told[told.indexOf('--iidfile') + 1] ?? '';
    assert.deepEqual(told, [
      ...['buildx', 'build', '--builder', 'far', '--progress=rawjson', '--load', '--iidfile', iidfile],
      ...['--file', join(build.folder, 'Dockerfile'), '--tag', 'a:1', '--tag', 'b:2', '--target', 'final'],
      ...['--build-arg', "A=it's `x` $Y\n2", '--label', 'l=1', '--platform', 'linux/arm64'],
      ...['--secret', `id=file,"src=${secret.replaceAll('"', '""')}"`, '--secret', 'id=variable,env=V'],
      ...['--no-cache', '--pull', '--network', 'host', '--add-host', 'h:1.2.3.4', '--shm-size', '1024'],
      ...['--cache-from', 'c:1', '--build-context', `assets=${folder}`],
      ...['--build-context', 'base=oci-layout:///layout', '--', build.folder],
    ]);
    assert.ok(!existsSync(iidfile));
  });

  it('fails as the engine would', async () => {
    const failed = json({
      vertexes: [{ digest: 'sha256:b', name: '[2/2] RUN false', started: at, completed: at, error: 'exit code: 7' }],
    });
    const tail =
      'Dockerfile:2\n--------\nERROR: failed to build: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 7';
    const build = standIn(`${say(failed, tail)}exit 1\n`).start();
    await assert.rejects(build.result, { kind: 'build-failed', message: stepFailed('RUN false', '7') });
    assert.equal(build.stateOf('RUN false')?.state, 'failed');
  });

  it('says what is not installed, or has another name', async () => {
    const rejects = (script: string, kind: string, message: string) =>
      assert.rejects(standIn(`${script}exit 1\n`).start().result, { kind, message });
    await rejects(
      say("docker: 'buildx' is not a docker command.", "See 'docker --help'"),
      'unsupported',
      sentenceOf('no-buildx'),
    );
    await rejects(say('invalid progress mode rawjson'), 'unsupported', sentenceOf('old-buildx'));
    await rejects(say('ERROR: no builder "far" found'), 'invalid', sentenceOf('no-such-builder', 'far'));
    const nowhere = builds.start({
      files: { Dockerfile: 'FROM x\n' },
      request: { builder: 'far', environment: { PATH: '/nonexistent' } },
    });
    await assert.rejects(nowhere.result, { kind: 'unsupported', message: withoutDockerProgram() });
  });

  it('ends with all its processes when it is aborted', async () => {
    const controller = new AbortController();
    const program = standIn(`sleep 1000 &\nsleep 1000 &\necho $$ $! >"\${0%/*}/pids"\n${say(...progress)}wait\n`);
    const build = builds.start({
      files: { Dockerfile: 'FROM x\n' },
      request: { builder: 'far', environment: { PATH: `${program.folder}:${process.env.PATH}` } },
      signal: controller.signal,
      onProgress: ({ kind }) => {
        if (kind === 'output') controller.abort(new Error('enough'));
      },
    });
    await assert.rejects(build.result, /enough/);
    const pids = readFileSync(join(program.folder, 'pids'), 'utf8').trim().split(' ');
    assert.equal(pids.length, 2);
    for (const pid of pids) assert.ok(!isRunning(pid), `process ${pid}`);
  });
});

/** A zombie has ended. */
function isRunning(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
