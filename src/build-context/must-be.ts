// What a build is given by path must be there, and of its kind: said before anything is sent.

import { access, constants, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from './error.ts';

/** `what`: for the message, `Dockerfile`. Rejects with BuildContextError. */
export async function mustBe(kind: 'file' | 'folder', path: string, what: string): Promise<void> {
  try {
    const stats = await stat(path);
    if (kind === 'file' ? !stats.isFile() : !stats.isDirectory()) {
      throw new BuildContextError(
        path,
        kind === 'file'
          ? l10n.t('{0}: {1} is not a file. Choose another one.', what, path)
          : l10n.t('{0}: {1} is not a folder. Choose another one.', what, path),
      );
    }
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof BuildContextError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new BuildContextError(
      path,
      code === 'ENOENT' || code === 'ENOTDIR'
        ? l10n.t('{0}: {1} does not exist. Create it, or choose another one.', what, path)
        : l10n.t('{0}: {1} cannot be read ({2}). Make it readable.', what, path, code ?? l10n.t('unknown reason')),
      error,
    );
  }
}
