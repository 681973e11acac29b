// In which language the command line speaks: `--locale` says it, and English is spoken otherwise, so that logs are the same
// on all machines. What programs read is English in any case.
import * as l10n from '@vscode/l10n';

export interface Texts {
  /** The tags of all languages (`ko`), English first. */
  languages(): readonly string[];
  /** The texts of a language beside English, by its tag; undefined: there are none. */
  of(language: string): Readonly<Record<string, string>> | undefined;
}

/** A line of `--help`. */
export const localeOption = (languages: readonly string[]): readonly [option: string, what: string] => [
  '--locale LOCALE',
  l10n.t('Language of the messages: {0}. Default: en.', languages.join(', ')),
];

/**
 * Sets the language of `--locale ko`, `--locale=ko_KR.UTF-8`; English without one. Answers false, and sets English, for one
 * that has no texts.
 */
export function useLocaleOf(words: readonly string[], known: Texts): boolean {
  const wanted =
    localeIn(words)
      ?.replace(/[._-].*$/, '')
      .toLowerCase() ?? 'en';
  const texts = wanted === 'en' ? {} : known.of(wanted);
  l10n.config({ contents: texts ?? {} });
  return texts !== undefined;
}

export function useEnglish(): void {
  l10n.config({ contents: {} });
}

function localeIn(words: readonly string[]): string | undefined {
  const given = words.findLastIndex((word) => word === '--locale' || word.startsWith('--locale='));
  const word = words[given];
  return word === '--locale' ? words[given + 1] : word?.slice('--locale='.length);
}

/** What is left of them for others to read. */
export function withoutLocale(words: readonly string[]): string[] {
  return words.filter((word, index) => !word.startsWith('--locale') && words[index - 1] !== '--locale');
}
