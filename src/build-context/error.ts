// The one failure of this folder: something in the build context cannot be sent as it is.

import * as l10n from '@vscode/l10n';

/** What became of a file of the build context. */
export const contextFileSentences = {
  unreadable: (path: string, reason: string) =>
    l10n.t(
      '{0} is in the build context but cannot be read ({1}). Make it readable, or add it to .dockerignore.',
      path,
      reason,
    ),
  truncated: (path: string) => l10n.t('The file {0} was truncated while it was being sent. Build again.', path),
  removed: (path: string) => l10n.t('The file {0} was removed during the build. Build again.', path),
};

export class BuildContextError extends Error {
  override readonly name = 'BuildContextError';
  /** Absolute. */
  readonly path: string;

  /** `message`: one sentence for a person, with what to do. */
  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
  }
}

/** For a file or folder that the file system refuses. */
export function unreadable(path: string, error: unknown): BuildContextError {
  const { code } = error as NodeJS.ErrnoException;
  return new BuildContextError(path, contextFileSentences.unreadable(path, code ?? l10n.t('unknown reason')), error);
}

/** For a file that became shorter between being told of and being sent. */
export function truncated(path: string): BuildContextError {
  return new BuildContextError(path, contextFileSentences.truncated(path));
}

/** For a file that was removed between being told of and being sent. */
export function removedMeanwhile(path: string, error: unknown): BuildContextError {
  return new BuildContextError(path, contextFileSentences.removed(path), error);
}
