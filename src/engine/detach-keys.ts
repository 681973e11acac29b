// The keys that leave an attached terminal, as Docker writes them: `ctrl-p,ctrl-q`. Source: `detachKeys` of config.json,
// docker-attach(1); the names are those of github.com/moby/term, ascii.go.

import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../errors.ts';
import { isRecord, readOptionalJson } from '../optional-file.ts';

/** What is wrong with the keys. */
export const detachSentences = {
  invalid: (path: string, keys: string) =>
    l10n.t(
      '"detachKeys" in {0} is "{1}", which is not valid. Use a form like ctrl-p,ctrl-q, or remove it.',
      path,
      keys,
    ),
};

export const defaultDetachKeys = 'ctrl-p,ctrl-q';

/** `ctrl-@` is the character 0, `ctrl-a` 1 and so on. */
export const controlKeys: readonly string[] = [...'@abcdefghijklmnopqrstuvwxyz[\\]^_'].map((key) => `ctrl-${key}`);

/** The characters that those keys send, or undefined if one of them is no key. */
export function detachCharacters(keys: string): string | undefined {
  const characters = keys.split(',').map((name) => {
    if (name === 'DEL') return '\x7f';
    if (name.length === 1) return name;
    const code = controlKeys.indexOf(name);
    return code < 0 ? undefined : String.fromCharCode(code);
  });
  return characters.includes(undefined) ? undefined : characters.join('');
}

/** For a person: `Ctrl+P Ctrl+Q`. */
export function detachKeysInWords(keys: string): string {
  return keys
    .split(',')
    .map((name) => name.replace(/^ctrl-(.)$/, (_, key: string) => `Ctrl+${key.toUpperCase()}`))
    .join(' ');
}

/**
 * What config.json says, or Docker's default: also if that file is broken, of which others tell. Read anew each time, since it
 * changes. Throws EngineError `invalid` if it names what is no key, as `docker attach` refuses it.
 */
export function readDetachKeys(dockerConfigFolder: string): string {
  const path = join(dockerConfigFolder, 'config.json');
  const keys = detachKeysOf(path);
  if (detachCharacters(keys) !== undefined) return keys;
  throw new EngineError('invalid', detachSentences.invalid(path, keys));
}

function detachKeysOf(path: string): string {
  try {
    const content = readOptionalJson(path);
    const keys = isRecord(content) ? content.detachKeys : undefined;
    return typeof keys === 'string' && keys !== '' ? keys : defaultDetachKeys;
  } catch (error) {
    if (isEngineError(error)) return defaultDetachKeys;
    throw error;
  }
}
