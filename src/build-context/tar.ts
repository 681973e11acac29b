// A build context as a tar archive, made while it is read: nothing is held but the piece on its way.
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { BuildContextError, unreadable } from './error.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-header.ts';
import type { ContextEntry } from './walk.ts';

const pieceSize = 256 * 1024;

export interface TarProgress {
  readonly files: number;
  /** Of file content. */
  readonly bytes: number;
  /** Whether that was all. */
  readonly complete: boolean;
}

/**
 * Everything belongs to root, as in Docker's own uploads. The stream fails with BuildContextError; destroying it closes
 * the file that is being read.
 */
export function tarOf(entries: AsyncIterable<ContextEntry>, onProgress: (progress: TarProgress) => void): Readable {
  return Readable.from(pieces(entries, onProgress), { objectMode: false });
}

async function* pieces(
  entries: AsyncIterable<ContextEntry>,
  onProgress: (progress: TarProgress) => void,
): AsyncGenerator<Buffer> {
  let files = 0;
  let bytes = 0;
  for await (const entry of entries) {
    yield headers(entry);
    if (entry.kind !== 'folder') files++;
    if (entry.kind === 'file') {
      for await (const piece of content(entry)) {
        yield piece;
        bytes += piece.length;
        onProgress({ files, bytes, complete: false });
      }
      yield tarPadding(entry.size);
    }
    onProgress({ files, bytes, complete: false });
  }
  yield tarEnd();
  onProgress({ files, bytes, complete: true });
}

/** Exactly as many bytes as the header has promised. */
async function* content({ absolutePath, size }: ContextEntry): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const file = await open(absolutePath).catch((error) => {
    throw unreadable(absolutePath, error);
  });
  try {
    for (let left = size; left > 0; ) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(left, pieceSize)));
      if (bytesRead === 0) {
        throw new BuildContextError(absolutePath, `${absolutePath} became shorter while it was sent. Build again.`);
      }
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function headers(entry: ContextEntry): Buffer {
  return tarHeader({
    path: entry.kind === 'folder' ? `${entry.path}/` : entry.path,
    kind: entry.kind,
    mode: entry.mode,
    size: entry.size,
    modifiedAt: entry.modifiedAt,
    linkTarget: entry.linkTarget,
  });
}
