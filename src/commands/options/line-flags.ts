// The parts that pasted lines have alike, whatever they do: what stands before the verb, and flags as Docker's command line reads
// them. Pure text.
import * as l10n from '@vscode/l10n';
import { unknown } from './shell-line.ts';

/** What is wrong with a flag as it is written. */
export const flagSentences = {
  noValue: (flag: string) => l10n.t('{0} needs a value.', flag),
  noBoolean: (flag: string) => l10n.t('{0} must be true or false.', flag),
};

export type LineFlag =
  | { readonly kind: 'switch'; set(isOn: boolean): void }
  /** `take` answers what is wrong. */
  | { readonly kind: 'value'; take(value: string): string | undefined }
  /** Known, but not taken. */
  | { readonly kind: 'left'; readonly hasValue: boolean };

export interface LineFlags {
  /** `publish` */
  named(name: string): LineFlag | undefined;
  /** `p` */
  ofLetter(letter: string): LineFlag | undefined;
  /** What is said of one that is not known. */
  isUnknown(written: string): string;
}

const prefixes = /^(?:[$#>%]|sudo|[A-Za-z_]\w*=.*)$/;
const programs = /^(?:.*[/\\])?(?:docker|podman|nerdctl|finch)(?:\.exe)?$/i;
const globalValues = /^(?:-[Hcl]|--(?:host|context|config|log-level|tlscacert|tlscert|tlskey|connection|url))$/;

/** Takes prompt, variables, program and its own options from the front of `words`; answers whether there is such a program. */
export function takeProgram(words: string[], leftOut: string[]): boolean {
  // What a prompt and a shell put before it.
  for (let word = words[0]; word !== undefined && prefixes.test(word); word = words[0]) {
    words.shift();
    if (word.includes('=')) leftOut.push(word);
  }
  const program = words.shift() ?? '';
  if (!programs.test(program)) return false;
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    leftOut.push(globalValues.test(word) ? `${word} ${words.shift()}` : word);
  }
  return true;
}

/** Takes the flag that `word` is, with a value from the front of `words` if it has one there; answers what is wrong. */
export function takeFlag(word: string, words: string[], flags: LineFlags, leftOut: string[]): string | undefined {
  return word.startsWith('--') ? longFlag(word, words, flags, leftOut) : letters(word, words, flags, leftOut);
}

function longFlag(word: string, words: string[], flags: LineFlags, leftOut: string[]): string | undefined {
  const equals = word.indexOf('=');
  const given = equals < 0 ? undefined : word.slice(equals + 1);
  const flag = flags.named(word.slice(2, equals < 0 ? undefined : equals));
  if (!flag && given === undefined) return flags.isUnknown(word);
  if (!flag || flag.kind === 'left') {
    // Of one that is not known and has its value in the same word, the end is known.
    leftOut.push(flag?.hasValue && given === undefined ? `${word} ${words.shift() ?? ''}` : word);
    return undefined;
  }
  return take(flag, given ?? (flag.kind === 'switch' ? 'true' : words.shift()), word, leftOut);
}

/** `-it`, `-p8080:80`, `-p=8080:80` */
function letters(word: string, words: string[], flags: LineFlags, leftOut: string[]): string | undefined {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const flag = flags.ofLetter(letter);
    const rest = word.slice(at + 1);
    if (!flag) return flags.isUnknown(`-${letter}`);
    if (flag.kind === 'switch') {
      const [, given = 'true'] = /^=(.*)$/.exec(rest) ?? [];
      const wrong = take(flag, given, `-${letter}`, leftOut);
      if (wrong !== undefined || rest.startsWith('=')) return wrong;
    } else if (flag.kind === 'value') {
      return take(flag, rest === '' ? words.shift() : rest.replace(/^=/, ''), `-${letter}`, leftOut);
    } else if (flag.hasValue) {
      leftOut.push(`-${letter} ${rest === '' ? (words.shift() ?? '') : rest}`);
      return undefined;
    } else leftOut.push(`-${letter}`);
  }
  return undefined;
}

function take(
  flag: Exclude<LineFlag, { kind: 'left' }>,
  value: string | undefined,
  written: string,
  leftOut: string[],
): string | undefined {
  if (value === undefined) return flagSentences.noValue(written);
  if (value.includes(unknown)) {
    leftOut.push(asWritten(written.includes('=') ? written : `${written} ${value}`));
    return undefined;
  }
  if (flag.kind === 'value') return flag.take(value);
  if (!/^(?:1|0|t|f|true|false)$/i.test(value)) return flagSentences.noBoolean(written);
  flag.set(/^(?:1|t|true)$/i.test(value));
  return undefined;
}

/** Without the marks of what is not known. */
export const asWritten = (word: string): string => word.replaceAll(unknown, '');
