// Which names of variables are those of secrets, and which only sound so.

const buildKitNames = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
/** As part of a word, too: `adminPassword`. A tokenizer is no token. */
const longNames = /api_?key|client_key|password|passwd|private|secret|token(?!i[sz])/i;
const knownNames = new Set([
  'AWS_ACCESS_KEY_ID',
  'APPLICATION_KEY',
  'CI_DEPLOY_USER',
  'DOCKER_EMAIL',
  'HEROKU_API_USER',
]);

/** A word in it that BuildKit takes for a secret's. */
export function isBuildKitSecretName(name: string): boolean {
  return buildKitNames.test(name);
}

/** hadolint looks for parts of words. */
export function isHadolintSecretName(name: string): boolean {
  return longNames.test(name) || knownNames.has(name.toUpperCase());
}

const hiddenNames = /pass(word|wd|phrase)?|credential|access_?key|auth/i;

/** Where a value is better hidden than told: rather one too many. */
export function mayBeSecretName(name: string): boolean {
  return isBuildKitSecretName(name) || isHadolintSecretName(name) || hiddenNames.test(name);
}

const soundingNames = /api_key|client_key|password|private|secret|token|username/i;

/** Whatever hadolint takes for a secret, be it a tokenizer or a user's name. */
export function soundsLikeSecret(name: string): boolean {
  return soundingNames.test(name) || knownNames.has(name.toUpperCase());
}

/** What says something of a secret, but is none. */
const harmlessWords =
  /(?:^|_)(?:public|files?|path|dir|version|mode|alias|names?|url|uri|endpoint|headers?|ttl|timeout|length|size|type|format|algorithm|enabled|disabled|required|expiry|prefix|suffix|sock|socket)(?:_|$)/i;

/** `PASSWORD_FILE`, `SECRET_IS_BASE64=false`: with a secret's name, but none by what it says or holds. */
export function isHarmless(name: string, value: string | undefined): boolean {
  if (harmlessWords.test(name)) return true;
  if (value === undefined) return false;
  // A switch or a number; a fingerprint, by which everyone may check a signature; the name of a file.
  return (
    /^(?:true|false|yes|no|on|off|\d)$/i.test(value) ||
    /^(?:0x)?[0-9A-F]{40}$/.test(value) ||
    /^[\w./-]+\.(?:cfg|conf|crt|ini|json|pem|properties|py|sh|toml|txt|xml|ya?ml)$/.test(value)
  );
}
