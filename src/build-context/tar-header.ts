// Headers of a tar archive, to write one. Knows nothing of where the contents come from.
// Format: POSIX.1-2001 (pax), since ustar alone has neither long nor non-ASCII names nor files of 8 GiB.

const blockSize = 512;
/** The largest numbers in the 11 and 7 octal digits of a header. */
const largestOctal = 0o77777777777;
const largestOwner = 0o7777777;

export interface TarHeader {
  /** Relative, with `/`; a folder's ends with one. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink';
  /** The twelve permission bits. */
  readonly mode: number;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** Seconds since 1970, with a fraction if it is known. */
  readonly modifiedAt: number;
  /** Only of links; of hard links the path of an entry before. */
  readonly linkTarget?: string | undefined;
  /** Numbers; root if absent. */
  readonly owner?: number;
  readonly group?: number;
  /** Further pax records (extended attributes), by key. */
  readonly records?: ReadonlyMap<string, Buffer>;
}

const typeFlags = { file: '0', hardlink: '1', link: '2', folder: '5' } as const;

/** The header, with a pax header before it if the fields do not fit. */
export function tarHeader(fields: TarHeader): Buffer {
  const { path, linkTarget: link = '', size, modifiedAt, owner = 0, group = 0 } = fields;
  const wanted: [string, string | Buffer, boolean][] = [
    ['path', path, !fits(path)],
    ['linkpath', link, !fits(link)],
    ['size', String(size), size > largestOctal],
    ['mtime', modifiedAt.toFixed(3), !Number.isInteger(modifiedAt)],
    ['uid', String(owner), owner > largestOwner],
    ['gid', String(group), group > largestOwner],
    ...[...(fields.records ?? [])].map(([key, value]): [string, Buffer, boolean] => [key, value, true]),
  ];
  const records = wanted.filter(([, , needed]) => needed).map(([key, value]) => record(key, value));
  const main = block({ ...fields, link, owner, group, type: typeFlags[fields.kind] });
  return records.length === 0 ? main : Buffer.concat([extendedHeader(records), main]);
}

/** Stands before another header, whose fields its records outweigh. At least one record. */
export function paxHeader(records: ReadonlyMap<string, string | Buffer>): Buffer {
  return extendedHeader([...records].map(([key, value]) => record(key, value)));
}

function extendedHeader(records: readonly Buffer[]): Buffer {
  const extended = Buffer.concat(records);
  const nobody = { owner: 0, group: 0, link: '', modifiedAt: 0 };
  const before = block({ ...nobody, path: 'pax', type: 'x', mode: 0o644, size: extended.length });
  return Buffer.concat([before, extended, tarPadding(extended.length)]);
}

/** What follows a content of that many bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}

export function tarEnd(): Buffer {
  return Buffer.alloc(2 * blockSize);
}

function fits(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII.
  return /^[\x00-\x7f]{0,100}$/.test(name);
}

/** `<length> <key>=<value>\n`, the length counting itself. */
function record(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

interface BlockFields {
  readonly path: string;
  readonly link: string;
  readonly type: string;
  readonly mode: number;
  readonly size: number;
  readonly modifiedAt: number;
  readonly owner: number;
  readonly group: number;
}

function block({ path, link, type, mode, size, modifiedAt, owner, group }: BlockFields): Buffer {
  const bytes = Buffer.alloc(blockSize);
  bytes.write(path, 0, 100);
  bytes.write(octal(mode, 7), 100);
  bytes.write(octal(owner > largestOwner ? 0 : owner, 7), 108);
  bytes.write(octal(group > largestOwner ? 0 : group, 7), 116);
  bytes.write(octal(size > largestOctal ? 0 : size, 11), 124);
  bytes.write(octal(Math.max(0, Math.floor(modifiedAt)), 11), 136);
  // The sum is made with blanks in its own place.
  bytes.write(' '.repeat(8), 148);
  bytes.write(type, 156);
  bytes.write(link, 157, 100);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 6)}\0 `, 148);
  return bytes;
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}
