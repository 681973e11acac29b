// What stands in for a secret in examples and throwaway settings, so that nobody loses anything by it.

const words = new Set(
  `password passwd passphrase pass pwd secret token key apikey api-key changeme change-me change_me changeit example test
  testing dummy fake foo bar baz foobar placeholder todo none null nil undefined empty user username login admin
  administrator root guest default demo docker local dev development postgres mysql mariadb redis mongo rabbitmq elastic
  elasticsearch minio minioadmin sa app hello mypassword mypass mysecret mytoken mypassword123 password1 password123 test123
  pass123 secretpassword supersecret topsecret 1234 12345 123456 1234567 12345678 123456789 qwerty abc abc123 letmein
  notasecret not-a-secret unused redacted hidden`.split(/\s+/),
);
const marks =
  /^(?:[xX]{2,}|[xX*.#-]+|_{2,}|(.)\1+)$|[xX*]{4,}|\.{3}|<[^>]+>|\[[^\]]+\]|\{[^}]+\}|…|^%.*%$|^\(.*\)$|^\$/;
const phrases =
  /^(?:your|my|the|some|insert|enter|replace|put|add|any)[-_ ]|[-_](?:your|my)[-_]|[-_ ]here$|place[-_ ]?holder|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|dummy|fake|insecure|redacted|unused|build[-_]?(?:time|only)|^(?:todo|none|null|nil|undefined|empty|n\/a|tbd)$|(?:^|[-_ ])(?:example|sample)(?:[-_ ]|$)|not[-_]?(?:a[-_]?)?(?:real|secret|used|needed)/i;

/** In place of a secret, so that a reader sees what belongs there: `<token>`, `changeme`, `ghp_xxxx`, `$TOKEN`. */
export function isPlaceholder(value: string): boolean {
  return value === '' || marks.test(value) || phrases.test(value);
}

/**
 * A placeholder, or what everybody would guess. `user`: whose secret it is. Who is called as his password is stands in an
 * example or in a test.
 */
export function isStandIn(value: string, user?: string): boolean {
  return value === user || words.has(value.toLowerCase()) || isPlaceholder(value);
}

/** Made by a machine, or by somebody who meant it: a name of something would look otherwise. */
export function looksGenerated(value: string): boolean {
  return (
    value.length >= 8 && /\d/.test(value) && /[a-z]/i.test(value) && !/^v?\d+(?:\.\d+)+|^[.~]?\/|:\/\/|\s/.test(value)
  );
}
