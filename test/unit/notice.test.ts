import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundledPackages, noticeText } from '../support/notice-text.mjs';

describe('NOTICE', () => {
  it('names what is bundled, with its licences (npm run notice writes it)', () => {
    assert.ok(bundledPackages().includes('dockerode'));
    assert.equal(readFileSync('NOTICE', 'utf8'), noticeText());
  });

  it('knows the licence of each', () => {
    assert.doesNotMatch(noticeText(), /Licence: unknown/);
  });
});
