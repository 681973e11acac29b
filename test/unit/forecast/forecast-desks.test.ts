// Where a forecast is made, and what is given up there.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForecastDesk } from '../../../src/forecast/desk.ts';
import { readingOf } from '../../../src/forecast/few-files.ts';
import { createForecastDesks } from '../../../src/forecast/forecast-desks.ts';
import { recordsIn } from '../../../src/forecast/store.ts';
import { TooManyFiles } from '../../../src/forecast/too-many-files.ts';

/** Both desks note what they are asked. */
function scene() {
  const asked: string[] = [];
  const state = { records: 'few' as 'none' | 'few' | 'many', isTooMuch: false, loaded: 0 };
  const deskOf = (where: string): ForecastDesk => {
    const answer = async (name: string) => {
      asked.push(`${where} ${name}`);
      const reads = ['foresee', 'stale', 'begin'].includes(name);
      if (where === 'near' && reads && state.isTooMuch) throw new TooManyFiles();
      return true as never;
    };
    return Object.fromEntries(
      ['isRecorded', 'foresee', 'stale', 'changed', 'begin', 'sent', 'end', 'drop'].map((name) => [
        name,
        () => answer(name),
      ]),
    ) as unknown as ForecastDesk;
  };
  const near = deskOf('near');
  const desks = createForecastDesks({
    near: async () => {
      state.loaded++;
      return near;
    },
    far: deskOf('far'),
    records: async () => state.records,
  });
  const foresee = (text = 'FROM a') =>
    desks.foresee({ text, request: { contextFolder: '/c' }, engine: {} } as never) as Promise<unknown>;
  const begin = (build: number) =>
    desks.begin({ text: 'FROM a', request: { contextFolder: '/c' }, engine: {}, build } as never);
  return { asked, state, desks, foresee, begin };
}

describe('the desks of forecasts', () => {
  it('load none where nothing is recorded', async () => {
    const { asked, state, desks } = scene();
    state.records = 'none';
    assert.equal(await desks.isRecorded({ dockerfile: '/c/Dockerfile' }), false);
    assert.deepEqual([asked, state.loaded], [[], 0]);
    state.records = 'few';
    assert.equal(await desks.isRecorded({ dockerfile: '/c/Dockerfile' }), true);
    assert.deepEqual([asked, state.loaded], [['near isRecorded'], 1]);
  });

  it('leave to the thread what has many records, a long text or many files', async () => {
    const { asked, state, desks, foresee } = scene();
    await foresee();
    await foresee('RUN a\n'.repeat(2000));
    state.records = 'many';
    await foresee();
    await desks.isRecorded({ dockerfile: '/c/Dockerfile' });
    assert.deepEqual(asked.splice(0), ['near foresee', 'far foresee', 'far foresee', 'far isRecorded']);
    state.records = 'few';
    state.isTooMuch = true;
    await foresee();
    await foresee();
    assert.deepEqual(asked, ['near foresee', 'far foresee', 'far foresee']);
  });

  it('ask for a build where it was begun, and try a large context here again then', async () => {
    const { asked, state, desks, foresee, begin } = scene();
    state.isTooMuch = true;
    await begin(1);
    state.isTooMuch = false;
    await foresee();
    await begin(2);
    await foresee();
    for (const build of [1, 2]) {
      await desks.sent({ build });
      await desks.end({ build } as never);
    }
    assert.deepEqual(asked.splice(0), [
      ...['near begin', 'far begin', 'far foresee', 'near begin', 'near foresee'],
      ...['far sent', 'far end', 'near sent', 'near end'],
    ]);
    await begin(3);
    await desks.drop({ build: 3 });
    assert.deepEqual(asked, ['near begin', 'near drop']);
  });

  it('hand on any other failure', async () => {
    const { desks } = scene();
    const failing = createForecastDesks({
      near: async () => ({ ...desks, foresee: () => Promise.reject(new Error('unreadable')) }),
      far: desks,
      records: async () => 'few',
    });
    const question = { text: '', request: { contextFolder: '/c' }, engine: {} };
    await assert.rejects(failing.foresee(question as never), /unreadable/);
  });

  it('answer nothing before the record of a build that has ended is written', async () => {
    const { desks } = scene();
    const order: string[] = [];
    let write: (() => void) | undefined;
    const slow = createForecastDesks({
      near: async () => ({
        ...desks,
        end: () =>
          new Promise((resolve) => {
            write = () => {
              order.push('written');
              resolve([]);
            };
          }),
        foresee: async () => void order.push('foreseen') as never,
      }),
      far: desks,
      records: async () => 'few',
    });
    const ended = slow.end({ build: 1 } as never);
    const foreseen = slow.foresee({ text: '', request: { contextFolder: '/c' }, engine: {} } as never);
    await new Promise(setImmediate);
    write?.();
    await Promise.all([ended, foreseen]);
    assert.deepEqual(order, ['written', 'foreseen']);
  });
});

describe('the files that are read here', () => {
  const { now } = performance;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-few-'));
  });
  afterEach(() => {
    performance.now = now;
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (count: number, below = '') => {
    mkdirSync(join(folder, below), { recursive: true });
    for (let at = 0; at < count; at++) writeFileSync(join(folder, below, `file${at}`), String(at));
  };
  const read = (count: number, milliseconds: number, signal?: AbortSignal) =>
    readingOf({ count, milliseconds })(
      { contextFolder: folder, dockerfile: join(folder, 'Dockerfile') },
      [{ source: '.', excluded: [], withParents: false }],
      { read: new Map(), sent: undefined },
      signal,
    );

  it('are those of a small context', async () => {
    write(5);
    assert.equal((await read(5, 10_000)).nodes.size, 6);
    await assert.rejects(read(4, 10_000), TooManyFiles);
  });

  it('are given up after a time, also while nothing but ignored ones are seen', async () => {
    write(500, 'a');
    // Each entry takes a slice of its own.
    let time = 0;
    performance.now = () => {
      time += 10;
      return time;
    };
    await assert.rejects(read(10_000, 0), TooManyFiles);
    // So that the folder is gone through all the same.
    writeFileSync(join(folder, '.dockerignore'), '**\n!**/none\n');
    await assert.rejects(read(10_000, 0), TooManyFiles);
  });

  it('are given up when nobody wants them any more', async () => {
    write(5);
    await assert.rejects(read(5, 10_000, AbortSignal.abort(new Error('enough'))), /enough/);
  });

  it('are few where the records are', async () => {
    assert.equal(await recordsIn(join(folder, 'none')), 'none');
    writeFileSync(join(folder, 'a.json.new'), '');
    assert.equal(await recordsIn(folder), 'none');
    writeFileSync(join(folder, 'a.json'), 'x'.repeat(900_000));
    assert.equal(await recordsIn(folder), 'few');
    writeFileSync(join(folder, 'b.json'), 'x'.repeat(200_000));
    assert.equal(await recordsIn(folder), 'many');
    rmSync(join(folder, 'b.json'));
    for (let at = 0; at < 200; at++) writeFileSync(join(folder, `${at}.json`), '');
    assert.equal(await recordsIn(folder), 'many');
  });
});
