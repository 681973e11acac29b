// In which language the command line speaks: `--locale` says it, and English is spoken otherwise, so that logs are the same
// on all machines. What programs read is English in any case.
import * as l10n from '@vscode/l10n';

/** The texts of a language, by its tag (`ko`); undefined: there are none. */
export type TextsOf = (language: string) => Readonly<Record<string, string>> | undefined;

/**
 * Sets the language of `--locale ko`, `--locale=ko_KR.UTF-8`; English without one. Answers false, and sets English, for one
 * that has no texts.
 */
export function useLocaleOf(words: readonly string[], textsOf: TextsOf): boolean {
  const wanted =
    localeIn(words)
      ?.replace(/[._-].*$/, '')
      .toLowerCase() ?? 'en';
  const texts = wanted === 'en' ? {} : textsOf(wanted);
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
