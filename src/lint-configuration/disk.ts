// Configuration files on this machine's disk, for the command line and the language server.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConfigurationFolder } from './find.ts';

/** Folders by their absolute paths. */
export const diskConfigurationFolder: ConfigurationFolder<string> = { parent: parentInProject, read: readIfThere };

/** A repository ends the search: what lies above it belongs to somebody else. */
async function parentInProject(folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  return parent === folder || (await isThere(join(folder, '.git'))) ? undefined : parent;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readIfThere(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
