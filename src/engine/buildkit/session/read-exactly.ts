// A file of a build context as it was when it was told of: exactly that many bytes.
import { close, closeSync, constants, open, openSync, read, readSync } from 'node:fs';
import { BuildContextError, removedMeanwhile, truncated, unreadable } from '../../../build-context/error.ts';

/** A pipe that has taken the file's place must not be waited for. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Fills `bytes` from the file's beginning, at once: for small files of a quick disk. Throws BuildContextError. */
export function readSmallFile(path: string, bytes: Buffer): void {
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    for (let at = 0; at < bytes.length; ) {
      const got = readSync(file, bytes, at, bytes.length - at, null);
      if (got === 0) throw truncated(path);
      at += got;
    }
  } catch (error) {
    throw asContextError(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const pieceSize = 128 * 1024;

/** The same in pieces, waiting. Each piece is a buffer of its own. Rejects with BuildContextError, or as `signal` says. */
export async function* readExactly(path: string, size: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  // Not node:fs/promises, whose file handles take thrice the time of small files.
  const file = await settled<number>(path, (done) => open(path, flags, done));
  try {
    for (let left = size; left > 0; ) {
      signal?.throwIfAborted();
      const piece = Buffer.allocUnsafe(Math.min(left, pieceSize));
      const got = await settled<number>(path, (done) => read(file, piece, 0, piece.length, null, done));
      if (got === 0) throw truncated(path);
      left -= got;
      yield piece.subarray(0, got);
    }
  } finally {
    await settled<void>(path, (done) => close(file, (error) => done(error, undefined)));
  }
}

function settled<T>(
  path: string,
  work: (done: (error: Error | null | undefined, value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    work((error, value) => (error ? reject(asContextError(path, error)) : resolve(value)));
  });
}

function asContextError(path: string, error: unknown): BuildContextError {
  if (error instanceof BuildContextError) return error;
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? removedMeanwhile(path, error) : unreadable(path, error);
}
