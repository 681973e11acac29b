// Where a Dockerfile is that an engine refuses before any step.
import assert from 'node:assert/strict';
import { createBuildLines } from '../../../src/builds/line-states.ts';
import type { DockerfilePlace } from '../../../src/errors.ts';

function failedLines(text: string, place: DockerfilePlace, buildArgs: Readonly<Record<string, string>> = {}): number[] {
  const lines = createBuildLines(text, { buildArgs });
  lines.refuse(place, 'No.');
  return lines.states().flatMap(({ line, state, error }) => (state === 'failed' && error === 'No.' ? [line] : []));
}

describe('what an engine refuses of a Dockerfile', () => {
  it('is the instruction that begins at the line or above it', () => {
    const text = '# a\nFROM a\nRUN b \\\n  c\n\nCOPY d e\n';
    assert.deepEqual(
      [0, 1, 3, 4, 5, 99].map((line) => failedLines(text, { line })),
      [[1], [1], [2], [2], [5], [5]],
    );
  });

  it('is the FROM with that base, as it is written or replaced', () => {
    const text = `ARG TAG=\nFROM a AS Base\nFROM b:\${TAG}\nFROM Base\n`;
    assert.deepEqual(failedLines(text, { base: 'Base' }), [3]);
    assert.deepEqual(failedLines(text, { base: 'b:' }), [2]);
    assert.deepEqual(failedLines(text, { base: 'b:1' }, { TAG: '1' }), [2]);
    assert.deepEqual(failedLines('ARG TAG\nFROM a\nFROM b:$TAG\n', { base: 'b:$TAG' }), [2]);
    assert.deepEqual(failedLines('ARG TAG\nFROM a\nFROM b:$TAG\n', { base: 'b:' }), [2]);
  });

  it('is no instruction where several may be meant, or there is none', () => {
    assert.deepEqual(failedLines('FROM $A\nFROM $B\n', { base: 'other' }), []);
    assert.deepEqual(failedLines('', { line: 0 }), []);
  });
});
