// Writes a stream to a file, through others if there are any.
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Once it has settled, nobody touches the file any more: what is removed after a failure stays removed. (A stream that opens its
 * file by itself may do so after it has failed.) Rejects with what the stream, the disk or the signal said.
 */
export async function writeFromStream(
  content: Readable | readonly [Readable, ...Transform[]],
  path: string,
  { flags = 'w', mode, signal }: { flags?: 'w' | 'wx'; mode?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const streams = 'pipe' in content ? [content] : content;
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags, mode);
    await pipeline([...streams, file.createWriteStream()], { ...(signal ? { signal } : {}) });
  } catch (error) {
    for (const stream of streams) stream.destroy();
    throw error;
  } finally {
    await file?.close();
  }
}
