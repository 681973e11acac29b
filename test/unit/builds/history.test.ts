import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSteps, comparisonPage, isSlower, lostCache } from '../../../src/builds/compare.ts';
import {
  type BuildHistory,
  type BuildStart,
  createBuildHistory,
  type HistoryChange,
} from '../../../src/builds/history.ts';
import { type BuildRecord, readRecord, type StepRecord, summaryOf } from '../../../src/builds/record.ts';
import { createBuildStore } from '../../../src/builds/store.ts';
import { buildKind } from '../../../src/explorer/builds.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import { memoryStore } from '../../support/memory-builds.ts';

const start = (more: Partial<BuildStart> = {}): BuildStart => ({
  engine: 'fa4e00000000',
  dockerfile: '/w/Dockerfile',
  text: 'FROM a\nRUN one\n',
  profile: { name: 'default' },
  tags: ['w:latest'],
  before: undefined,
  cancel: () => undefined,
  ...more,
});
const result = { imageId: 'sha256:1', size: 5_000_000, tags: ['w:latest'], way: 'sync' } as const;

function history(store = memoryStore()) {
  let time = 1_000_000;
  const failures: string[] = [];
  const builds = createBuildHistory({ store, now: () => time, log: (line) => failures.push(line) });
  const changes: HistoryChange[] = [];
  builds.onDidChange((change) => changes.push(change));
  const later = (milliseconds: number) => {
    time += milliseconds;
  };
  return { builds, changes, failures, later };
}

describe('history of builds', () => {
  it('follows a build from its start to its end, and keeps it', async () => {
    const store = memoryStore();
    const { builds, changes, later } = history(store);
    const build = builds.start(start());
    assert.deepEqual(
      builds.records.map(({ outcome, id }) => [outcome, id]),
      [['running', build.id]],
    );
    const run = { kind: 'step', id: '1', name: '[2/2] RUN one', startedAt: 1_000_000 } as const;
    build.take({ ...run, state: 'running' });
    build.take({ kind: 'output', step: '1', from: 'stdout', line: 'hello' });
    later(2500);
    assert.equal(summaryOf(builds.records[0] as BuildRecord, 1_002_500), 'building, 0 of 1 steps, 2.5 s');
    build.take({ ...run, state: 'done', completedAt: 1_002_000 });
    build.end('built', { result });
    const [record] = builds.records;
    assert.equal(summaryOf(record as BuildRecord, 1_002_500), 'built just now, 2.5 s, 0 of 1 cached');
    assert.deepEqual(record?.steps, [{ line: 1, text: 'RUN one', stage: '', state: 'done', duration: 2000 }]);
    assert.deepEqual((await store.read())[0], record);
    assert.match(
      await builds.log(build.id),
      /> \[2\/2\] RUN one\nhello\nDONE \[2\/2\] RUN one 2\.0 s\n\nBuilt sha256:1/,
    );
    assert.deepEqual([...new Set(changes.map(({ kind }) => kind))], ['list', 'live']);
    assert.equal(builds.followed('/w/Dockerfile')?.record, record);
  });

  it('tells failures and ends by the user', () => {
    const { builds } = history();
    let canceled = 0;
    const one = builds.start(start({ cancel: () => canceled++ }));
    builds.cancel(one.id);
    assert.equal(canceled, 1);
    one.end('canceled', {});
    builds.start(start()).end('failed', { error: 'RUN one failed' });
    assert.deepEqual(
      builds.records.map(({ outcome, error }) => [outcome, error]),
      [
        ['failed', 'RUN one failed'],
        ['canceled', undefined],
      ],
    );
    // Over: there is nothing to cancel any more.
    builds.cancel(one.id);
    assert.equal(canceled, 1);
  });

  it('keeps the newest builds of each Dockerfile, and forgets what it is told to', async () => {
    const store = memoryStore();
    const { builds, later } = history(store);
    for (let n = 0; n < 25; n++) {
      later(1);
      builds.start(start()).end('built', { result });
    }
    builds.start(start({ dockerfile: '/other/Dockerfile' })).end('built', { result });
    assert.equal(builds.records.length, 21);
    assert.equal((await store.read()).length, 21);
    const running = builds.start(start());
    await builds.remove(builds.records.map(({ id }) => id));
    assert.deepEqual(
      builds.records.map(({ id }) => id),
      [running.id],
    );
    assert.equal((await store.read()).length, 0);
  });

  it('reads earlier builds once, and calls one that nobody ended canceled', async () => {
    const before = history();
    before.builds.start(start());
    const [record] = before.builds.records;
    const { builds } = history(memoryStore([record as BuildRecord]));
    await Promise.all([builds.load(), builds.load()]);
    assert.equal(builds.records.length, 1);
    assert.equal(readRecord(record)?.outcome, 'canceled');
  });
});

