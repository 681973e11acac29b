// What a person reads of a build that failed for a reason that others have names for, too.
import assert from 'node:assert/strict';
import { baseNotHere, buildError } from '../../../src/engine/dockerode/build-errors.ts';
import { engineError } from '../../../src/engine/dockerode/engine-errors.ts';
import { assertNames } from '../../support/assert-names.ts';

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
    assertNames(message, 'ADD https://example.invalid/a', 'no such host');
    assert.doesNotMatch(message, /registry/);
  });
  it('names it where an engine calls the step by its address (Docker 20.10)', () => {
    const { message } = buildError(
      'failed to solve: Get "http://127.0.0.1:1/a": dial tcp 127.0.0.1:1: connect: connection refused',
      'http://127.0.0.1:1/a',
    );
    assertNames(message, 'ADD http://127.0.0.1:1/a', 'connection refused');
    assert.doesNotMatch(message, /registry/);
  });
  it('still tells a base image that cannot be pulled', () => {
    const { message } = buildError('pull access denied for shop, repository does not exist', '[1/2] FROM shop:1');
    assert.equal(message, baseNotHere('shop:1', engineError('pull access denied for shop').message));
  });
  it('says nothing of where the engine keeps files for a while', () => {
    const { message } = buildError('failed to read /var/lib/docker/tmp/buildkit-mount77/a/b: bad magic', undefined);
    assert.doesNotMatch(message, /var\/lib/);
    assert.match(message, /a\/b: bad magic/);
  });
});
