import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundledPackages, noticeText } from '../support/notice-text.mjs';

describe('NOTICE', () => {
  it('names what is bundled, with its licences (npm run notice writes it)', () => {
    assert.ok(bundledPackages().includes('dockerode'));
    assert.equal(readFileSync('NOTICE', 'utf8'), noticeText());
  });

  it('shows that what dockerode does not need here is left out', () => {
    const left = bundledPackages().filter((name) => /^(?:docker-modem|ssh2|@grpc|protobufjs|tar-fs)/.test(name));
    assert.deepEqual(left, []);
  });

  it('knows the licence of each', () => {
    assert.doesNotMatch(noticeText(), /Licence: unknown/);
  });
});
