// With which options and operands programs are given passwords and tokens.
import { wordSet } from '../../shell/command-options.ts';
import type { ShellCommand, ShellWord } from '../../shell/shell.ts';

export interface GivenSecret {
  /** The word it stands in. */
  readonly word: ShellWord;
  readonly value: string;
  readonly user?: string | undefined;
  readonly kind: 'password' | 'token';
  /** Only what looks generated is taken: such words often hold something else. */
  readonly mayBeOther?: boolean;
}

interface Options {
  /** Without dashes; letters take the rest of their word as a value, too. */
  readonly secrets?: string;
  /** Letters whose value is joined to them, and never the next word. */
  readonly joined?: string;
  /** Their value is a user and a password, with the sign between them. */
  readonly logins?: readonly [names: string, sign: string];
  /** Only behind this word. */
  readonly action?: string;
  /** Letters without a value, behind one dash with another: `-fsSu user:password`. */
  readonly flags?: string;
}

const login: Options = { secrets: 'p password', action: 'login' };
const mysql: Options = { joined: 'p', secrets: 'password' };
const mongo: Options = { secrets: 'p password' };
const ldap: Options = { secrets: 'w' };

const programs: Readonly<Record<string, Options>> = {
  curl: { logins: ['u user U proxy-user', ':'], secrets: 'oauth2-bearer pass', flags: '#0123469BGIJLNORSafgijklnqpsv' },
  wget: { secrets: 'password http-password ftp-password proxy-password' },
  ...Object.fromEntries(
    'docker podman buildah nerdctl skopeo crane helm oras regctl az'.split(' ').map((name) => [name, login]),
  ),
  ...Object.fromEntries(
    'mysql mysqladmin mysqldump mysqlshow mysqlimport mariadb mariadb-admin mariadb-dump'
      .split(' ')
      .map((name) => [name, mysql]),
  ),
  ...Object.fromEntries(
    'mongo mongosh mongodump mongorestore mongoimport mongoexport'.split(' ').map((name) => [name, mongo]),
  ),
  ...Object.fromEntries('ldapadd ldapmodify ldapsearch ldapdelete'.split(' ').map((name) => [name, ldap])),
  'redis-cli': { secrets: 'a pass' },
  sshpass: { secrets: 'p' },
  twine: { secrets: 'p password' },
  zip: { secrets: 'P password', flags: '0123456789jmqruy' },
  unzip: { secrets: 'P', flags: 'ajnoqu' },
  lftp: { logins: ['u user', ','] },
  smbclient: { logins: ['U user', '%'] },
  keytool: { secrets: 'storepass keypass srcstorepass deststorepass' },
};

/** Of any program: `--db-password`, `--auth-token`. */
const passwordOption = /^(?:[a-z]+-)*(?:password|passwd|passphrase)$/;
const tokenOption =
  /^(?:[a-z]+-)*(?:token|api-?key|client-secret|secret-(?:access-)?key|access-key|auth-?key|license-key)$/;
/** `--secret id=…`, `--token-file`, and hashes, which are no passwords. */
const otherPrograms = wordSet('useradd usermod adduser chpasswd mkpasswd htpasswd openssl passwd');

/** The same, ready to be asked. */
const known = new Map(
  Object.entries(programs).map(([name, { secrets = '', joined, logins, action, flags = '' }]) => {
    const names = wordSet(`${secrets} ${logins?.[0] ?? ''} ${joined ?? ''}`);
    const [loginNames = '', sign = ':'] = logins ?? [];
    return [name, { names, secrets: wordSet(secrets), joined, logins: wordSet(loginNames), sign, action, flags }];
  }),
);

/** In options or settings of its own. */
export function takesSecrets(name: string): boolean {
  return known.has(name) || programsWithSettings.has(name);
}

