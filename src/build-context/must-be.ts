// What a build is given by path must be there, and of its kind: said before anything is sent.

import { access, constants, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from './error.ts';

/** `what`: for the message, `Dockerfile`. Rejects with BuildContextError. */
export async function mustBe(kind: 'file' | 'folder', path: string, what: string): Promise<void> {
  try {
    const stats = await stat(path);
    if (kind === 'file' ? !stats.isFile() : !stats.isDirectory()) {
      throw new BuildContextError(path, l10n.t('The {0} {1} is no {2}. Choose another one.', what, path, kind));
    }
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof BuildContextError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new BuildContextError(path, l10n.t('There is no {0} {1}. Create it, or choose another one.', what, path), error)
      : new BuildContextError(
          path,
          `The ${what} ${path} cannot be read (${code ?? 'unknown reason'}). Make it readable.`,
          error,
        );
  }
}
