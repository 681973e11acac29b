// Reads a small file that may be absent (config.json, a context's metadata, a certificate).

import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { EngineError, type EngineErrorKind } from './errors.ts';

/** What is wrong with a small file. */
export const fileSentences = {
  unknownReason: () => l10n.t('unknown reason'),
  unreadable: (path: string, reason: string) =>
    l10n.t('{0} cannot be read ({1}). Correct its permissions.', path, reason),
  noJson: (path: string) => l10n.t('{0} is not valid JSON. Correct or remove it.', path),
};

/** undefined: there is none. Throws an EngineError of that kind if it is there and cannot be read. */
export function readOptionalFile(path: string, kind: EngineErrorKind = 'bad-endpoint'): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = code ?? fileSentences.unknownReason();
    throw new EngineError(kind, fileSentences.unreadable(path, reason), {
      cause: error,
    });
  }
}

/** undefined: there is no such file, or nothing in it. Throws as `readOptionalFile` does, also if it is no JSON. */
export function readOptionalJson(path: string, kind: EngineErrorKind = 'bad-endpoint'): unknown {
  const text = readOptionalFile(path, kind);
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may hold passwords.
    throw new EngineError(kind, fileSentences.noJson(path));
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
