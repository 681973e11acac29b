// The one failure of this folder: something in the build context cannot be sent as it is.

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
  return new BuildContextError(
    path,
    `${path} is part of the build context and cannot be read (${code ?? 'unknown reason'}). Make it readable, or list it in .dockerignore.`,
    error,
  );
}
