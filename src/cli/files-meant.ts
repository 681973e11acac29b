// Which files a word of the command line means, and what is told of those that fail.
import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { findDockerfiles } from './dockerfile-search.ts';
import { filesMatching, isPattern } from './file-pattern.ts';

/** What was not found. */
export const searchFailures = {
  noMatch: (pattern: string) => l10n.t('No file matches {0}', pattern),
  noDockerfile: (folder: string) => l10n.t('No Dockerfile in {0}', folder),
};

/** Why a file is not read. */
export const fileFailures = {
  notThere: (path: string) => l10n.t('No such file or folder: {0}', path),
  noPermission: (path: string) => l10n.t('No permission to read or write {0}', path),
};

/** A file, the Dockerfiles in a folder, or what a pattern matches. Rejects as the file system does. */
export async function filesMeant(path: string): Promise<readonly string[]> {
  try {
    return (await stat(path)).isDirectory() ? await findDockerfiles(path) : [path];
  } catch (error) {
    // A shell that knows no `**`, and Windows' own, hand patterns on as they are.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && isPattern(path)) return filesMatching(path);
    throw error;
  }
}

/** For a person. */
export function failureText(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return fileFailures.notThere(path);
  if (code === 'EACCES' || code === 'EPERM') return fileFailures.noPermission(path);
  return `${path}: ${message}`;
}
