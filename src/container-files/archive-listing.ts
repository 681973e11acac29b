// What is in a folder, read from the archive of all that is below it: works in stopped containers and without a shell.
// The archive API cannot list; contents pass by unread, and a bound ends the reading of what is too large.
import type { ListedFile } from './listing.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

/** Bytes of content that pass by at most: some seconds' worth. */
const mostBytes = 4_000_000_000;

export interface ArchiveListing {
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Names of symlinks, with what is written in them. */
  readonly links: ReadonlyMap<string, string>;
  readonly complete: boolean;
}

export async function listArchive(archive: AsyncIterable<Buffer>, most = mostBytes): Promise<ArchiveListing> {
  const files = new Map<string, ListedFile>();
  const links = new Map<string, string>();
  let bytes = 0;
  let top: string | undefined;
  for await (const entry of readTar(archive)) {
    const path = entry.path.replace(/^(\.?\/)+/, '');
    // The first entry is the folder itself: its name stands before all others, but for the root, which has none.
    if (top === undefined) {
      top = /^\.?$/.test(path) ? '' : `${path}/`;
      continue;
    }
    const [name, ...below] = (path.startsWith(top) ? path.slice(top.length) : path).split('/');
    if (name && below.length === 0) {
      files.set(name, listed(name, entry));
      if (entry.kind === 'symlink') links.set(name, entry.linkTarget);
    }
    bytes += entry.size;
    if (bytes > most) return { files, links, complete: false };
  }
  return { files, links, complete: true };
}

function listed(name: string, { kind, size, mode, modifiedAt }: TarEntry): ListedFile {
  return { name, kind: kind === 'hardlink' ? 'file' : kind, target: undefined, size, mode, modifiedAt };
}
