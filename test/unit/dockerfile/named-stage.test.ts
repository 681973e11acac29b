import assert from 'node:assert/strict';
import { stageMeant, stageNamed } from '../../../src/dockerfile/meaning/named-stage.ts';
import { freeStageName, stageReferences } from '../../../src/dockerfile/meaning/stage-names.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

describe('the stage that a name means', () => {
  it('is the last earlier one that is so called, whatever the case', () => {
    const document = parseDockerfile('FROM a AS x\nFROM a AS Y\nFROM a\nFROM a AS X\nFROM a AS x\n');
    const named = (name: string) => [0, 1, 2, 3, 4, 5, 9].map((before) => stageNamed(document, name, before)?.index);
    assert.deepEqual(named('x'), [undefined, 0, 0, 0, 3, 4, 4]);
    assert.deepEqual(named('X'), named('x'));
    assert.deepEqual(named('y'), [undefined, undefined, 1, 1, 1, 1, 1]);
    assert.deepEqual(named('z'), named('constructor'));
    assert.equal(stageNamed(document, 'x', -1), undefined);
  });

  it('may be given by its number, behind names', () => {
    const document = parseDockerfile('FROM a\nFROM a AS 0\nFROM a\n');
    const meant = (name: string, before: number) => stageMeant(document, name, before)?.index;
    assert.deepEqual(
      [meant('0', 1), meant('0', 2), meant('1', 2), meant('2', 2), meant('7', 3)],
      [0, 1, 1, undefined, undefined],
    );
  });

  it('is told with all places that mean it', () => {
    const text =
      'FROM a AS x\nFROM x AS x\nCOPY --from=X a b\nFROM x\nRUN --mount=from=x,target=/a b\nCOPY --from=y a b\n';
    const document = parseDockerfile(text);
    const places = document.stages.map((stage) =>
      stageReferences(document, stage).map(({ start }) => document.positionAt(start).line),
    );
    assert.deepEqual(places, [[1, 2], [3, 4], []]);
    assert.equal(freeStageName(document, 'x'), 'x-2');
    assert.equal(freeStageName(document, 'y'), 'y');
  });
});
