// What stands beside a Dockerfile: its folder is taken for the build context.
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseDockerfile } from '../dockerfile/document.ts';
import type { LintSurroundings } from '../dockerfile/rule.ts';
import { sourceFolders } from '../dockerfile/source-folders.ts';

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

/** What rules may know of the files around `file`, whose text is `text`. */
export async function surroundingsIn(
  folder: Folder | undefined,
  file: string,
  text: string,
): Promise<LintSurroundings> {
  if (!folder) return {};
  const own = `${basename(file)}.dockerignore`;
  const name = [own, '.dockerignore'].find((candidate) => folder.files.has(candidate));
  return {
    contextFiles: folder.files,
    contextFolders: folder.folders,
    contextEntries: await entriesBelow(dirname(file), sourceFolders(parseDockerfile(text))),
    dockerignore: name === undefined ? false : await readFile(join(dirname(file), name), 'utf8'),
  };
}

async function entriesBelow(root: string, folders: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
  const entries = new Map<string, ReadonlySet<string>>();
  for (const folder of folders) {
    try {
      entries.set(folder, new Set(await readdir(join(root, folder))));
    } catch (error) {
      // Not there, no folder, or nobody's to read: what is in it is not known.
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'].includes(code)) throw error;
    }
  }
  return entries;
}
