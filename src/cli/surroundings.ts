// What stands beside a Dockerfile: its folder is taken for the build context.
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LintSurroundings } from '../dockerfile/rule.ts';

export interface Folder {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** undefined if there is no such folder (a name given for the standard input). */
export async function readFolder(folder: string): Promise<Folder | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const namesOf = (isFolder: boolean) =>
      new Set(entries.filter((entry) => entry.isDirectory() === isFolder).map(({ name }) => name));
    return { files: namesOf(false), folders: namesOf(true) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What rules may know of the files around `file`. */
export async function surroundingsIn(folder: Folder | undefined, file: string): Promise<LintSurroundings> {
  if (!folder) return {};
  const own = `${basename(file)}.dockerignore`;
  const name = [own, '.dockerignore'].find((candidate) => folder.files.has(candidate));
  return {
    contextFiles: folder.files,
    contextFolders: folder.folders,
    dockerignore: name === undefined ? false : await readFile(join(dirname(file), name), 'utf8'),
  };
}