describe('builds of other windows and of a session before', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-windows-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const listChange = (builds: BuildHistory, isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        listening.dispose();
        resolve();
      };
      const listening = builds.onDidChange(look);
      look();
    });
  const window = () => createBuildHistory({ store: createBuildStore(folder), now: Date.now, log: assert.fail });

  it('appear when they are over, and go when they are forgotten there', async () => {
    const [here, there] = [window(), window()];
    await Promise.all([here.load(), there.load()]);
    const build = there.start(start());
    build.end('built', { result });
    await listChange(here, () => here.records.length === 1);
    assert.deepEqual(
      here.records.map(({ id, outcome }) => [id, outcome]),
      [[build.id, 'built']],
    );
    await there.remove([build.id]);
    await listChange(here, () => here.records.length === 0);
    here.dispose();
    there.dispose();
  });

  it('stand on the lines of their file again, with what the failed step wrote', async () => {
    const before = window();
    const build = before.start(start({ text: 'FROM a\nRUN one\nRUN two\n' }));
    build.take({ kind: 'step', id: '1', name: '[2/3] RUN one', state: 'done', startedAt: 1000, completedAt: 3000 });
    build.take({ kind: 'step', id: '2', name: '[3/3] RUN two', state: 'running', startedAt: 3000 });
    build.take({ kind: 'output', step: '2', from: 'stderr', line: 'no such thing' });
    const failed = { kind: 'step', id: '2', name: '[3/3] RUN two', state: 'failed' } as const;
    build.take({ ...failed, startedAt: 3000, completedAt: 4000, error: 'exit code: 2' });
    build.end('failed', { error: 'RUN two failed' });
    await before.load();
    const after = window();
    await listChange(after, () => {
      void after.load();
      return after.records.length === 1;
    });
    const followed = after.followed('/w/Dockerfile');
    assert.ok(followed);
    const states = followed.lines.states();
    assert.deepEqual(
      states.map(({ line, state, error }) => [line, state, error]),
      [
        [1, 'done', undefined],
        [2, 'failed', 'exit code: 2'],
      ],
    );
    const [one, two] = states;
    assert.equal(Number(one?.completedAt) - Number(one?.startedAt), 2000);
    assert.deepEqual(two && followed.lines.output(two), ['no such thing']);
    before.dispose();
    after.dispose();
  });

  it('of last week are history only', async () => {
    const { builds } = history();
    builds.start(start()).end('built', { result });
    const [record] = builds.records as BuildRecord[];
    const later = createBuildHistory({
      store: memoryStore(record && [record]),
      now: () => 1_000_000 + 7 * 86_400_000,
      log: assert.fail,
    });
    await later.load();
    assert.equal(later.records.length, 1);
    assert.equal(later.followed('/w/Dockerfile'), undefined);
  });
});

describe('the rows of builds', () => {
  const { builds } = history();
  for (const dockerfile of ['/w/Dockerfile', '/other/Dockerfile'])
    builds.start(start({ dockerfile, tags: [dockerfile] })).end('built', { result });
  const labels = (show: string) =>
    arrange(
      buildKind,
      { records: builds.records, isHere: (path) => path.startsWith('/w/') },
      { ...plainLayout, show },
      1_000_000,
    ).map(({ label }) => label);

  it('are those of this workspace, unless all are asked for', () => {
    assert.deepEqual(labels(''), ['/w/Dockerfile']);
    assert.deepEqual(labels('all').sort(), ['/other/Dockerfile', '/w/Dockerfile']);
  });
});