export function secretsInOptions({ name, args }: ShellCommand): GivenSecret[] {
  const options = known.get(name);
  const program =
    options?.action === undefined || args.some(({ value }) => value === options.action) ? options : undefined;
  const found: GivenSecret[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (!word?.value.startsWith('-')) continue;
    const [option, value] = optionIn(word.value, program?.names, program?.flags);
    if (option === undefined) continue;
    const next = args[index + 1];
    const given = value !== undefined ? { word, value } : next && { word: next, value: next.value };
    if (!given || given.value === '' || (value === undefined && given.value.startsWith('-'))) continue;
    const isLong = word.value.startsWith('--');
    if (program?.joined === option) {
      if (value !== undefined) found.push({ ...given, kind: 'password' });
    } else if (program?.logins.has(option)) {
      const at = given.value.indexOf(program.sign);
      const [user, password] = [given.value.slice(0, at), given.value.slice(at + 1)];
      if (at > 0) found.push({ ...given, user, value: password, kind: 'password' });
    } else if (program?.secrets.has(option)) {
      found.push({ ...given, kind: option === 'oauth2-bearer' ? 'token' : 'password' });
    } else if (isLong && !otherPrograms.has(name)) {
      if (passwordOption.test(option)) found.push({ ...given, kind: 'password' });
      else if (tokenOption.test(option)) found.push({ ...given, kind: 'token', mayBeOther: true });
    }
  }
  return found;
}

/** `--name=value`, `--name`, and with known letters `-nvalue`, `-n`; `-storepass` of Java's kind is one name. */
function optionIn(
  word: string,
  names?: ReadonlySet<string>,
  flags = '',
): readonly [option?: string, value?: string | undefined] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return equals < 0 ? [word.slice(2).toLowerCase()] : [word.slice(2, equals).toLowerCase(), word.slice(equals + 1)];
  }
  if (!names || word.length < 2) return [];
  if (names.has(word.slice(1))) return [word.slice(1)];
  let at = 1;
  while (at < word.length - 1 && flags.includes(word[at] ?? '')) at++;
  const letter = word[at] ?? '';
  if (!names.has(letter)) return [];
  return at === word.length - 1 ? [letter] : [letter, word.slice(at + 1)];
}

/** Settings that are followed by their value: `npm config set //host/:_authToken VALUE`. */
const settings: readonly (readonly [program: RegExp, setting: RegExp, kind: GivenSecret['kind'], behind: number])[] = [
  [/^(?:npm|pnpm|yarn|bun)$/, /(?:^|:)_(?:authToken|auth|password)$|npmAuth(?:Token|Ident)$/, 'token', 1],
  [/^composer$/, /^(?:github-oauth|gitlab-token|gitlab-oauth|bearer)\./, 'token', 1],
  [/^composer$/, /^http-basic\./, 'password', 2],
  [/^poetry$/, /^pypi-token\./, 'token', 1],
  [/^poetry$/, /^http-basic\./, 'password', 2],
  [/^aws$/, /^aws_(?:secret_access_key|session_token)$/, 'token', 1],
  [/^(?:cargo|wandb|vault)$/, /^login$/, 'token', 1],
  [/^ngrok$/, /^(?:add-)?authtoken$/, 'token', 1],
  [/^snyk$/, /^auth$/, 'token', 1],
];

const programsWithSettings = wordSet('npm pnpm yarn bun composer poetry aws cargo wandb vault ngrok snyk');

export function secretsInSettings({ name, args }: ShellCommand): GivenSecret[] {
  if (!programsWithSettings.has(name)) return [];
  return settings.flatMap(([program, setting, kind, behind]) => {
    if (!program.test(name)) return [];
    const at = args.findIndex(({ value }) => setting.test(value));
    const word = at < 0 ? undefined : args[at + behind];
    if (!word || word.value.startsWith('-')) return [];
    const user = behind === 2 ? args[at + 1]?.value : undefined;
    return [{ word, value: word.value, user, kind, mayBeOther: kind === 'token' }];
  });
}
