// How `npm test` counts: what a layer's end is worth, the closing line, and the exit status.
import assert from 'node:assert/strict';
import { countsOfMocha, countsOfSkipped, onePassed, statusOf, summary } from '../../support/tally.mjs';

const written = (passed: number, failed: number, skipped = 0) =>
  JSON.stringify({ passed, failed, skipped, failures: Array.from({ length: failed }, (_, index) => `test ${index}`) });
const layer = (counts: object) => ({ layer: 'unit', seconds: 1, ...onePassed, ...counts });

describe('the counts of a mocha run', () => {
  it('are those of its reporter', () => {
    assert.deepEqual(countsOfMocha(1, written(3, 1, 2)), { passed: 3, failed: 1, skipped: 2, failures: ['test 0'] });
  });
  it('are one failure if it crashed before it wrote any', () => {
    assert.equal(countsOfMocha(128, undefined).failed, 1);
  });
  it('are one failure more if it ended badly although no test failed', () => {
    assert.deepEqual([countsOfMocha(7, written(3, 0)).passed, countsOfMocha(7, written(3, 0)).failed], [3, 1]);
  });
  it('are a failure if it ran no test', () => {
    assert.equal(countsOfMocha(0, written(0, 0)).failed, 1);
  });
});

describe('a test that was tried again', () => {
  it('is told with what had failed, and counts for what it was the second time', () => {
    const result = layer({ triedAgain: ['opens a page: it did not come\nat a line'] });
    assert.deepEqual(summary([result]).slice(1), [
      '  TRIED AGAIN unit: opens a page: it did not come',
      '1 passed, 0 failed, 0 skipped',
    ]);
    assert.equal(statusOf([result]), 0);
  });
});

describe('a layer that cannot run', () => {
  it('is skipped where that is allowed, and its reason is among the last lines', () => {
    const result = layer(countsOfSkipped('no engine', true));
    assert.deepEqual(summary([result]).slice(-2), ['  NOT RUN unit: no engine', '0 passed, 0 failed, 1 skipped']);
  });
  it('is a failure in CI', () => {
    assert.equal(countsOfSkipped('no engine', false).failed, 1);
  });
});

describe('the closing line and the exit status', () => {
  it('add all layers up', () => {
    const results = [layer({ passed: 4 }), layer({ passed: 1, failed: 2, failures: ['a', 'b'] })];
    assert.equal(summary(results).at(-1), '5 passed, 2 failed, 0 skipped');
    assert.equal(statusOf(results), 1);
  });
  it('are good if something passed and nothing failed', () => {
    assert.equal(statusOf([layer({}), layer({ passed: 0, skipped: 1 })]), 0);
  });
  it('are bad if nothing ran at all', () => {
    assert.equal(statusOf([layer({ passed: 0, skipped: 1 })]), 1);
    assert.equal(statusOf([]), 1);
  });
});
