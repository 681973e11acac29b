import assert from 'node:assert/strict';
import { type SilenceWatch, watchSilence } from '../../src/silence.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';

describe('a stream that is watched for silence', () => {
  let clock: FakeClock;
  let asked: number[];
  let answer: () => Promise<boolean>;
  let deaths: number;
  let watch: SilenceWatch;

  beforeEach(() => {
    clock = createFakeClock();
    asked = [];
    deaths = 0;
    answer = async () => false;
    watch = watchSilence({
      clock,
      after: 10_000,
      hasMissed: (silentFor) => {
        asked.push(silentFor);
        return answer();
      },
      onDead: () => deaths++,
    });
  });

  it('is not asked after while something comes', async () => {
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await clock.advance(5000);
      watch.heard();
    }
    assert.deepEqual(asked, []);
  });

  it('is asked after again and again, for as long as nothing was missed, and never ended', async () => {
    await clock.advance(3_600_000);
    assert.equal(asked.length, 360);
    assert.equal(deaths, 0);
  });

  it('is dead if something was missed and does not come', async () => {
    answer = async () => true;
    await clock.advance(12_000);
    assert.equal(deaths, 0);
    await clock.advance(60_000);
    assert.equal(deaths, 1);
    assert.deepEqual(asked, [10_000]);
  });

  it('is alive if what was missed comes, during the question or after it', async () => {
    answer = async () => {
      watch.heard();
      return true;
    };
    await clock.advance(10_000);
    answer = async () => true;
    await clock.advance(11_000);
    watch.heard();
    await clock.advance(2500);
    assert.equal(deaths, 0);
    assert.equal(asked.length, 2);
  });

  it('is alive while nobody answers', async () => {
    answer = () => Promise.reject(new Error('unreachable'));
    await clock.advance(100_000);
    assert.equal(asked.length, 10);
    assert.equal(deaths, 0);
  });

  it('is forgotten when it ends, also during the question', async () => {
    let tell = (_missed: boolean) => {};
    answer = () =>
      new Promise((resolve) => {
        tell = resolve;
      });
    await clock.advance(10_000);
    watch.stop();
    tell(true);
    await clock.advance(60_000);
    assert.equal(deaths, 0);
    assert.equal(asked.length, 1);
    assert.deepEqual(clock.waiting(), []);
  });
});
