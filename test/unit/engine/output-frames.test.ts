import assert from 'node:assert/strict';
import { framedOutput, type OutputDecoder, rawOutput } from '../../../src/engine/dockerode/output-frames.ts';

function frame(stream: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** All that comes out, by stream. */
function decoded(decoder: OutputDecoder, chunks: Buffer[]) {
  const result = { stdout: '', stderr: '' };
  for (const { text, from } of [...chunks.flatMap((chunk) => decoder.decode(chunk)), ...decoder.end()]) {
    assert.doesNotMatch(text, /\uFFFD/);
    result[from] += text;
  }
  return result;
}

describe('framed output', () => {
  const bytes = Buffer.concat([
    frame(1, Buffer.from('wide 漢字 and ')),
    frame(2, Buffer.from('an error 🚢\n')),
    frame(1, Buffer.alloc(0)),
    frame(1, Buffer.from('more\n')),
  ]);
  const expected = { stdout: 'wide 漢字 and more\n', stderr: 'an error 🚢\n' };

  it('is the same wherever the chunks are split', () => {
    for (let at = 0; at <= bytes.length; at++) {
      assert.deepEqual(decoded(framedOutput(), [bytes.subarray(0, at), bytes.subarray(at)]), expected);
    }
    assert.deepEqual(
      decoded(
        framedOutput(),
        [...bytes].map((byte) => Buffer.from([byte])),
      ),
      expected,
    );
  });

  it('joins a character that two frames of a stream share, with the other stream in between', () => {
    const ship = Buffer.from('🚢');
    const chunks = [frame(1, ship.subarray(0, 2)), frame(2, Buffer.from('x')), frame(1, ship.subarray(2))];
    assert.deepEqual(decoded(framedOutput(), chunks), { stdout: '🚢', stderr: 'x' });
  });

  it('hands on what is there of a large frame', () => {
    const [piece] = framedOutput().decode(frame(1, Buffer.from('abcdef')).subarray(0, 11));
    assert.deepEqual(piece, { text: 'abc', from: 'stdout' });
  });
});

describe('raw output', () => {
  it('never splits a character', () => {
    const bytes = Buffer.from('a漢🚢b');
    for (let at = 0; at <= bytes.length; at++) {
      const { stdout } = decoded(rawOutput(), [bytes.subarray(0, at), bytes.subarray(at)]);
      assert.equal(stdout, 'a漢🚢b');
    }
  });
});
