import assert from 'node:assert/strict';
import { keepThread } from '../../../src/forecast/kept-thread.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** Answers take as long as they are asked to, in milliseconds. */
function scene() {
  const clock = createFakeClock();
  const threads: { isEnded: boolean; crash(): void }[] = [];
  const kept = keepThread((gone) => {
    const thread = { isEnded: false, crash: gone };
    threads.push(thread);
    return {
      call: async (_name, time) => {
        await clock.advance(Number(time));
        return time;
      },
      end: () => {
        thread.isEnded = true;
      },
    };
  }, clock);
  return { clock, threads, kept, ended: () => threads.map(({ isEnded }) => isEnded) };
}

describe('the thread of forecasts', () => {
  it('is begun when something is asked, and ends soon after its last answer if that was quick', async () => {
    const { clock, kept, ended } = scene();
    assert.equal(kept.isRunning(), false);
    assert.equal(await kept.ask('foresee', 10), 10);
    await clock.advance(9_900);
    await kept.ask('foresee', 10);
    await clock.advance(9_900);
    assert.deepEqual([ended(), kept.isRunning()], [[false], true]);
    await clock.advance(200);
    assert.deepEqual([ended(), kept.isRunning()], [[true], false]);
    await kept.ask('foresee', 10);
    assert.deepEqual(ended(), [true, false]);
  });

  it('is kept for longer the longer an answer took, within bounds', async () => {
    const { clock, kept, ended } = scene();
    await kept.ask('foresee', 500);
    await kept.ask('foresee', 1);
    await clock.advance(49_000);
    assert.deepEqual(ended(), [false]);
    await clock.advance(2_000);
    assert.deepEqual(ended(), [true]);
    await kept.ask('foresee', 60_000);
    await clock.advance(299_000);
    assert.deepEqual(ended(), [true, false]);
    await clock.advance(2_000);
    assert.deepEqual(ended(), [true, true]);
  });

  it('is not ended while a build goes on that it was told of, however long that takes', async () => {
    const { clock, kept, ended } = scene();
    const [first, second] = [kept.hold(), kept.hold()];
    await kept.ask('begin', 10);
    await clock.advance(1_000_000);
    first();
    first();
    await clock.advance(1_000_000);
    assert.deepEqual(ended(), [false]);
    second();
    await clock.advance(11_000);
    assert.deepEqual(ended(), [true]);
  });

  it('is begun anew after it ended by itself, and what waited for the end of the one before ends nothing', async () => {
    const { clock, threads, kept, ended } = scene();
    await kept.ask('foresee', 10);
    threads[0]?.crash();
    assert.equal(kept.isRunning(), false);
    await clock.advance(1_000);
    await kept.ask('foresee', 10);
    threads[0]?.crash();
    assert.deepEqual([kept.isRunning(), threads.length], [true, 2]);
    await clock.advance(9_500);
    assert.deepEqual(ended(), [false, false]);
    kept.dispose();
    assert.deepEqual(ended(), [false, true]);
  });
});
