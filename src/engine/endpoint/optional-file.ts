// Reads a small file that may be absent (a context's metadata, a certificate).
import { readFileSync } from 'node:fs';
import { EngineError } from '../errors.ts';

/** undefined: there is none. Throws EngineError `bad-endpoint` if it is there and cannot be read. */
export function readOptionalFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = code ?? 'unknown reason';
    throw new EngineError('bad-endpoint', `${path} cannot be read (${reason}). Make it readable for you.`, {
      cause: error,
    });
  }
}
