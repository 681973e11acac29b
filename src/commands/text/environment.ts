// Environment variables: as a user types them, and from an environment file. Pure text.
import * as l10n from '@vscode/l10n';
import { joinWords, splitWords } from './shell-words.ts';

/** What is wrong with a file of variables. */
export const environmentFileSentences = {
  line: (line: number) => l10n.t('Line {0} is not valid. Use NAME=value.', line),
};

/** Reads `NAME=value "OTHER=two words"`; answers the entries, or what is wrong with the text. */
export function parseEnvironment(text: string): string[] | { readonly wrong: string } {
  const words = splitWords(text);
  if ('wrong' in words) return words;
  const bad = words.find((word) => !/^[^=\s]+=/.test(word));
  if (bad !== undefined)
    return { wrong: l10n.t('"{0}" has no value. Use NAME=value, and quote values with spaces.', bad) };
  return words;
}

export function formatEnvironment(entries: readonly string[]): string {
  return joinWords(entries);
}

/**
 * Reads an environment file as `docker run --env-file` does: one `NAME=value` a line, quotes are part of the value, `#`
 * begins a comment line, a name alone takes its value from `own`, or is left out if that has none.
 */
export function parseEnvironmentFile(
  text: string,
  own: Readonly<Record<string, string | undefined>>,
): string[] | { readonly wrong: string } {
  const entries: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const name = equals < 0 ? line.trimEnd() : line.slice(0, equals);
    // The value may be a secret: only the line's number is told.
    if (name === '' || /\s/.test(name)) return { wrong: environmentFileSentences.line(index + 1) };
    if (equals >= 0) entries.push(line);
    else if (own[name] !== undefined) entries.push(`${name}=${own[name]}`);
  }
  return entries;
}
