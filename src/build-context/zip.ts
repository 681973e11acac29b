// A build context as a zip, for people: made while it is read, like the tar archive that builds send.
// Format: PKWARE's APPNOTE.TXT; permissions as Info-ZIP keeps them.

import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import { ZipFile } from 'yazl';
import { contentOf } from './content.ts';
import { BuildContextError } from './error.ts';
import type { TarProgress } from './tar.ts';
import type { ContextEntry } from './walk.ts';

/** What kind of file it is, in front of the permission bits. */
const types = { file: 0o100000, folder: 0o040000, link: 0o120000 } as const;

/** The stream fails with BuildContextError; destroying it closes the file that is being read. */
export function zipOf(entries: AsyncIterable<ContextEntry>, onProgress: (progress: TarProgress) => void): Readable {
  const zip = new ZipFile();
  // What it is declared as does not say that it can be destroyed.
  const output = zip.outputStream as Readable;
  fill(zip, output, entries, onProgress).catch((error: Error) => output.destroy(error));
  return output;
}

async function fill(
  zip: ZipFile,
  output: Readable,
  entries: AsyncIterable<ContextEntry>,
  onProgress: (progress: TarProgress) => void,
): Promise<void> {
  let files = 0;
  let bytes = 0;
  for await (const entry of entries) {
    if (output.destroyed) return;
    const { path, kind } = entry;
    mustFit(entry);
    const options = { mtime: new Date(entry.modifiedAt * 1000), mode: types[kind] | entry.mode };
    if (kind === 'folder') zip.addEmptyDirectory(path, options);
    else if (kind === 'link') zip.addBuffer(Buffer.from(entry.linkTarget ?? ''), path, options);
    else {
      await addFile(zip, output, entry, options, (more) => {
        bytes += more;
        onProgress({ files, bytes, complete: false });
      });
    }
    if (kind !== 'folder') files++;
    onProgress({ files, bytes, complete: false });
  }
  zip.end();
  onProgress({ files, bytes, complete: true });
}

/** Waits until it is read: only one file is open at a time. */
async function addFile(
  zip: ZipFile,
  output: Readable,
  entry: ContextEntry,
  options: { readonly mtime: Date; readonly mode: number },
  onBytes: (bytes: number) => void,
): Promise<void> {
  const content = Readable.from(counted(contentOf(entry), onBytes), { objectMode: false });
  const end = () => content.destroy();
  output.once('close', end);
  try {
    zip.addReadStream(content, entry.path, options);
    await finished(content);
  } finally {
    output.off('close', end);
  }
}

async function* counted(pieces: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    yield piece;
    onBytes(piece.length);
  }
}

/** In a zip a backslash is read as a slash by some, and a drive's name as that drive. */
function mustFit({ path, absolutePath }: ContextEntry): void {
  if (!path.includes('\\') && !/^[a-z]:/i.test(path)) return;
  throw new BuildContextError(absolutePath, notInZip(absolutePath));
}

export const notInZip = (path: string): string =>
  l10n.t('The name of {0} is not allowed in a zip file. Rename it, or add it to .dockerignore.', path);
