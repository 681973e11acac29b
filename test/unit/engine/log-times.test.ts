// Logs with times: a long line comes in pieces, each with the time again, and must be whole and whole characters.
import assert from 'node:assert/strict';
import { framedOutput, type OutputDecoder, rawOutput } from '../../../src/engine/dockerode/output-frames.ts';

const time = '2026-01-01T00:00:00.000000000Z ';

/** As the engine keeps a line: in pieces of 16 KiB of bytes. */
function piecesOf(line: string): Buffer[] {
  const bytes = Buffer.from(line);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 16_384) {
    pieces.push(Buffer.concat([Buffer.from(time), bytes.subarray(at, at + 16_384)]));
  }
  return pieces;
}

function frame(content: Buffer, stream = 1): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** In chunks that end anywhere. */
function decoded(decoder: OutputDecoder, bytes: Buffer, chunk: number): string {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(...decoder.decode(bytes.subarray(at, at + chunk)));
  return [...pieces, ...decoder.end()].map(({ text }) => text).join('');
}

const long = `begin ${'한글 🚢 '.repeat(5000)}end`;
const exact = 'x'.repeat(32_768);
const lines = ['short', long, '', exact, 'last'];
const wanted = lines.map((line) => `${time}${line}\n`).join('');

describe('times in a log', () => {
  for (const chunk of [7, 4096, 1_000_000]) {
    it(`stand once before each line, in frames read ${chunk} bytes at a time`, () => {
      const frames = Buffer.concat(lines.flatMap((line) => piecesOf(`${line}\n`)).map((piece) => frame(piece)));
      assert.equal(decoded(framedOutput(true), frames, chunk), wanted);
    });

    it(`stand once before each line of a terminal, read ${chunk} bytes at a time`, () => {
      const stream = Buffer.concat(lines.flatMap((line) => piecesOf(`${line}\n`)));
      assert.equal(decoded(rawOutput(true), stream, chunk), wanted);
    });
  }

  it('are taken out of each stream for itself', () => {
    const [one, two] = [piecesOf(`${exact}o\n`), piecesOf(`${exact}e\n`)];
    const mixed = one.flatMap((piece, index) => [frame(piece, 1), frame(two[index] as Buffer, 2)]);
    const decoder = framedOutput(true);
    const texts = { stdout: '', stderr: '' };
    for (const { text, from } of decoder.decode(Buffer.concat(mixed))) texts[from] += text;
    assert.deepEqual(texts, { stdout: `${time}${exact}o\n`, stderr: `${time}${exact}e\n` });
  });

  it('are left where nobody asked for them', () => {
    const text = `${exact}${time}${exact}\n`;
    assert.equal(decoded(rawOutput(), Buffer.from(text), 4096), text);
    assert.equal(decoded(framedOutput(), frame(Buffer.from(text)), 4096), text);
  });

  it('keep a line that has what looks like a time at the edge of a piece only if it is none of the engine', () => {
    const text = `${time}${'x'.repeat(16_384)}not a time at all, but more than thirty characters\n`;
    assert.equal(decoded(rawOutput(true), Buffer.from(text), 100), text);
  });
});
