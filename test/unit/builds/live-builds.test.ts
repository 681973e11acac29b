// Running builds as the windows of the editor tell each other of them: two of them, with one folder.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildHistory, type BuildStart, createBuildHistory } from '../../../src/builds/history.ts';
import { createLiveBuilds } from '../../../src/builds/live-builds.ts';
import { createBuildStore } from '../../../src/builds/store.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { until } from '../../support/until.ts';

const start = (more: Partial<BuildStart> = {}): BuildStart => ({
  ...{ engine: 'fa4e00000000', dockerfile: '/w/Dockerfile', text: 'FROM a\nRUN one\n', profile: { name: 'default' } },
  ...{ tags: ['w:latest'], before: undefined, cancel: () => undefined },
  ...more,
});
const step = { kind: 'step', id: '1', name: '[2/2] RUN one', startedAt: 1 } as const;

describe('running builds of other windows', () => {
  let folder: string;
  let windows: BuildHistory[];
  const gone = new Set<string>();
  const running = () => join(folder, 'running');
  const opened = (name: string) => {
    const builds = createBuildHistory({
      store: createBuildStore(folder),
      live: createLiveBuilds(running(), {
        log: (line) => assert.fail(line),
        owner: { name, isGone: (other) => gone.has(other) },
      }),
      now: Date.now,
      log: (line) => assert.fail(line),
    });
    windows.push(builds);
    return builds;
  };
  const outcomes = (builds: BuildHistory) => builds.records.map(({ outcome, tags }) => `${tags[0]} ${outcome}`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    windows = [];
    gone.clear();
  });
  afterEach(() => {
    for (const builds of windows) builds.dispose();
    rmSync(folder, { recursive: true });
  });

  it('are seen from their beginning, step by step, to their end, whatever else lies there', async () => {
    mkdirSync(running(), { recursive: true });
    writeFileSync(join(running(), 'junk.json'), '{');
    const [one, other] = [opened('one'), opened('other')];
    await other.load();
    const build = one.start(start());
    await until(() => outcomes(other).join() === 'w:latest running');
    assert.equal(one.records.length, 1);
    build.take({ ...step, state: 'running' });
    await until(() => other.records[0]?.steps[0]?.state === 'running');
    build.end('built', { result: { imageId: 'sha256:1', size: 1, tags: [], way: 'sync' } });
    await until(() => outcomes(other).join() === 'w:latest built');
    await until(() => readdirSync(running()).join() === 'junk.json');
  });

  it('are there for a window that is opened later, for the user alone, without the text of the Dockerfile', async () => {
    const one = opened('one');
    one.start(start({ text: 'FROM a\nRUN one # a remark\n' }));
    await until(() => existsSync(running()) && readdirSync(running()).some((name) => name.endsWith('.json')));
    const other = opened('other');
    await other.load();
    await until(() => outcomes(other).length === 1);
    const [name] = readdirSync(running());
    assert.equal(statSync(join(running(), String(name))).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(join(running(), String(name)), 'utf8'), /a remark/);
  });

  it('are canceled from any window', async () => {
    const [one, other] = [opened('one'), opened('other')];
    await Promise.all([one.load(), other.load()]);
    let isCanceled = false;
    const build = one.start(start({ cancel: () => (isCanceled = true) }));
    await until(() => outcomes(other).length === 1);
    other.cancel(build.id);
    await until(() => isCanceled);
    build.end('canceled', {});
    await until(() => outcomes(other).join() === 'w:latest canceled');
    await until(() => readdirSync(running()).length === 0);
  });

  it('go with their window, however it ended, and what is no build is left out', async () => {
    const one = opened('one');
    one.start(start());
    await until(() => existsSync(running()) && readdirSync(running()).length === 1);
    gone.add('one');
    const other = opened('other');
    await other.load();
    await until(() => readdirSync(running()).length === 0);
    assert.deepEqual(other.records, []);
    writeFileSync(join(running(), 'x.json'), '{"owner":"one"}');
    writeFileSync(join(running(), 'silent.json'), silent());
    const third = opened('third');
    await third.load();
    await until(() => readdirSync(running()).join() === 'x.json');
    assert.deepEqual(third.records, []);
  });

  /** Of a machine that cannot be asked, which has told nothing for long. */
  const silent = () => {
    const record = { id: 'silent', dockerfile: '/w/Dockerfile', startedAt: 1, steps: [], tags: [], profile: {} };
    return JSON.stringify({ owner: 'far/1', at: Date.now() - 100_000, record: { ...record, outcome: 'running' } });
  };

  it('are told again now and then though nothing changes, and no more after the end', async () => {
    const clock = createFakeClock();
    mkdirSync(running());
    const owner = { name: 'one', isGone: () => false };
    const live = createLiveBuilds(running(), { log: (line) => assert.fail(line), clock, owner });
    const builds = createBuildHistory({
      ...{ store: createBuildStore(folder), live, now: Date.now, log: (line: string) => assert.fail(line) },
    });
    windows.push(builds);
    const build = builds.start(start());
    const at = () =>
      Number(JSON.parse(readFileSync(join(running(), `${encodeURIComponent(build.id)}.json`), 'utf8')).at);
    await until(() => readdirSync(running()).some((name) => name.endsWith('.json')));
    const first = at();
    await until(() => Date.now() > first);
    await clock.advance(31_000);
    await until(() => at() > first);
    await live.end(build.id);
    assert.deepEqual(readdirSync(running()), []);
    await clock.advance(100_000);
    build.end('canceled', {});
  });
});
