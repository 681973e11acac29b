// Which new sentence is taken for an old one in other words.
import assert from 'node:assert/strict';
import { movedOut, reworded } from '../../support/reworded.mjs';

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

  it('are also those of which another place has the old words still', () => {
    const diff = [
      '--- a/src/volumes.ts',
      '+++ b/src/volumes.ts',
      "-    gone: l10n.t('That shelf was sold.'),",
      "+    gone: l10n.t('This shelf was sold.'),",
      "-    more: l10n.t('Stays'),",
      "+      more: l10n.t('Stays'),",
    ].join('\n');
    const sentences = ['That shelf was sold.', 'This shelf was sold.', 'Stays', 'Elsewhere'];
    assert.deepEqual(movedOut(diff, sentences), ['That shelf was sold.']);
    assert.deepEqual(movedOut(`-${JSON.stringify("It's")}\n-'Don\\'t'`, ["It's", "Don't"]), ["It's", "Don't"]);
  });
});
