// What is read of a document is read once for it, and anew for another one.
import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { onceForEach, oncePerBuild, oncePerDocument } from '../../../src/dockerfile/text/read-once.ts';

describe('what is read of a document', () => {
  const [one, other] = [parseDockerfile('FROM a\n'), parseDockerfile('FROM b\nFROM c\n')];

  it('is read once, also where the answer is no, and by each reader for itself', () => {
    let reads = 0;
    const isLong = oncePerDocument(({ stages }) => {
      reads++;
      return stages.length > 1;
    });
    const count = oncePerDocument(({ stages }) => stages.length);
    assert.deepEqual([isLong(one), isLong(one), isLong(other), isLong(other)], [false, false, true, true]);
    assert.equal(reads, 2);
    assert.deepEqual([count(one), count(other)], [1, 2]);
  });

  it('is read anew for other build arguments, and kept for the latest', () => {
    let reads = 0;
    const sizes = oncePerBuild((_, buildArguments) => {
      reads++;
      return buildArguments?.size ?? 0;
    });
    const given = new Map([['A', '1']]);
    assert.deepEqual([sizes(one), sizes(one), sizes(one, given), sizes(one, given)], [0, 0, 1, 1]);
    assert.equal(reads, 2);
    assert.deepEqual([sizes(one), sizes(other, given)], [0, 1]);
    assert.equal(reads, 4);
  });

  it('is read once for each of its parts', () => {
    const reads: string[] = [];
    const textOf = onceForEach((document, stage: number) => {
      const text = document.stages[stage]?.base?.text ?? '';
      reads.push(text);
      return text;
    });
    assert.deepEqual([textOf(other, 0), textOf(other, 1), textOf(other, 1), textOf(one, 0)], ['b', 'c', 'c', 'a']);
    assert.deepEqual(reads, ['b', 'c', 'a']);
  });
});
