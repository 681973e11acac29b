// Archives between the engine and this machine's disk: progress by bytes, cancel, and never a half-written file under
// the final name.

import { createReadStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import { writeFromStream } from '../../file-from-stream.ts';
import { formatBytes } from '../../quantities.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';
import type { Progress } from './dialogs.ts';

/** Writes `archive` to `path`; answers its bytes. `expected`: about how many will come, if that is known. */
export async function writeArchive(
  archive: Readable,
  path: string,
  expected: number | undefined,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<number> {
  const partial = `${path}.partial`;
  let bytes = 0;
  const counted = counting((sum) => {
    bytes = sum;
    report({
      message: formatBytes(sum),
      // An archive is a little larger than what it holds: the bar shall not stand full while bytes still come.
      ...(expected === undefined ? {} : { fraction: Math.min(0.99, sum / expected) }),
    });
  });
  try {
    await writeFromStream([archive, counted], partial, { signal });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw asDiskError(error, path, signal);
  }
  return bytes;
}

/** Gives `take` the file's content as it is read, and reports how far that is. */
export async function readArchive<T>(
  path: string,
  report: (progress: Progress) => void,
  signal: AbortSignal,
  take: (archive: Readable) => Promise<T>,
): Promise<T> {
  let size: number;
  try {
    size = (await stat(path)).size;
  } catch (error) {
    throw asDiskError(error, path, signal);
  }
  const file = createReadStream(path);
  const counted = counting((sum) =>
    report({ message: l10n.t('{0} of {1}', formatBytes(sum), formatBytes(size)), fraction: size > 0 ? sum / size : 1 }),
  );
  const reading = pipeline(file, counted, { signal, end: true });
  // What goes wrong with the file breaks the stream that `take` reads; it is awaited below.
  reading.catch(() => undefined);
  try {
    const answer = await take(counted);
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    file.destroy();
    // The engine only sees a stream that broke; the reason is the file's.
    throw file.errored && !signal.aborted ? asDiskError(file.errored, path, signal) : error;
  }
}

/** What goes wrong with the file at `path`, in our words. */
export async function localWords<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw asDiskError(error, path, new AbortController().signal);
  }
}

function counting(onSum: (bytes: number) => void): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum += chunk.length;
      onSum(sum);
      done(null, chunk);
    },
  });
}

/** By the code of Node's error. */
export const diskFailures = {
  ENOSPC: l10n.t('The disk is full. Free some space, or choose another location.'),
  EACCES: l10n.t('You do not have permission to read or write there. Choose another location.'),
  EPERM: l10n.t('You do not have permission to read or write there. Choose another location.'),
  EROFS: l10n.t('That disk is read-only. Choose another location.'),
  ENOENT: l10n.t('That file or folder does not exist.'),
  EISDIR: l10n.t('That is a folder. Choose a file.'),
} as const;

/** The engine's own errors and a cancellation come out as they are. */
function asDiskError(error: unknown, path: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const said = new Map(Object.entries(diskFailures)).get(String((error as NodeJS.ErrnoException)?.code));
  if (said === undefined || isKnownFailure(error)) return error;
  return new UserError('failed', diskFailure(path, said), { cause: error });
}

export const diskFailure = (path: string, why: string) => `${path}: ${why}`;