describe('the store of builds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-builds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps records and logs in files, and takes them away together', async () => {
    const store = createBuildStore(join(folder, 'new'));
    const { builds } = history(memoryStore());
    builds.start(start({ dockerfile: '/w/nasty $name `x`/Dockerfile é' })).end('built', { result });
    const record = builds.records[0] as BuildRecord;
    const writer = store.openLog(record.id);
    writer.write('a');
    await writer.end();
    await store.write(record);
    assert.equal(await store.readLog(record.id), 'a\n');
    assert.deepEqual(await store.read(), [JSON.parse(JSON.stringify(record))]);
    await store.remove(record.id);
    assert.equal(await store.readLog(record.id), '');
    assert.deepEqual(readdirSync(join(folder, 'new')), []);
  });

  it('is empty where nothing is, and leaves out what it cannot read', async () => {
    assert.deepEqual(await createBuildStore(join(folder, 'absent')).read(), []);
    writeFileSync(join(folder, 'a.json'), '{"id":');
    writeFileSync(join(folder, 'b.json'), '{"id":"b","steps":7}');
    writeFileSync(join(folder, 'c.json'), 'null');
    assert.deepEqual(await createBuildStore(folder).read(), []);
  });

  it('bounds a log, and says how much is left out', async () => {
    const store = createBuildStore(folder);
    const writer = store.openLog('long');
    const line = 'x'.repeat(49_999);
    for (let n = 0; n < 1000; n++) writer.write(`${n} ${line}`);
    await writer.end();
    const log = await store.readLog('long');
    assert.ok(log.length < 31_000_000, String(log.length));
    assert.match(log, /\n… \d+ lines omitted …\n/);
    assert.match(log.slice(-50_100), /\n999 x+\n$/);
  }).timeout(20_000);

  it('tells when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = createBuildStore(join(folder, 'file', 'below'));
    await assert.rejects(store.openLog('x').end());
    const told = new Promise<string>((resolve) => {
      createBuildHistory({ store, now: Date.now, log: resolve }).start(start()).end('built', { result });
    });
    assert.match(await told, /Builds are not kept/);
  });
});

describe('two builds beside each other', () => {
  const steps = (...all: readonly Partial<StepRecord>[]): StepRecord[] =>
    all.map((each, line) => ({ line, text: `RUN ${line}`, stage: '', state: 'done', duration: 1000, ...each }));
  const record = (time: number, of: StepRecord[]): BuildRecord => {
    const { builds } = history();
    builds.start(start()).end('built', { result });
    return { ...(builds.records[0] as BuildRecord), startedAt: time, endedAt: time + 4000, steps: of };
  };
  const before = record(
    0,
    steps({ state: 'cached', duration: undefined }, {}, { duration: 2000 }, { text: 'RUN gone' }),
  );
  const after = record(9000, steps({}, { duration: 1100 }, { duration: 9000 }, { text: 'RUN <b>new|</b>' }));

  it('tell what is no longer reused, what got slower, what is new and what is gone', () => {
    const differences = compareSteps(before, after);
    const texts = (found: typeof differences) => found.map(({ text }) => text);
    assert.deepEqual(texts(differences.filter(lostCache)), ['RUN 0']);
    assert.deepEqual(texts(differences.filter(isSlower)), ['RUN 2']);
    assert.deepEqual(texts(differences.filter((each) => !each.before)), ['RUN <b>new|</b>']);
    assert.deepEqual(texts(differences.filter((each) => !each.after)), ['RUN gone']);
  });

  it('become a page on which a stranger’s words are only words', () => {
    const page = comparisonPage(before, after, (text) => text.replaceAll(/[<>|]/g, '\\$&'), String);
    assert.match(page, /RUN 0 is the first step that came from the cache before and ran this time\./);
    assert.match(page, /## Slower\n\n- RUN 2: 2\.0 s before, 9\.0 s now/);
    assert.doesNotMatch(page, /[^\\]<b>/);
  });
});
