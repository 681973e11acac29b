import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  changedBases,
  changedInstructions,
  changedOptions,
  compareSteps,
  isSlower,
  lostCache,
} from '../../../src/builds/compare.ts';
import {
  type BuildHistory,
  type BuildStart,
  createBuildHistory,
  type HistoryChange,
} from '../../../src/builds/history.ts';
import { withoutMarks } from '../../../src/builds/log-marks.ts';
import { type BuildRecord, readRecord, type StepRecord, summaryOf } from '../../../src/builds/record.ts';
import { createBuildStore } from '../../../src/builds/store.ts';
import { buildKind } from '../../../src/explorer/builds.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import { formatAge } from '../../../src/quantities.ts';
import { assertNames } from '../../support/assert-names.ts';
import { settled } from '../../support/fake-clock.ts';
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
    assertNames(summaryOf(builds.records[0] as BuildRecord, 1_002_500), 0, 1, '2.5 s');
    build.take({ ...run, state: 'done', completedAt: 1_002_000 });
    build.end('built', { result });
    const [record] = builds.records;
    assertNames(summaryOf(record as BuildRecord, 1_002_500), formatAge(1_002_500, 1_002_500), '2.5 s', 0, 1);
    assert.deepEqual(record?.steps, [
      { line: 1, text: 'RUN one', stage: '', state: 'done', duration: 2000, startedAt: 1_000_000, logs: [0] },
    ]);
    assert.deepEqual((await store.read())[0], record);
    assert.match(
      await builds.log(build.id),
      /> \[2\/2\] RUN one\nhello\nDONE \[2\/2\] RUN one 2\.0 s\n\nBuilt sha256:1/,
    );
    assert.deepEqual([...new Set(changes.map(({ kind }) => kind))], ['list', 'live']);
    assert.equal(builds.followed('/w/Dockerfile')?.record, record);
  });

  it('keeps what the engine did besides, what was sent, the digests of bases, and why steps ran', async () => {
    const store = memoryStore();
    const { builds } = history(store);
    const build = builds.start(start());
    const step = (id: string, name: string) =>
      ({ kind: 'step', id, name, startedAt: 1_000_000, completedAt: 1_000_500, state: 'done' }) as const;
    const digest = `sha256:${'a'.repeat(64)}`;
    build.take({ kind: 'context', way: 'sync', files: 1, bytes: 10, seen: { files: 3, bytes: 4000 } });
    build.take(step('c', '[internal] load build context'));
    build.take(step('f', `[1/2] FROM docker.io/library/a:latest@${digest}`));
    build.take(step('r', '[2/2] RUN one'));
    builds.tellReasons('/w/Dockerfile', 'FROM other\n', new Map([[1, { words: 'Of another.', isCause: true }]]));
    builds.tellReasons('/w/Dockerfile', start().text, new Map([[1, { words: 'x changed.', isCause: true }]]));
    build.end('built', { result });
    const [record] = builds.records;
    assert.deepEqual(record?.sent, { files: 1, bytes: 10, seen: { files: 3, bytes: 4000 } });
    assert.deepEqual(record?.bases, { 'docker.io/library/a:latest': digest });
    assert.deepEqual(
      record?.errands?.map(({ name, duration }) => [name, duration]),
      [['[internal] load build context', 500]],
    );
    assert.deepEqual(record?.steps.at(-1)?.reason, 'x changed.');
    assert.equal(record?.steps.at(-1)?.isCause, true);
    // Told late: the record is there already.
    builds.tellReasons('/w/Dockerfile', start().text, new Map([[1, { words: 'y changed.', isCause: false }]]));
    assert.equal((await store.read())[0]?.steps.at(-1)?.reason, 'y changed.');
  });

  it('reads its log by step, whatever the steps have written', async () => {
    const { builds } = history();
    const build = builds.start(start({ text: 'FROM a\nRUN one\nRUN two\n' }));
    const say = (step: string, line: string) => build.take({ kind: 'output', step, from: 'stdout', line });
    const names = { '1': '[2/3] RUN one', '2': '[3/3] RUN two' } as const;
    for (const id of ['1', '2'] as const)
      build.take({ kind: 'step', id, name: names[id], startedAt: 1_000_000, state: 'running' });
    say('1', 'a');
    say('2', '> [2/3] RUN one');
    say('2', '\x1e>0\x1fforged');
    build.take({ kind: 'note', text: 'a note' });
    say('1', 'b');
    build.take({
      kind: 'step',
      id: '2',
      name: names['2'],
      startedAt: 1_000_000,
      state: 'failed',
      error: 'no\n\x1e>0\x1fway',
    });
    build.end('failed', { error: 'no' });
    const { steps, failedAt } = await builds.logSections(build.id);
    assert.deepEqual(
      [...steps.values()],
      [
        ['a', 'b'],
        ['> [2/3] RUN one', '>0\x1fforged', 'no', '>0\x1fway'],
      ],
    );
    const lines = (await builds.log(build.id)).split('\n');
    assert.equal(lines[failedAt ?? -1], 'FAILED [3/3] RUN two');
    assert.deepEqual(
      builds.records[0]?.steps.map(({ logs }) => logs),
      [[0], [1]],
    );
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

  it('keeps a build that ends while the store is read', async () => {
    const store = memoryStore();
    const read = store.read;
    let answer = () => {};
    store.read = async () => {
      const before = await read();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return before;
    };
    const { builds } = history(store);
    const build = builds.start(start());
    const loading = builds.load();
    await settled();
    build.end('built', { result });
    await settled();
    answer();
    await loading;
    assert.deepEqual(
      builds.records.map(({ id }) => id),
      [build.id],
    );
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

  it('keeps what was written last, also where several write at once, and brings back nothing that is removed', async () => {
    const store = createBuildStore(folder);
    const { builds } = history(memoryStore());
    builds.start(start()).end('built', { result });
    const record = builds.records[0] as BuildRecord;
    const size = (bytes: number): BuildRecord => ({ ...record, size: bytes });
    await Promise.all([1, 2, 3].map((bytes) => store.write(size(bytes))));
    assert.deepEqual(
      (await store.read()).map((kept) => kept.size),
      [3],
    );
    await Promise.all([store.write(size(4)), store.remove(record.id)]);
    assert.deepEqual(readdirSync(folder), []);
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
    assert.match(withoutMarks(log), /\n… \d+ lines omitted …\n/);
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

  it('tell which instructions were changed, moved or added', () => {
    const of = (text: string) => ({ ...before, text });
    const changes = changedInstructions(
      of('FROM a\nRUN one\nRUN two \\\n  more\nCMD x\n'),
      of('FROM b\nRUN one\nCOPY . .\nCMD x\nRUN two \\\n  more\n'),
    );
    assert.deepEqual(
      changes?.map(({ kind, line, text }) => `${kind === 'added' ? '+' : '-'}${line} ${text}`),
      ['-0 FROM a', '+0 FROM b', '-2 RUN two \\\n  more', '+2 COPY . .', '+4 RUN two \\\n  more'],
    );
    assert.deepEqual(changedInstructions(of('FROM a\n'), of('FROM a\n')), []);
    const { text: _, ...forgotten } = before;
    assert.equal(changedInstructions(forgotten, of('FROM a\n')), undefined);
  });

  it('tell other options and bases, and no value that may be secret', () => {
    const digest = (of: string) => `sha256:${of.repeat(64)}`;
    const one = {
      ...before,
      profile: { name: '', buildArgs: { A: '1', API_TOKEN: 'hunter2' }, target: 'x' },
      bases: { 'node:22': digest('a'), 'gone:1': digest('c') },
    };
    const two = {
      ...after,
      profile: { name: '', buildArgs: { A: '2' }, noCache: true },
      bases: { 'node:22': digest('b') },
    };
    assert.deepEqual(
      changedOptions(one, two).map(({ name, before: then, after: now }) => [name, then, now]),
      [
        ['Target stage', 'x', undefined],
        ['Build argument A', '1', '2'],
        ['Build argument API_TOKEN', '***', undefined],
        ['No cache', undefined, 'yes'],
      ],
    );
    assert.deepEqual(changedBases(one, two), [{ name: 'node:22', before: digest('a'), after: digest('b') }]);
    assert.deepEqual(changedBases(before, two), []);
  });
});
