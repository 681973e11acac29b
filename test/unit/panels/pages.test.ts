import assert from 'node:assert/strict';
import { plainText, withoutSecret } from '../../../src/panels/page.ts';

const nasty = '<img src=x onerror=alert(1)> | `$(id)` [x](command:y) **b**\n# head 🚢';

/** As a markdown renderer reads it: backslashes before punctuation go. */
const read = (markdown: string) => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
/** What is left of the markup when all that is escaped is gone. */
const markup = (markdown: string) => markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, '');

describe('pages', () => {
  it('show whatever strangers write as it is written, on one line', () => {
    assert.equal(read(plainText(nasty)), nasty.replace('\n', ' ↵ '));
    assert.doesNotMatch(markup(plainText(nasty)), /[<>|`[\]()*#\n]/);
    assert.equal(plainText('a\x1b[31m\0'), 'a�\\[31m�');
  });

  it('hide what a name says is a secret', () => {
    assert.deepEqual(['DB_PASSWORD=x', 'API_KEY=', 'GITHUB_TOKEN=a=b', 'PATH=/bin', 'NAME'].map(withoutSecret), [
      'DB_PASSWORD=(hidden)',
      'API_KEY=',
      'GITHUB_TOKEN=(hidden)',
      'PATH=/bin',
      'NAME',
    ]);
  });
});
