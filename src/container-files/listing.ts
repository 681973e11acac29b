// What is in a folder of a container, as a person sees it: the model, and the reading of what `stat` in the container says.
import type { FileStat } from '../engine/files-api.ts';

export interface ListedFile {
  readonly name: string;
  readonly kind: FileStat['kind'];
  /** What a symlink leads to; undefined for all others, and for one that leads nowhere. */
  readonly target: 'file' | 'folder' | 'other' | undefined;
  /** Bytes. */
  readonly size: number;
  /** The twelve permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export interface Listing {
  /** Folders first, then by name. */
  readonly files: readonly ListedFile[];
  /** Whether that is all; a folder too large to be read is cut. */
  readonly complete: boolean;
}

/** Between the entries as they are and the entries that symlinks lead to. No name holds a slash. */
const divider = '//\n';

/**
 * For `sh -c`, with the folder as `$1`; needs `stat` (coreutils, busybox, toybox). The first line counts the names, with
 * up to three patterns that matched nothing.
 */
export const listScript = `cd -- "$1" || exit 3
set -- * .[!.]* ..?*
echo "$#"
stat -c '/%f %s %Y %n' -- "$@" 2>/dev/null
printf '${divider.replace('\n', '\\n')}'
stat -L -c '/%f %s %Y %n' -- "$@" 2>/dev/null
exit 0`;

/** Undefined: the output is not what the script prints (no `stat`, or too many names for one call of it). */
export function readListing(output: string): Listing | undefined {
  const start = output.indexOf('\n');
  const middle = output.indexOf(divider, start);
  if (start < 0 || middle < 0) return undefined;
  const count = Number(output.slice(0, start));
  const found = recordsOf(output.slice(start + 1, middle));
  if (!(found.length >= count - 3)) return undefined;
  const targets = new Map(recordsOf(output.slice(middle + divider.length)).map((record) => [record.name, record]));
  const files = found.map(({ kind, ...rest }): ListedFile => {
    const target = kind === 'symlink' ? targets.get(rest.name)?.kind : undefined;
    return { ...rest, kind, target: target === 'symlink' ? undefined : target };
  });
  return { files: files.sort(foldersFirst), complete: true };
}

/** Whether it can be opened like a folder. */
export function isFolder({ kind, target }: Pick<ListedFile, 'kind' | 'target'>): boolean {
  return (kind === 'symlink' ? target : kind) === 'folder';
}

export function foldersFirst(a: ListedFile, b: ListedFile): number {
  return Number(isFolder(b)) - Number(isFolder(a)) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** Each record begins with a slash, which no name has; a name may have line ends. */
function recordsOf(text: string) {
  return text
    .split('/')
    .slice(1)
    .flatMap((line) => {
      const match = /^([0-9a-f]+) (\d+) (-?\d+) ([\s\S]*)\n$/.exec(line);
      if (!match) return [];
      const bits = Number.parseInt(String(match[1]), 16);
      return {
        name: String(match[4]),
        kind: kindOfMode(bits),
        size: Number(match[2]),
        mode: bits & 0o7777,
        modifiedAt: Number(match[3]) * 1000,
      };
    });
}

/** The upper bits of `st_mode`, see inode(7). */
function kindOfMode(bits: number): FileStat['kind'] {
  switch (bits & 0o170000) {
    case 0o040000:
      return 'folder';
    case 0o100000:
      return 'file';
    case 0o120000:
      return 'symlink';
    default:
      return 'other';
  }
}
