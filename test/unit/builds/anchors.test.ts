import assert from 'node:assert/strict';
import { type Anchor, anchorsIn, moved } from '../../../src/builds/anchors.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

const built = 'FROM a\nRUN one && \\\n  two\nRUN three\n';
const anchors = anchorsIn(parseDockerfile(built), parseDockerfile(built));
const lines = (found: readonly Anchor[]) =>
  found.map(({ instruction, first, last }) => `${instruction.rest.text.split(' ')[0]} ${first}-${last}`);

/** Replaces from one place to another, as an editor tells it. */
const change = (start: [number, number], end: [number, number], text: string) =>
  moved(anchors, {
    start: { line: start[0], character: start[1] },
    end: { line: end[0], character: end[1] },
    text,
  });

describe('anchors', () => {
  it('are where the instructions are', () => assert.deepEqual(lines(anchors), ['a 0-0', 'one 1-2', 'three 3-3']));

  it('are found again in a text that was changed', () => {
    const now = '# new\nFROM a\nRUN one && \\\n  two\nRUN changed\n';
    assert.deepEqual(lines(anchorsIn(parseDockerfile(built), parseDockerfile(now))), ['a 1-1', 'one 2-3']);
  });

  it('take the first of several that are alike, and each but once', () => {
    const twice = parseDockerfile('FROM a\nRUN x\nRUN x\n');
    assert.deepEqual(lines(anchorsIn(twice, twice)), ['a 0-0', 'x 1-1', 'x 2-2']);
    assert.deepEqual(lines(anchorsIn(twice, parseDockerfile('FROM a\nRUN x\n'))), ['a 0-0', 'x 1-1']);
  });

  it('go down with a line that is put above', () => {
    assert.deepEqual(lines(change([0, 0], [0, 0], '# a\n# b\n')), ['a 2-2', 'one 3-4', 'three 5-5']);
    assert.deepEqual(lines(change([1, 0], [1, 0], 'ENV A=1\n')), ['a 0-0', 'one 2-3', 'three 4-4']);
    assert.deepEqual(lines(change([0, 6], [0, 6], '\nENV A=1')), ['a 0-0', 'one 2-3', 'three 4-4']);
    assert.deepEqual(lines(change([0, 6], [0, 6], '\r\n')), ['a 0-0', 'one 2-3', 'three 4-4']);
  });

  it('go up with lines that go', () => {
    assert.deepEqual(lines(change([0, 0], [1, 0], '')), ['one 0-1', 'three 2-2']);
    assert.deepEqual(lines(change([1, 0], [3, 0], '')), ['a 0-0', 'three 1-1']);
  });

  it('are gone where their instruction is touched, whatever the change', () => {
    assert.deepEqual(lines(change([1, 4], [1, 7], 'two')), ['a 0-0', 'three 3-3']);
    assert.deepEqual(lines(change([2, 2], [2, 2], '\n')), ['a 0-0', 'three 4-4']);
    assert.deepEqual(lines(change([0, 6], [0, 6], 'b')), ['one 1-2', 'three 3-3']);
    assert.deepEqual(lines(change([3, 0], [3, 0], 'x')), ['a 0-0', 'one 1-2']);
    assert.deepEqual(lines(change([0, 3], [3, 2], '')), []);
  });
});
