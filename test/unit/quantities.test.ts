import assert from 'node:assert/strict';
import { formatAge, formatBytes, formatDuration } from '../../src/quantities.ts';

describe('quantities', () => {
  it('counts bytes as Docker does', () => {
    const cases: [number, string][] = [
      [-5, '0 B'],
      [0, '0 B'],
      [999, '999 B'],
      [1000, '1 kB'],
      [4_400_000, '4.4 MB'],
      [12_340_000, '12.3 MB'],
      [123_456_789, '123 MB'],
      [999_600, '1 MB'],
      [1_500_000_000, '1.5 GB'],
      [9.9e18, '9900 PB'],
    ];
    for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
  });

  it('tells ages in the largest unit that fits', () => {
    const now = 1_000_000_000_000;
    const cases: [number, string][] = [
      [-60, 'just now'],
      [59, 'just now'],
      [60, '1 minute ago'],
      [3599, '59 minutes ago'],
      [7200, '2 hours ago'],
      [86_400 * 6, '6 days ago'],
      [86_400 * 13, '1 week ago'],
      [86_400 * 45, '1 month ago'],
      [86_400 * 800, '2 years ago'],
    ];
    for (const [seconds, text] of cases) assert.equal(formatAge(now - seconds * 1000, now), text);
  });

  it('tells durations', () => {
    const cases: [number, string][] = [
      [40, '0.0 s'],
      [340, '0.3 s'],
      [41_200, '41 s'],
      [59_600, '1 min'],
      [125_000, '2 min 5 s'],
    ];
    for (const [milliseconds, text] of cases) assert.equal(formatDuration(milliseconds), text);
  });
});
