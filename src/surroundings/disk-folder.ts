// A folder on this machine's disk.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { EntryKind, Folder } from './folder.ts';

/** Not there, no folder, or nobody's to read: what is in it is not known. */
const unknown = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'];

/** `root`: its path. */
export function diskFolder(root: string): Folder {
  return {
    names: resolve(root).split(sep),
    list: (path) =>
      known(async () => {
        const entries = await readdir(join(root, path), { withFileTypes: true });
        return new Map(
          await Promise.all(
            entries.map(async (entry): Promise<[string, EntryKind]> => {
              const isFolder = entry.isSymbolicLink()
                ? (await known(() => stat(join(root, path, entry.name))))?.isDirectory() === true
                : entry.isDirectory();
              return [entry.name, isFolder ? 'folder' : 'file'];
            }),
          ),
        );
      }),
    read: (path) => known(() => readFile(join(root, path), 'utf8')),
  };
}

/** Rejects for all that is no answer about the path (a disk that fails). */
async function known<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (unknown.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
