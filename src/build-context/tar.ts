// A build context as a tar archive, made while it is read: nothing is held but the piece on its way.
import { Readable } from 'node:stream';
import { contentOf } from './content.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-header.ts';
import type { ContextEntry } from './walk.ts';

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
      for await (const piece of contentOf(entry)) {
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
