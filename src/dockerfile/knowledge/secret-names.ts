// Which names of variables are those of secrets, and which only sound so.
import { isPlaceholder } from './stand-ins.ts';

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

const buildKitAllows = /(?:^|_)(?:public|file|version)(?:_|$)/i;

/** A word in it that BuildKit takes for a secret's. Source: validateNoSecretKey in its dockerfile2llb/validations.go */
export function isBuildKitSecretName(name: string): boolean {
  return buildKitNames.test(name) && !buildKitAllows.test(name);
}

/** hadolint looks for parts of words. */
export function isHadolintSecretName(name: string): boolean {
  return longNames.test(name) || knownNames.has(name.toUpperCase());
}

const soundingNames = /api_key|client_key|password|private|secret|token|username/i;

/** Whatever hadolint takes for a secret, be it a tokenizer or a user's name. */
function soundsLikeSecret(name: string): boolean {
  return soundingNames.test(name) || knownNames.has(name.toUpperCase());
}

/** Words behind that of the secret leave it one: `SECRET_KEY_BASE`, `AWS_ACCESS_KEY_ID`, `DB_PASSWORD_PROD`. */
const secretAtTheEnd =
  /(?:api|access|private|secret|signing|encryption|client|license|account|service|deploy|auth|app|master)_?keys?(?:_(?:id|base))?$|(?:pass(?:word|wd|phrase)|pword|secrets?|tokens?|credentials?|(?:^|_)auth|(?:^|_)key)$/i;
const harmlessEndings =
  /_(?:base64|b64|value|val|default|prod|production|prd|dev|development|staging|stage|stg|qa|uat|live|local|ci|v?\d+|old|new)$/i;
/** In front of it they count, switch or publish it. */
const harmlessBeginnings =
  /(?:^|_)(?:max|min|num|number|count|total|limit|per|avg|average|enable|enabled|disable|disabled|use|has|is|no|allow|skip|require|ignore|without|with|public|publishable|anon|site|cache|sort|primary|foreign|partition|bos|eos|pad|unk|mask|stop|known|hosts?|reset|forgot)(?:_|$)/i;

/** Tools for web pages build such variables into the pages, where every visitor can read them. */
const builtIntoPages = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|STORYBOOK|(?:NEXT|NUXT|EXPO|SNOWPACK|ASTRO)?_?PUBLIC)_/;

/** What says something of a secret, but is none: its head word is another (`TOKEN_AUDIENCE`), or it counts (`MAX_TOKENS`). */
function isNameOfSecret(name: string): boolean {
  if (builtIntoPages.test(name)) return false;
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  const head = words.replace(harmlessEndings, '');
  return secretAtTheEnd.test(head) && !harmlessBeginnings.test(head);
}

/**
 * `PASSWORD_FILE`, `SECRET_IS_BASE64=false`: with a secret's name, but none by what it says or holds. An ARG is given with
 * the build, whatever stands behind it; undefined: nothing does.
 */
export function isHarmless(name: string, value: string | undefined): boolean {
  if (!isNameOfSecret(name)) return true;
  if (value === undefined) return false;
  if (/^(?:true|false|yes|no|on|off|\d|auto)$/i.test(value)) return true;
  // A number, a size or a duration is hardly a token, but may well be a password.
  if (/^\d[\d.,_]*(?:[kmgt]i?b?|ms|s|m|h|d)?$/i.test(value) && !/pass|pword/i.test(name)) return true;
  return (
    // Another variable may well bring a secret; all else that stands in for one does not.
    (value !== '' && !value.startsWith('$') && isPlaceholder(value)) ||
    // A fingerprint, by which everyone may check a signature.
    /^(?:0x)?[0-9A-F]{40}$/.test(value) ||
    // An address without a password in it, and a path.
    /^[a-z][\w+.-]*:\/\/[^@\s]*$/i.test(value) ||
    /^(?:~|\.{1,2})?\/[\w.@/-]+$/.test(value) ||
    /^[\w./-]+\.(?:cfg|conf|crt|gpg|ini|json|key|pem|properties|pub|py|sh|toml|txt|xml|ya?ml)$/.test(value)
  );
}

/** Whether ARG or ENV shows a secret to everyone who has the image. An ARG without a default is given one with the build. */
export function isSecretVariable(keyword: string, name: string, value: string | undefined): boolean {
  if (!isHadolintSecretName(name) && !isBuildKitSecretName(name)) return false;
  if (keyword === 'ENV' && value === '') return false;
  return !isHarmless(name, value === '' ? undefined : value);
}

/**
 * The names of the checks of others that speak of such a variable. `inStage`: BuildKit looks there; `soundsEnough`: also
 * where hadolint is content with how the name sounds.
 */
export function secretNameAliases(name: string, inStage: boolean, soundsEnough = false): string[] {
  const isHadolints = isHadolintSecretName(name) || (soundsEnough && soundsLikeSecret(name));
  return [
    ...(isHadolints ? ['DL3064'] : []),
    ...(inStage && isBuildKitSecretName(name) ? ['SecretsUsedInArgOrEnv'] : []),
  ];
}
