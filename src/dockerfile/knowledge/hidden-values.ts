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
