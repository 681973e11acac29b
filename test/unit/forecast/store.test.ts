// Records of forecasts on the disk: for their owner alone, the last twenty of a scope, whatever else lies there.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheLoss } from '../../../src/forecast/cache-loss.ts';
import type { ForecastRecord, RecordedStep } from '../../../src/forecast/record.ts';
import { createForecastStore } from '../../../src/forecast/store.ts';

const fact = {
  kind: 'file',
  mode: 0o644,
  size: 1,
  modified: '1',
  changed: '1',
  inode: '1',
  digest: 'd',
  readAt: 1,
} as const;

function record(at: number, scope = 'scope'): ForecastRecord {
  return {
    version: 4,
    id: `${String(at).padStart(3, '0')}-x`,
    scope,
    engine: 'engine',
    endpoint: 'endpoint',
    dockerfile: '/project/Dockerfile',
    contextFolder: '/project',
    at,
    isSynced: true,
    steps: [],
    sameContent: [],
    hasLostCache: false,
    files: new Map([['a.txt', fact]]),
  };
}

describe('the store of forecasts', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'longshore-forecast-')), 'records');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is empty before the first record', async () => assert.deepEqual(await createForecastStore(folder).read(), []));

  it('gives back what was written, newest first, with the files of the newest alone', async () => {
    const store = createForecastStore(folder);
    await store.write(record(1));
    await store.write(record(2));
    const read = await store.read();
    assert.deepEqual(read, [record(2), { ...record(1), files: new Map() }]);
  });

  it('keeps what the builder has for the newest record of an engine alone', async () => {
    const store = createForecastStore(folder);
    const cacheRecords = (id: string) => [{ id, isContext: false }];
    await store.write({ ...record(1), cacheRecords: cacheRecords('a') });
    await store.write({ ...record(2, 'other'), cacheRecords: cacheRecords('b') });
    await store.write({ ...record(3), engine: 'another', cacheRecords: cacheRecords('c') });
    await store.write(record(4));
    const read = await createForecastStore(folder).read();
    assert.deepEqual(
      read.map((each) => each.cacheRecords),
      [undefined, cacheRecords('c'), cacheRecords('b'), undefined],
    );
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.equal(texts.filter((text) => text.includes('isContext')).length, 2);
    assert.equal(cacheLoss([], read.slice(2)).steps, 'all');
    // What another window built just before, written after it.
    assert.equal(cacheLoss([], [record(5), ...read.slice(2)]).steps, 'all');
  });

  it('reads what was written by another window', async () => {
    const store = createForecastStore(folder);
    assert.deepEqual(await store.read(), []);
    await createForecastStore(folder).write(record(1));
    assert.deepEqual(await store.read(), [record(1)]);
  });

  it('holds steps that are equal once, whichever build they are of and whenever it is read', async () => {
    const step = (line: number, more: Partial<RecordedStep> = {}): RecordedStep => ({
      line,
      text: 'RUN make',
      keyword: 'RUN',
      stage: '0',
      ingredients: [{ kind: 'option', name: 'shell', digest: 'd' }],
      own: 'own',
      fromStages: '',
      key: 'key',
      certainKey: 'certain',
      belowKey: '',
      outcome: 'reused',
      ...more,
    });
    const writer = createForecastStore(folder);
    const store = createForecastStore(folder);
    const first = [step(1), step(2)];
    const second = [step(1), step(2, { outcome: 'ran', duration: 5 })];
    await writer.write({ ...record(1), steps: first });
    const [one] = await store.read();
    await writer.write({ ...record(2), steps: second });
    const [two] = await store.read();
    assert.deepEqual([one?.steps, two?.steps], [first, second]);
    assert.equal(two?.steps[0], one?.steps[0]);
    assert.notEqual(two?.steps[1], one?.steps[1]);
  });

  it('keeps twenty of a scope, and leaves others alone', async () => {
    const store = createForecastStore(folder);
    await store.write(record(500, 'other'));
    for (let at = 1; at <= 23; at++) await store.write(record(at));
    const own = (await store.read()).filter(({ scope }) => scope === 'scope');
    assert.deepEqual([own.length, own.at(-1)?.at], [20, 4]);
    assert.equal((await store.read()).length, 21);
  });

  it('is for its owner alone', async () => {
    await createForecastStore(folder).write(record(1));
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  });

  it('reads on past what is broken or of another version', async () => {
    const store = createForecastStore(folder);
    await store.write(record(1));
    writeFileSync(join(folder, 'scope.half.json'), '{"version":1,');
    writeFileSync(join(folder, 'scope.new.json'), '{"version":2}');
    for (const [at, step] of [null, 'RUN make', { key: 'key' }].entries()) {
      const broken = { ...record(2), files: [], steps: [step] };
      writeFileSync(join(folder, `scope.step-${at}.json`), JSON.stringify(broken));
    }
    writeFileSync(join(folder, 'scope.files.json'), '[]');
    writeFileSync(join(folder, 'engine.cache.json'), '{"id":"001-x","cacheRecords":{}}');
    assert.deepEqual(await store.read(), [{ ...record(1), files: new Map() }]);
  });
});
