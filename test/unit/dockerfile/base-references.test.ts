// Which words behind FROM name an image that can be looked up, and how they are pinned.
import assert from 'node:assert/strict';
import { baseReferences, pinEdit } from '../../../src/dockerfile/meaning/base-references.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { formatImageReference } from '../../../src/image-reference.ts';

const digest = `sha256:${'b'.repeat(64)}`;

describe('the images that FROM names in full', () => {
  it('are no stages, no scratch, no variables, and nothing malformed', () => {
    const document = parseDockerfile(
      [
        'ARG BASE=node',
        'FROM --platform=linux/amd64 node:22 AS first',
        'FROM first',
        'FROM FIRST',
        'FROM scratch',
        'FROM $BASE:22',
        'FROM Node',
        'FROM',
        `FROM localhost:5000/team/app:1@sha256:${'a'.repeat(64)} AS last`,
        'FROM no\\',
        'de:18',
      ].join('\n'),
    );
    assert.deepEqual(
      baseReferences(document).map(({ reference }) => formatImageReference(reference)),
      ['node:22', `localhost:5000/team/app:1@sha256:${'a'.repeat(64)}`],
    );
  });

  it('are pinned where they stand, in the place of another digest', () => {
    for (const [line, pinned] of [
      ['FROM node AS x', `FROM node@${digest} AS x`],
      ['from docker.io/library/node:22', `from docker.io/library/node:22@${digest}`],
      [`FROM a:1@sha256:${'a'.repeat(64)}`, `FROM a:1@${digest}`],
    ] as const) {
      const document = parseDockerfile(line);
      const [base] = baseReferences(document);
      assert.ok(base, line);
      const { range, text } = pinEdit(document, base, digest);
      assert.equal(line.slice(0, range.start.character) + text + line.slice(range.end.character), pinned);
    }
  });
});
