// A build context as a tar archive, made while it is read: nothing is held but the piece on its way.
// Format: POSIX.1-2001 (pax), since ustar alone has neither long nor non-ASCII names nor files of 8 GiB.
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { BuildContextError, unreadable } from './error.ts';
import type { ContextEntry } from './walk.ts';

const blockSize = 512;
const pieceSize = 256 * 1024;
/** The largest number in the 11 octal digits of a header. */
const largestOctal = 0o77777777777;

export interface TarProgress {
  readonly files: number;
  /** Of file content. */
  readonly bytes: number;
  /** Whether that was all. */
  readonly complete: boolean;
}

/**
 * Everything belongs to root, as in Docker's own uploads. The stream fails with BuildContextError; destroying it closes
 * the file that is being read.
 */
export function tarOf(entries: AsyncIterable<ContextEntry>, onProgress: (progress: TarProgress) => void): Readable {
  return Readable.from(pieces(entries, onProgress), { objectMode: false });
}

async function* pieces(
  entries: AsyncIterable<ContextEntry>,
  onProgress: (progress: TarProgress) => void,
): AsyncGenerator<Buffer> {
  let files = 0;
  let bytes = 0;
  for await (const entry of entries) {
    yield headers(entry);
    if (entry.kind !== 'folder') files++;
    if (entry.kind === 'file') {
      for await (const piece of content(entry)) {
        yield piece;
        bytes += piece.length;
        onProgress({ files, bytes, complete: false });
      }
      yield padding(entry.size);
    }
    onProgress({ files, bytes, complete: false });
  }
  yield Buffer.alloc(2 * blockSize);
  onProgress({ files, bytes, complete: true });
}

/** Exactly as many bytes as the header has promised. */
async function* content({ absolutePath, size }: ContextEntry): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const file = await open(absolutePath).catch((error) => {
    throw unreadable(absolutePath, error);
  });
  try {
    for (let left = size; left > 0; ) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(left, pieceSize)));
      if (bytesRead === 0) {
        throw new BuildContextError(absolutePath, `${absolutePath} became shorter while it was sent. Build again.`);
      }
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function headers(entry: ContextEntry): Buffer {
  const path = entry.kind === 'folder' ? `${entry.path}/` : entry.path;
  const link = entry.linkTarget ?? '';
  const records = [
    ...(fits(path) ? [] : [record('path', path)]),
    ...(fits(link) ? [] : [record('linkpath', link)]),
    ...(entry.size > largestOctal ? [record('size', String(entry.size))] : []),
  ];
  const type = entry.kind === 'file' ? '0' : entry.kind === 'link' ? '2' : '5';
  const main = header({ path, link, type, mode: entry.mode, size: entry.size, modifiedAt: entry.modifiedAt });
  if (records.length === 0) return main;
  const extended = Buffer.concat(records);
  const before = header({ path: 'pax', link: '', type: 'x', mode: 0o644, size: extended.length, modifiedAt: 0 });
  return Buffer.concat([before, extended, padding(extended.length), main]);
}

function fits(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII.
  return /^[\x00-\x7f]{0,100}$/.test(name);
}

/** `<length> <key>=<value>\n`, the length counting itself. */
function record(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

interface HeaderFields {
  readonly path: string;
  readonly link: string;
  readonly type: string;
  readonly mode: number;
  readonly size: number;
  readonly modifiedAt: number;
}

function header({ path, link, type, mode, size, modifiedAt }: HeaderFields): Buffer {
  const block = Buffer.alloc(blockSize);
  block.write(path, 0, 100);
  block.write(octal(mode, 7), 100);
  // Owner and group.
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size > largestOctal ? 0 : size, 11), 124);
  block.write(octal(Math.max(0, modifiedAt), 11), 136);
  // The sum is made with blanks in its own place.
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}

function padding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}
