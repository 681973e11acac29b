import assert from 'node:assert/strict';
import { isCalm } from '../../../src/vscode/calm-answers.ts';

describe('a window that is asked again and again', () => {
  it('is calm once it answers soon twice in a row', () => {
    assert.equal(isCalm([]), false);
    assert.equal(isCalm([5]), false);
    assert.equal(isCalm([400, 5]), false);
    assert.equal(isCalm([400, 5, 7]), true);
  });

  it('is calm where each answer has a long way, and is as long on it', () => {
    assert.equal(isCalm([120, 125]), false);
    assert.equal(isCalm([120, 125, 118]), true);
  });

  it('is busy while its answers come now soon, now late', () => {
    for (const took of [
      [300, 180, 240],
      [30, 300],
      [120, 125, 260],
    ])
      assert.equal(isCalm(took), false, took.join());
  });
});
