// What is in a file of a build context, piece by piece.

import { open } from 'node:fs/promises';
import { truncated, unreadable } from './error.ts';
import type { ContextEntry } from './walk.ts';

const pieceSize = 256 * 1024;

/** Exactly as many bytes as the entry says. Rejects with BuildContextError. */
export async function* contentOf({ absolutePath, size }: ContextEntry): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const file = await open(absolutePath).catch((error) => {
    throw unreadable(absolutePath, error);
  });
  try {
    for (let left = size; left > 0; ) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(left, pieceSize)));
      if (bytesRead === 0) throw truncated(absolutePath);
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
