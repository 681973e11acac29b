// When forecasts are made of the Dockerfiles that somebody looks at, and when the engine is asked.
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine.ts';
import type { ForecastEngine } from '../../../src/forecast/forecaster.ts';
import type { Foreseen } from '../../../src/forecast/foreseen.ts';
import { createLiveForecasts, type LiveForecasts, type LookedAt } from '../../../src/forecast/live-forecasts.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const request = { contextFolder: '/c', dockerfile: '/c/Dockerfile' };
const looked = (text: string): LookedAt => ({ dockerfile: '/c/Dockerfile', text, isUnsaved: false, request });

describe('live forecasts', () => {
  let clock: FakeClock;
  let live: LiveForecasts;
  let visible: LookedAt[];
  let asked: number;
  let foreseen: {
    text: string;
    isChecked: boolean | undefined;
    signal: AbortSignal | undefined;
    answer(): void;
    fail(): void;
  }[];
  let isRecorded: boolean;
  let changes: number;
  let log: string[];

  beforeEach(() => {
    clock = createFakeClock();
    visible = [looked('FROM a')];
    asked = 0;
    foreseen = [];
    isRecorded = true;
    changes = 0;
    log = [];
    live = createLiveForecasts({
      desk: {
        isRecorded: async () => isRecorded,
        foresee: ({ text, isChecked }, signal) =>
          new Promise<Foreseen>((resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason));
            foreseen.push({
              ...{ text, isChecked, signal },
              answer: () => resolve({ hasRecord: true, steps: [] }),
              fail: () => reject(new Error('no such folder')),
            });
          }),
      },
      engines: { of: async () => ({}) as ForecastEngine, forget: () => {} },
      engine: async () => {
        asked++;
        return {} as Engine;
      },
      lookedAt: () => visible,
      clock,
      log: (line) => log.push(line),
    });
    live.onDidChange(() => changes++);
  });

  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const pass = async (milliseconds: number) => {
    await clock.advance(milliseconds);
    await settled();
  };

  it('are made after a pause, and of the last text only', async () => {
    live.lookSoon('text');
    await pass(150);
    live.lookSoon('text');
    await pass(150);
    assert.equal(foreseen.length, 0);
    await pass(100);
    assert.equal(foreseen.length, 1);
    visible = [looked('FROM b')];
    live.lookSoon('text');
    assert.equal(foreseen[0]?.signal?.aborted, true);
    await pass(200);
    foreseen[1]?.answer();
    await settled();
    assert.equal(live.of('/c/Dockerfile')?.text, 'FROM b');
    assert.equal(changes, 1);
  });

  it('ask no engine while nothing is recorded, and none while nobody looks', async () => {
    isRecorded = false;
    live.lookSoon('text');
    await pass(200);
    visible = [];
    live.lookSoon('engine');
    await pass(200);
    assert.equal(asked, 0);
    assert.equal(foreseen.length, 0);
  });

  it('go when their document does, and when they fail', async () => {
    live.lookSoon('text');
    await pass(200);
    foreseen[0]?.answer();
    await settled();
    live.lookSoon('text');
    await pass(200);
    foreseen[1]?.fail();
    await settled();
    assert.equal(live.of('/c/Dockerfile'), undefined);
    assert.deepEqual(log, ['No forecast of /c/Dockerfile: no such folder']);
    live.lookSoon('text');
    await pass(200);
    foreseen[2]?.answer();
    await settled();
    visible = [];
    live.lookSoon('engine');
    await pass(200);
    assert.equal(live.of('/c/Dockerfile'), undefined);
    assert.equal(changes, 4);
  });

  it('look once more where files changed meanwhile, and hold back where that was for nothing', async () => {
    live.lookSoon('disk');
    await pass(200);
    live.lookSoon('disk');
    live.lookSoon('disk');
    await pass(1000);
    assert.equal(foreseen.length, 1);
    foreseen[0]?.answer();
    await settled();
    await pass(200);
    assert.equal(foreseen.length, 2);
    await pass(1000);
    foreseen[1]?.answer();
    await settled();
    // That took a second, and said nothing new.
    live.lookSoon('disk');
    await pass(5000);
    assert.equal(foreseen.length, 2);
    await pass(5000);
    assert.equal(foreseen.length, 3);
  });

  it('look at all files now and then, where a watcher tells of changes', async () => {
    visible = [{ ...looked('FROM a'), watcher: { id: 1, excluded: [] } }];
    const answerLast = async () => {
      foreseen.at(-1)?.answer();
      await settled();
    };
    live.lookSoon('engine');
    await pass(200);
    await answerLast();
    live.lookSoon('disk');
    await pass(200);
    await answerLast();
    assert.deepEqual(
      foreseen.map(({ isChecked }) => isChecked),
      [true, false],
    );
    await pass(29_000);
    assert.equal(foreseen.length, 2);
    await pass(1500);
    await answerLast();
    assert.equal(foreseen[2]?.isChecked, true);
    // Nothing happens: nothing is looked at.
    await pass(100_000);
    assert.equal(foreseen.length, 3);
  });

  it('end with their owner', async () => {
    live.lookSoon('text');
    live.dispose();
    live.lookSoon('text');
    await pass(1000);
    assert.equal(foreseen.length, 0);
  });
});
