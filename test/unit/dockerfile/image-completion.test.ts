// Where images and stages are completed: the place of each cursor, marked by ‸.
import assert from 'node:assert/strict';
import { imagePlaceAt, inOrderOfUse, repositoryBefore } from '../../../src/dockerfile/language/image-completion.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

function at(marked: string) {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const place = imagePlaceAt(parseDockerfile(text), offset);
  return place && { ...place, replaced: text.slice(place.span.start, place.span.end) };
}

describe('the completion of images', () => {
  it('is behind FROM, for the whole word', () => {
    assert.deepEqual(at('FROM nod‸e:22 AS base\n'), {
      ...{ span: { start: 5, end: 12 }, typed: 'nod', stages: [], allowsScratch: true, replaced: 'node:22' },
    });
    for (const text of [
      'FROM ‸',
      'from ‸\nRUN true',
      'FROM --platform=linux/amd64 ‸',
      'FROM ‸ AS base',
      '# c\n\n FROM ‸',
    ])
      assert.equal(at(text)?.typed, '', text);
    assert.equal(at('FROM localhost:5000/team/app:‸')?.typed, 'localhost:5000/team/app:');
  });

  it('is behind --from= of COPY, with the stages before, the nearest first', () => {
    const place = at('FROM a AS one\nFROM b AS Two\nFROM c\nCOPY --link --from=‸ /x /y\n');
    assert.deepEqual([place?.typed, place?.stages, place?.allowsScratch], ['', ['Two', 'one'], false]);
    assert.equal(at('FROM a\nCOPY \\\n  --from=t‸ /x /y\n')?.typed, 't');
    assert.deepEqual(at('FROM a AS one\nFROM ‸')?.stages, ['one']);
    assert.deepEqual(at('FROM a AS one$x\nFROM ‸')?.stages, []);
  });

  it('is nowhere else', () => {
    const texts = [
      '‸',
      'FRO‸M node',
      'FROM‸',
      'FROM --plat‸',
      'FROM node A‸',
      'FROM node AS b‸',
      '# FROM ‸',
      'FROM node\n‸',
      'FROM node\nCOPY --chown=‸',
      'FROM node\nCOPY x‸ /y',
      'FROM node\nRUN <<EOF\nFROM ‸\nEOF\n',
      'FROM node\nRUN echo FROM ‸',
    ];
    for (const text of texts) assert.equal(at(text), undefined, text);
  });

  it('wants tags behind the colon of a name, not that of a port', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['node', undefined],
      ['node:', 'node'],
      ['docker.io/library/node:2', 'docker.io/library/node'],
      ['localhost:5000', undefined],
      ['registry.test:5', undefined],
      ['localhost:5000/app', undefined],
      ['localhost:5000/app:1', 'localhost:5000/app'],
      ['node:22@sha256:', undefined],
      ['$BASE:', undefined],
      ['Node:', undefined],
    ];
    for (const [typed, wanted] of cases) assert.equal(repositoryBefore(typed), wanted, typed);
  });

  it('shows the tags that are used first', () => {
    assert.deepEqual(inOrderOfUse(['alpine', '9', '22-slim', 'latest', '22.10', '22.9', 'v1']), [
      ...['latest', 'v1', '22.10', '22.9', '22-slim', '9', 'alpine'],
    ]);
  });
});
