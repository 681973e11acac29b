// What a person reads of a build that failed for a reason that others have names for, too.
import assert from 'node:assert/strict';
import { buildError } from '../../../src/engine/dockerode/build-errors.ts';

describe('a build’s failure', () => {
  it('keeps BuildKit’s own words of what the Dockerfile says', () => {
    for (const words of [
      'failed to parse stage name "Base": invalid reference format: repository name (library/Base) must be lowercase',
      'failed to solve: failed to parse stage name "x:": invalid reference format',
    ]) {
      const { kind, message } = buildError(words, undefined);
      assert.equal(kind, 'build-failed');
      assert.match(message, /^Failed to parse stage name "(?:Base|x:)": invalid reference format/);
    }
  });
  it('names the address that ADD could not fetch, and no registry', () => {
    const { message } = buildError(
      'failed to do request: Get "https://example.invalid/a": dial tcp: lookup example.invalid: no such host',
      '[2/2] ADD https://example.invalid/a /a',
    );
    assert.match(message, /^ADD https:\/\/example\.invalid\/a failed: .*no such host/);
    assert.doesNotMatch(message, /registry/);
  });
  it('names it where an engine calls the step by its address (Docker 20.10)', () => {
    const { message } = buildError(
      'failed to solve: Get "http://127.0.0.1:1/a": dial tcp 127.0.0.1:1: connect: connection refused',
      'http://127.0.0.1:1/a',
    );
    assert.match(message, /^ADD http:\/\/127\.0\.0\.1:1\/a failed: .*connection refused/);
    assert.doesNotMatch(message, /registry/);
  });
  it('still tells a base image that cannot be pulled', () => {
    const { message } = buildError('pull access denied for shop, repository does not exist', '[1/2] FROM shop:1');
    assert.match(message, /The image shop:1, which the Dockerfile uses, is not on this engine and cannot be pulled\./);
  });
  it('says nothing of where the engine keeps files for a while', () => {
    const { message } = buildError('failed to read /var/lib/docker/tmp/buildkit-mount77/a/b: bad magic', undefined);
    assert.doesNotMatch(message, /var\/lib/);
    assert.match(message, /a\/b: bad magic/);
  });
});
