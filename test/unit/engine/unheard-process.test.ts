import assert from 'node:assert/strict';
import { isMissed, unansweredKeys } from '../../../src/engine/dockerode/unheard-process.ts';

describe('what shows that a terminal is dead', () => {
  it('is a line that is certainly newer than the last word, by a clock that was not set back', () => {
    const now = Date.parse('2026-01-01T12:00:00Z');
    const of = (time: string) => isMissed(Date.parse(time), now, 20_000);
    assert.equal(of('2026-01-01T11:59:50.123456789Z'), true);
    assert.equal(of('2026-01-01T11:59:59Z'), true);
    assert.equal(of('2026-01-01T11:59:40Z'), false);
    assert.equal(of('2026-01-01T11:59:41Z'), false, 'its clock is not known better');
    assert.equal(of('2026-01-01T11:00:00Z'), false);
    assert.equal(of('2026-01-01T13:00:00Z'), false, 'its clock was set back');
    assert.equal(of(''), false, 'its log is empty');
    assert.equal(isMissed(now, Number.NaN, 20_000), false, 'its clock is not known');
  });

  it('is a key that is not answered, unless it stopped the terminal', () => {
    const keys = unansweredKeys();
    assert.equal(keys.any(), false);
    keys.typed('ls');
    assert.equal(keys.any(), true);
    keys.typed('\x13');
    assert.equal(keys.any(), false);
    keys.typed('more');
    assert.equal(keys.any(), false);
    keys.typed('\x11');
    assert.equal(keys.any(), true);
    keys.answered();
    assert.equal(keys.any(), false);
  });
});
