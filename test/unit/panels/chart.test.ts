import assert from 'node:assert/strict';
import { formatPercent, linePath, niceCeiling } from '../../../src/panels/chart.ts';

describe('charts', () => {
  it('choose an upper edge that people can read', () => {
    assert.deepEqual(
      [0, 0.3, 1, 1.2, 3, 7, 10, 99, 100, 101, 4_400_000].map((value) => niceCeiling(value, 1)),
      [1, 1, 1, 2, 5, 10, 10, 100, 100, 200, 5_000_000],
    );
    assert.equal(niceCeiling(3, 1000), 1000);
  });

  it('draw the newest value at the right edge, and never outside of the frame', () => {
    const frame = { width: 100, height: 50, capacity: 5, top: 10 };
    assert.equal(linePath([], frame), '');
    assert.equal(linePath([0, 10], frame), 'M75 50L100 0');
    assert.equal(linePath([0, 10], frame, true), 'M75 50L100 0L100 50L75 50Z');
    assert.equal(linePath([99, -5], frame), 'M75 0L100 50');
    assert.equal(linePath([1, 2, 3, 4, 5, 6, 7], frame).split('L').length, 5);
    assert.equal(linePath([1], { ...frame, top: 0 }), 'M100 50');
  });

  it('write percents with a digit where it says something', () => {
    assert.deepEqual([0, 0.04, 3.26, 9.94, 12.3, 250].map(formatPercent), [
      '0 %',
      '0 %',
      '3.3 %',
      '9.9 %',
      '12 %',
      '250 %',
    ]);
  });
});
