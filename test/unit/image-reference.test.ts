import assert from 'node:assert/strict';
import { formatImageReference, parseImageReference, withDefaultTag } from '../../src/image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('an image reference', () => {
  const good: [text: string, registry: string, repository: string, tag: string | undefined, digest?: string][] = [
    ['node', 'docker.io', 'library/node', undefined],
    ['node:20-alpine', 'docker.io', 'library/node', '20-alpine'],
    ['team/app:1', 'docker.io', 'team/app', '1'],
    ['docker.io/node', 'docker.io', 'library/node', undefined],
    ['index.docker.io/team/app', 'docker.io', 'team/app', undefined],
    ['ghcr.io/a/b/c:v1.2', 'ghcr.io', 'a/b/c', 'v1.2'],
    ['localhost/app', 'localhost', 'app', undefined],
    ['localhost:5000/app:1', 'localhost:5000', 'app', '1'],
    ['[::1]:5000/app', '[::1]:5000', 'app', undefined],
    [`node@${digest}`, 'docker.io', 'library/node', undefined, digest],
    [`node:20@${digest}`, 'docker.io', 'library/node', '20', digest],
    ['a__b/c-d.e', 'docker.io', 'a__b/c-d.e', undefined],
  ];
  for (const [text, registry, repository, tag, itsDigest] of good) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseImageReference(text), { registry, repository, tag, digest: itsDigest });
    });
  }

  const bad = [
    '',
    ' ',
    'Node',
    'node:',
    ':1',
    'node:a b',
    'node:-x',
    '/node',
    'a//b',
    'a/',
    'node@sha256:1',
    '-a',
    'a..b',
    'http://a/b',
  ];
  for (const text of [...bad, 'a'.repeat(64), 'x'.repeat(256)]) {
    it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(parseImageReference(text), undefined);
    });
  }

  it('is written as people write it', () => {
    for (const text of ['node:20', 'team/app', 'ghcr.io/a/b:1', `localhost:5000/app@${digest}`]) {
      const reference = parseImageReference(text);
      assert.ok(reference);
      assert.equal(formatImageReference(reference), text);
    }
  });

  it('gets the tag that Docker would give it', () => {
    const tagged = (text: string) => {
      const reference = parseImageReference(text);
      return reference && formatImageReference(withDefaultTag(reference));
    };
    assert.equal(tagged('node'), 'node:latest');
    assert.equal(tagged('node:1'), 'node:1');
    assert.equal(tagged(`node@${digest}`), `node@${digest}`);
  });
});
