// Which values are better hidden than shown or kept, by their name or by what they look like: rather one too many.
import { isBuildKitSecretName, isHadolintSecretName } from './secret-names.ts';
import { tokensIn } from './token-formats.ts';

const hiddenNames = /pass(?:word|wd|phrase)?|credential|access_?key|auth|bearer|cookie|conn(?:ection)?_?str(?:ing)?/i;
/** As words of their own only: `DB_PW`, `dbPwd`. */
const hiddenWords = /(?:^|_)(?:pw|pwd|pat|dsn|creds?|jwt|otp|pin|sas|salt|signature|session|private)(?:_|$)/i;

export function mayBeSecretName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[-.]/g, '_');
  return isBuildKitSecretName(name) || isHadolintSecretName(name) || hiddenNames.test(name) || hiddenWords.test(words);
}

/** Also by the value: a token of a known provider, or an address with a password in it. */
export function mayBeSecret(name: string, value: string): boolean {
  return mayBeSecretName(name) || tokensIn(value).length > 0 || /\b[a-z][\w+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i.test(value);
}

/** Stands for what may be secret. */
export const hidden = '***';

/** A command as text without the values of secrets: `app --password=***`, `TOKEN=*** app`, `login --token ***`. */
export function commandWithoutSecrets(command: string): string {
  const hide = (whole: string, before: string, name: string, value: string) =>
    mayBeSecret(name, value) ? `${before}${hidden}` : whole;
  const value = /("[^"]*"?|'[^']*'?|[^\s"']+)/.source;
  return command
    .replace(new RegExp(String.raw`(-*([A-Za-z][\w.-]*)=)${value}`, 'g'), hide)
    .replace(new RegExp(String.raw`((?<![\w.-])--?([A-Za-z][\w.-]*)\s+(?!-))${value}`, 'g'), hide);
}

/** The same of a command as words. */
export function argumentsWithoutSecrets(words: readonly string[]): string[] {
  return words.map((word, at) => {
    const before = /^--?([A-Za-z][\w.-]*)$/.exec(words[at - 1] ?? '')?.[1];
    if (before !== undefined && !word.startsWith('-') && mayBeSecretName(before)) return hidden;
    return mayBeSecret('', word) && !/\s/.test(word) ? hidden : commandWithoutSecrets(word);
  });
}
