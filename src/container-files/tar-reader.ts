// Reads a tar archive while it comes in: headers first, contents only where they are wanted. Knows no engine.
// Formats: ustar, pax (POSIX.1-2001) and GNU's long names.
import * as l10n from '@vscode/l10n';
import { UserError } from '../user-error.ts';

/** What is wrong with an archive. */
export const tarSentences = {
  incomplete: () => l10n.t('The received data is not a complete tar archive. Try again.'),
};

const blockSize = 512;
/** Bytes of the longest pax header or name that is believed; a real one has some hundred. */
const longestExtension = 1024 * 1024;

export interface TarEntry {
  /** As it stands in the archive, without a slash at the end. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';
  /** The twelve permission bits. */
  readonly mode: number;
  /** Bytes of content. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly owner: number;
  readonly group: number;
  /** Of links: as it is written; of hard links: the path of an entry before. */
  readonly linkTarget: string;
  /** Pax records that this entry's other fields do not hold, such as extended attributes. */
  readonly records: ReadonlyMap<string, Buffer>;
  /** The header and all records before it as they came, to write the entry again with nothing lost. */
  readonly raw: { readonly header: Buffer; readonly records: ReadonlyMap<string, Buffer> };
  /** To be read before the next entry is asked for; what is left of it is skipped. */
  readonly content: AsyncIterable<Buffer>;
}

const kinds: Record<string, TarEntry['kind']> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
};
/** Records whose meaning is in the entry's own fields; they would contradict a changed entry. */
const fieldRecords = new Set(['path', 'linkpath', 'size', 'mtime', 'atime', 'ctime', 'uid', 'gid', 'uname', 'gname']);

/** Leaving the loop ends the source. Rejects with an UserError if it is no tar archive or ends too early. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const input = byteSource(source);
  try {
    let records = new Map<string, Buffer>();
    for (;;) {
      const header = await input.take(blockSize, 'end allowed');
      if (!header || header.every((byte) => byte === 0)) return;
      checkSum(header);
      const type = String.fromCharCode(header[156] ?? 0);
      const size = records.has('size') ? Number(records.get('size')) : numberAt(header, 124, 12);
      if (!Number.isSafeInteger(size) || size < 0) throw broken();
      const hasContent = !['1', '2', '3', '4', '5', '6'].includes(type);
      const padded = hasContent ? Math.ceil(size / blockSize) * blockSize : 0;
      if ('xgLK'.includes(type)) {
        if (size > longestExtension) throw broken();
        const extension = (await input.take(padded)).subarray(0, size);
        if (type === 'x') records = new Map([...records, ...paxRecords(extension)]);
        else if (type === 'L') records.set('path', withoutEnd(extension));
        else if (type === 'K') records.set('linkpath', withoutEnd(extension));
        continue;
      }
      const left = { bytes: padded };
      yield entryOf(header, type, hasContent ? size : 0, records, contentOf(input, left, size));
      records = new Map();
      while (left.bytes > 0) left.bytes -= (await input.some(left.bytes)).length;
    }
  } finally {
    await input.end();
  }
}

/** The first entry alone. */
export async function firstEntry(source: AsyncIterable<Buffer>): Promise<TarEntry> {
  for await (const entry of readTar(source)) return entry;
  throw broken();
}

async function* contentOf(input: ByteSource, left: { bytes: number }, size: number): AsyncGenerator<Buffer> {
  const padding = left.bytes - size;
  while (left.bytes > padding) {
    const piece = await input.some(left.bytes - padding);
    left.bytes -= piece.length;
    yield piece;
  }
}

function entryOf(
  header: Buffer,
  type: string,
  size: number,
  records: ReadonlyMap<string, Buffer>,
  content: AsyncIterable<Buffer>,
): TarEntry {
  const text = (key: string, otherwise: string) => records.get(key)?.toString('utf8') ?? otherwise;
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? textAt(header, 345, 155) : '';
  const name = textAt(header, 0, 100);
  const mtime = Number(text('mtime', String(numberAt(header, 136, 12))));
  return {
    path: text('path', prefix === '' ? name : `${prefix}/${name}`).replace(/(?<=.)\/+$/, ''),
    kind: kinds[type] ?? 'other',
    mode: numberAt(header, 100, 8) & 0o7777,
    size,
    modifiedAt: Math.floor(mtime * 1000),
    owner: Number(text('uid', String(numberAt(header, 108, 8)))),
    group: Number(text('gid', String(numberAt(header, 116, 8)))),
    linkTarget: text('linkpath', textAt(header, 157, 100)),
    records: new Map([...records].filter(([key]) => !fieldRecords.has(key))),
    raw: { header, records },
    content,
  };
}

function checkSum(header: Buffer): void {
  if (!isTarHeader(header)) throw broken();
}

/** Of the first 512 bytes of something. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < blockSize) return false;
  const header = block.subarray(0, blockSize);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return numberAt(header, 148, 8) === sum;
}

function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal digits, or with the first bit set a binary number (GNU, for large ones). */
function numberAt(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  if ((field[0] ?? 0) & 0x80) return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  const digits = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim();
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function withoutEnd(text: Buffer): Buffer {
  const end = text.indexOf(0);
  return end < 0 ? text : text.subarray(0, end);
}

/** `<length> <key>=<value>\n` one after the other; values may be any bytes. */
function paxRecords(extension: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < extension.length; ) {
    const space = extension.indexOf(0x20, at);
    const length = Number(extension.toString('latin1', at, Math.max(at, space)));
    const equals = extension.indexOf(0x3d, space);
    const end = at + length;
    if (space < 0 || !(length > 0) || end > extension.length || equals < 0 || equals > end) throw broken();
    records.set(extension.toString('utf8', space + 1, equals), extension.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}

interface ByteSource {
  /** Exactly so many bytes; with 'end allowed' undefined at the source's end. */
  take(length: number): Promise<Buffer>;
  take(length: number, end: 'end allowed'): Promise<Buffer | undefined>;
  /** At least one byte, at most so many. */
  some(most: number): Promise<Buffer>;
  end(): Promise<void>;
}

function byteSource(source: AsyncIterable<Buffer>): ByteSource {
  const iterator = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await iterator.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  const cut = (length: number) => {
    const piece = rest.subarray(0, length);
    rest = rest.subarray(length);
    return piece;
  };
  return {
    async take(length: number, end?: 'end allowed') {
      while (rest.length < length) {
        if (await more()) continue;
        if (end && rest.length === 0) return undefined as never;
        throw broken();
      }
      return cut(length);
    },
    async some(most) {
      while (rest.length === 0) if (!(await more())) throw broken();
      return cut(most);
    },
    async end() {
      await iterator.return?.();
    },
  };
}

function broken(): UserError {
  return new UserError('failed', tarSentences.incomplete());
}
