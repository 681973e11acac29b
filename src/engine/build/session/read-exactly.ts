// A file of a build context as it was when it was told of: exactly that many bytes, in pieces.
import { close, constants, open, read } from 'node:fs';
import { BuildContextError, unreadable } from '../../../build-context/error.ts';

const pieceSize = 128 * 1024;

/** A pipe that has taken the file's place must not be waited for. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Rejects with BuildContextError. Each piece is a buffer of its own. */
export async function* readExactly(path: string, size: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const file = await opened(path);
  try {
    for (let left = size; left > 0; ) {
      signal?.throwIfAborted();
      const piece = Buffer.allocUnsafe(Math.min(left, pieceSize));
      const bytes = await readInto(file, piece, path);
      if (bytes === 0) throw new BuildContextError(path, `${path} became shorter while it was sent. Build again.`);
      left -= bytes;
      yield bytes === piece.length ? piece : piece.subarray(0, bytes);
    }
  } finally {
    await closed(file);
  }
}

// Not node:fs/promises, whose file handles take thrice the time of small files.

function opened(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, flags, (error, file) => {
      if (!error) resolve(file);
      else if (error.code === 'ENOENT') {
        reject(new BuildContextError(path, `${path} disappeared while it was sent. Build again.`, error));
      } else reject(unreadable(path, error));
    });
  });
}

function readInto(file: number, piece: Buffer, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, piece, 0, piece.length, null, (error, bytes) =>
      error ? reject(unreadable(path, error)) : resolve(bytes),
    );
  });
}

function closed(file: number): Promise<void> {
  return new Promise((resolve) => {
    close(file, () => resolve());
  });
}
