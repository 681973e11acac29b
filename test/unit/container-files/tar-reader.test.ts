import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type TarHeader, tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { readTar, type TarEntry, tarSentences } from '../../../src/container-files/tar-reader.ts';

const header = (fields: Partial<TarHeader> = {}) =>
  tarHeader({ path: 'a', kind: 'file', mode: 0o644, size: 0, modifiedAt: 1_700_000_000, ...fields });

const file = (path: string, content: string, fields: Partial<TarHeader> = {}) => {
  const size = Buffer.byteLength(content);
  return Buffer.concat([header({ path, size, ...fields }), Buffer.from(content), tarPadding(size)]);
};

/** In pieces of that many bytes, as a network may deliver them. */
async function* inPieces(archive: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < archive.length; at += length) yield archive.subarray(at, at + length);
}

async function textOf({ content }: TarEntry): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function all(archive: Buffer, length = 512): Promise<(readonly [TarEntry, string])[]> {
  const found: (readonly [TarEntry, string])[] = [];
  for await (const entry of readTar(inPieces(archive, length))) found.push([entry, await textOf(entry)]);
  return found;
}

const nasty = ['with space', 'quo\'te"s', '$HOME `id`', 'line\nend', '🚢 שלום', 'x'.repeat(300), '-rf', 'back\\slash'];

describe('tar reader', () => {
  it('gives back what was written, however it comes in pieces', async () => {
    const archive = Buffer.concat([...nasty.map((name) => file(`d/${name}`, `content of ${name}`)), tarEnd()]);
    for (const length of [1, 100, 512, 5000, archive.length]) {
      const found = await all(archive, length);
      assert.deepEqual(
        found.map(([{ path }, text]) => [path, text]),
        nasty.map((name) => [`d/${name}`, `content of ${name}`]),
      );
    }
  });

  it('reads owners, modes, fractions of seconds, links and extended attributes', async () => {
    const capability = Buffer.from([1, 0, 0, 2, 0x0a, 0xff, 0x3d]);
    const records = new Map([['SCHILY.xattr.security.capability', capability]]);
    const facts = { mode: 0o4755, owner: 3_000_000, group: 101, modifiedAt: 1_700_000_000.25, records };
    const [[first] = [], [second] = []] = await all(
      Buffer.concat([file('f', 'x', facts), header({ path: 'l', kind: 'link', linkTarget: '../há' }), tarEnd()]),
    );
    assert.deepEqual(
      [first?.mode, first?.owner, first?.group, first?.modifiedAt],
      [0o4755, 3_000_000, 101, 1_700_000_000_250],
    );
    assert.deepEqual(first?.records.get('SCHILY.xattr.security.capability'), capability);
    assert.deepEqual([second?.kind, second?.linkTarget, second?.records.size], ['symlink', '../há', 0]);
  });

  it('reads GNU’s long names', async () => {
    const name = Buffer.from(`${'long/'.repeat(40)}name\0`);
    const long = header({ path: '././@LongLink', size: name.length });
    long.write('L', 156);
    long.write(' '.repeat(8), 148);
    long.write(
      `${long
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const [[entry] = []] = await all(
      Buffer.concat([long, name, tarPadding(name.length), file('short', 'x'), tarEnd()]),
    );
    assert.equal(entry?.path, `${'long/'.repeat(40)}name`);
  });

  it('skips contents that nobody reads, and ends the source when the reader leaves', async () => {
    const source = Readable.from([file('a', 'x'.repeat(2000)), file('b', 'y'), file('c', 'z'), tarEnd()], {
      objectMode: false,
    });
    const names: string[] = [];
    for await (const { path, content } of readTar(source)) {
      names.push(path);
      if (path === 'a') for await (const _ of content) break;
      if (path === 'b') break;
    }
    assert.deepEqual(names, ['a', 'b']);
    assert.equal(source.destroyed, true);
  });

  it('says of what is no archive, or half of one, that it is', async () => {
    const whole = Buffer.concat([file('a', 'x'.repeat(2000)), tarEnd()]);
    for (const bad of [
      Buffer.from('no tar'),
      Buffer.alloc(512, 'x'),
      whole.subarray(0, 700),
      whole.subarray(0, 2400),
    ]) {
      await assert.rejects(all(bad), { message: tarSentences.incomplete() });
    }
    const lying = header({ path: 'x'.repeat(200) });
    // The first record's length.
    lying.write('999999 ', 512);
    await assert.rejects(all(Buffer.concat([lying, tarEnd()])), { message: tarSentences.incomplete() });
  });
});
