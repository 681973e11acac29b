// What a build is given by path must be there, and of its kind: said before anything is sent.

import { access, constants, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from './error.ts';

/** What is wrong with a place that was given. `what`: what it is for. */
export const placeSentences = {
  notFile: (what: string, path: string) => l10n.t('{0}: {1} is not a file. Choose another one.', what, path),
  notFolder: (what: string, path: string) => l10n.t('{0}: {1} is not a folder. Choose another one.', what, path),
  notThere: (what: string, path: string) =>
    l10n.t('{0}: {1} does not exist. Create it, or choose another one.', what, path),
  unreadable: (what: string, path: string, reason: string) =>
    l10n.t('{0}: {1} cannot be read ({2}). Make it readable.', what, path, reason),
};

/** `what`: for the message, `Dockerfile`. Rejects with BuildContextError. */
export async function mustBe(kind: 'file' | 'folder', path: string, what: string): Promise<void> {
  try {
    const stats = await stat(path);
    if (kind === 'file' ? !stats.isFile() : !stats.isDirectory()) {
      throw new BuildContextError(
        path,
        kind === 'file' ? placeSentences.notFile(what, path) : placeSentences.notFolder(what, path),
      );
    }
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof BuildContextError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new BuildContextError(
      path,
      code === 'ENOENT' || code === 'ENOTDIR'
        ? placeSentences.notThere(what, path)
        : placeSentences.unreadable(what, path, code ?? l10n.t('unknown reason')),
      error,
    );
  }
}
