// What a file that was chosen to be loaded or imported is, by its first bytes: how it is packed, and whether it holds images
// or the files of a system. Formats: docker save's archive, the OCI image layout, POSIX tar.
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unpackZstd } from '../../container-files/zstd.ts';

export type Packing = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

export interface ArchiveKind {
  readonly packing: Packing;
  /** `unknown`: it is packed in a way that only the engine unpacks. `none`: it is no archive. */
  readonly content: 'images' | 'files' | 'unknown' | 'none';
}

/** Enough for the headers of many entries: what images are packed as shows in the first ones. */
const mostBytes = 1024 * 1024;
const blockSize = 512;

const signatures: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Entries of docker save's archives and of OCI layouts. */
const ofImages =
  /^(?:\.\/)?(?:blobs(?:\/|$)|oci-layout$|index\.json$|manifest\.json$|repositories$|[0-9a-f]{64}(?:\/|\.json$|\.tar$|$))/;

/** Rejects as reading the file does. */
export async function archiveKind(path: string): Promise<ArchiveKind> {
  const begin = await beginningOf(createReadStream(path, { end: mostBytes - 1 }));
  const packing = signatures.find(([, bytes]) => bytes.every((byte, index) => begin[index] === byte))?.[0] ?? 'none';
  const unpack = packing === 'none' ? undefined : unpackers[packing];
  if (packing !== 'none' && !unpack) return { packing, content: 'unknown' };
  const text = unpack ? await unpackedBeginning(path, unpack) : begin;
  const names = text && entryNames(text);
  if (!names || names.length === 0) return { packing, content: 'none' };
  return { packing, content: names.some((name) => ofImages.test(name)) ? 'images' : 'files' };
}

async function beginningOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/** What can be unpacked here. */
const unpackers: Partial<Record<Packing, (source: Readable) => Readable>> = {
  gzip: (source) => source.pipe(createGunzip()),
  zstd: unpackZstd,
};

/** undefined if it is not packed so after all. */
async function unpackedBeginning(path: string, unpack: (source: Readable) => Readable): Promise<Buffer | undefined> {
  const source = createReadStream(path);
  const unpacked = unpack(source);
  try {
    return await beginningOf(unpacked);
  } catch {
    // Broken at its very beginning: the engine says so when it is given it.
    return undefined;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/** Of the tar headers that are whole in it; undefined if the first is none. */
function entryNames(archive: Buffer): string[] | undefined {
  const names: string[] = [];
  for (let at = 0; at + blockSize <= archive.length; ) {
    const header = archive.subarray(at, at + blockSize);
    if (header.every((byte) => byte === 0)) break;
    if (!isHeader(header)) return names.length > 0 ? names : undefined;
    names.push(header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, ''));
    const size =
      Number.parseInt(
        header
          .subarray(124, 136)
          .toString('latin1')
          .replace(/[\0 ]+$/, ''),
        8,
      ) || 0;
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return names;
}

/** By its checksum, in which its own place counts as blanks. */
function isHeader(header: Buffer): boolean {
  const wanted = Number.parseInt(header.subarray(148, 156).toString('latin1'), 8);
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte;
  return sum === wanted;
}
