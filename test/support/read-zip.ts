// Reads a zip by its directory at the end, for tests: names, modes, contents. No zip64.
// Format: PKWARE's APPNOTE.TXT.
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly path: string;
  /** With the kind of file in it, as `stat` tells. */
  readonly mode: number;
  readonly content: Buffer;
}

export function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.ok(end >= 0, 'a zip ends with its directory');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    assert.equal(zip.toString('latin1', at, at + 4), 'PK\x01\x02');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const content = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    assert.equal(content.length, zip.readUInt32LE(at + 24));
    const path = zip.toString('utf8', at + 46, at + 46 + Number(nameLength));
    const entry = { path, mode: zip.readUInt32LE(at + 38) >>> 16, content };
    at += 46 + Number(nameLength) + Number(extraLength) + Number(commentLength);
    return entry;
  });
}
