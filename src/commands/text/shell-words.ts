// Words as a POSIX shell splits and quotes them, without expansions: for command lines that a user types and copies.

import * as l10n from '@vscode/l10n';

/** Splits `sh -c "echo hi"` into its words; `wrong` says what is missing. `$` and backquotes stay what they are. */
export function splitWords(text: string): string[] | { readonly wrong: string } {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      const quoted = character === "'" ? singleQuoted(text, at) : doubleQuoted(text, at);
      if (quoted === undefined) return { wrong: l10n.t('A quote ({0}) is not closed.', character) };
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (character === '\\') {
      if (at + 1 === text.length)
        return { wrong: l10n.t('There is nothing to escape after the backslash at the end.') };
      word = (word ?? '') + (isWindowsPath(word) ? character : text.charAt(++at));
    } else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** Whether a backslash goes on with a path of Windows, as that system's shells have it: behind `C:`, `src=C:\code`. */
export const isWindowsPath = (word: string | undefined): boolean => /(?:^|[=,])[A-Za-z]:[^:]*$/.test(word ?? '');

/** One word, quoted only if a shell would change it otherwise. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The text that `splitWords` reads. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function singleQuoted(text: string, start: number): { text: string; end: number } | undefined {
  const end = text.indexOf("'", start + 1);
  return end < 0 ? undefined : { text: text.slice(start + 1, end), end };
}

function doubleQuoted(text: string, start: number): { text: string; end: number } | undefined {
  let inside = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return { text: inside, end: at };
    // Inside double quotes a backslash quotes these alone (POSIX, Shell Command Language, 2.2.3).
    if (character === '\\' && /["\\$`]/.test(text.charAt(at + 1))) inside += text.charAt(++at);
    else inside += character;
  }
  return undefined;
}
