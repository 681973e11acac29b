// Which new sentence is taken for an old one in other words.
import assert from 'node:assert/strict';
import { reworded } from '../../support/reworded.mjs';

describe('a sentence that was reworded', () => {
  it('is found by its words', () => {
    const found = reworded(
      ['The container {0} is not running.', 'Nothing was removed.'],
      ['The container {0} has stopped running.', 'There is no such volume.'],
    );
    assert.deepEqual([...found], [['The container {0} has stopped running.', 'The container {0} is not running.']]);
  });
  it('has the same placeholders', () => {
    assert.equal(reworded(['The container {0} is gone.'], ['The container {0} of {1} is gone.']).size, 0);
  });
  it('is one alone: of two that are like it, the likelier', () => {
    const found = reworded(['The image is old.'], ['The image is rather old.', 'The image is very old indeed.']);
    assert.deepEqual([...found], [['The image is rather old.', 'The image is old.']]);
  });
  it('does not follow where most words are others', () => {
    assert.equal(reworded(['Stop the container.'], ['Remove the image?']).size, 0);
  });
});
