import assert from 'node:assert/strict';
import { ansiPieces } from '../../../src/panels/ansi.ts';

describe('colours of output', () => {
  const said = (text: string) => ansiPieces(text).map(({ text: piece, style }) => [piece, style]);

  it('are read with their styles, and end with the line', () => {
    assert.deepEqual(said('plain'), [['plain', {}]]);
    assert.deepEqual(said(''), []);
    assert.deepEqual(said('\x1b[1;31merror\x1b[0m: \x1b[92mgood\x1b[39m end'), [
      ['error', { bold: true, color: 1 }],
      [': ', {}],
      ['good', { color: 10 }],
      [' end', {}],
    ]);
    assert.deepEqual(said('\x1b[2;3;4;7;44mall\x1b[22;23;24;27;49mnone\x1b[m'), [
      ['all', { dim: true, italic: true, underline: true, inverse: true, background: 4 }],
      ['none', {}],
    ]);
  });

  it('may be of 256, or of all', () => {
    assert.deepEqual(said('\x1b[38;5;9ma\x1b[38;5;196mb\x1b[48;5;244mc'), [
      ['a', { color: 9 }],
      ['b', { color: '#ff0000' }],
      ['c', { color: '#ff0000', background: '#808080' }],
    ]);
    assert.deepEqual(said('\x1b[38;2;1;2;255mx\x1b[38;2;1;2;999my'), [
      ['x', { color: '#0102ff' }],
      ['y', { color: '#0102ff' }],
    ]);
  });

  it('are all that is left of control sequences, whole or broken', () => {
    assert.equal(
      said('\x1b]0;title\x07a\x1b[2Kb\x1b[10;20Hc\x1b]8;;http://x\x1b\\d\x1bMe\x1b[38;5')
        .map(([piece]) => piece)
        .join(''),
      'abcde\x1b[38;5',
    );
    assert.deepEqual(
      said('\x1b[38;5mx\x1b[48my\x1b[;;;mz').map(([piece]) => piece),
      ['x', 'y', 'z'],
    );
  });
});
