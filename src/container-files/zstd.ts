// Unpacks zstd as a stream: engines before 23.0 cannot, and Node does not before version 22. Format: RFC 8878.

import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { Decompress } from 'fzstd';
import { UserError } from '../user-error.ts';

/** What is wrong with an archive. */
export const zstdSentences = {
  corrupt: () => l10n.t('The archive is corrupt: its zstd data cannot be decompressed.'),
};

/** Bytes that are unpacked at once. What is hostile grows by some ten thousand times: more would fill the memory. */
const piece = 4096;

/** Errors of `source` come out as they are; what is no zstd, or ends too early, is an UserError `invalid`. */
export function unpackZstd(source: Readable): Readable {
  return Readable.from(unpacked(source), { objectMode: false });
}

async function* unpacked(source: Readable): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const stream = new Decompress((bytes) => void ready.push(bytes));
  const push = (bytes: Uint8Array, isLast: boolean) => {
    try {
      stream.push(bytes, isLast);
    } catch (error) {
      throw new UserError('invalid', zstdSentences.corrupt(), {
        cause: error,
      });
    }
    const given = ready.filter(({ length }) => length > 0);
    ready = [];
    return given;
  };
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += piece) yield* push(chunk.subarray(at, at + piece), false);
  }
  yield* push(new Uint8Array(), true);
}
