// Secrets inside of words, whatever program gets them: headers, settings of package managers, JSON and forms.
import type { ShellCommand } from '../../shell/shell.ts';
import type { GivenSecret } from './program-options.ts';

interface Pattern {
  /** Its last group is the secret. */
  readonly pattern: RegExp;
  readonly kind: GivenSecret['kind'];
  readonly mayBeOther?: boolean;
  /** Nothing but a login looks so, wherever it stands. */
  readonly isPlain?: boolean;
}

const end = '[^\\s"\'\\\\,;&|]';

const patterns: readonly Pattern[] = [
  // Authorization: Bearer VALUE
  {
    pattern: new RegExp(
      `\\b(?:proxy-)?authorization: ?(?:(?:bearer|basic|token|digest|apikey) +)?(${end}{8,500})`,
      'gi',
    ),
    kind: 'token',
  },
  {
    pattern: new RegExp(
      `\\b(?:private-token|job-token|deploy-token|x-api-key|x-auth-token|x-vault-token|x-access-token|x-jfrog-art-api|api-?key): ?(${end}{8,500})`,
      'gi',
    ),
    kind: 'token',
  },
  // //npm.example.com/:_authToken=VALUE, in .npmrc
  {
    pattern: new RegExp(`(?:^|[:\\s])_(?:authToken|auth|password) ?= ?"?(${end}{6,500})`, 'g'),
    kind: 'token',
    isPlain: true,
  },
  { pattern: /\bnpmAuthToken: ?"?([^\s"'\\]{8,500})/g, kind: 'token', isPlain: true },
  // machine host login user password VALUE, in .netrc
  { pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+([^\s\\]{4,200})/g, kind: 'password', isPlain: true },
  {
    pattern: new RegExp(`"(?:password|passwd|client_secret|api_?key|access_token)" ?: ?"(${end}{4,200})"`, 'gi'),
    kind: 'password',
  },
  { pattern: new RegExp(`(?:^|[?&])(?:password|client_secret)=(${end}{4,200})`, 'gi'), kind: 'password' },
  {
    pattern: new RegExp(`[?&](?:access_token|private_token|api_?key|token|auth)=(${end}{16,500})`, 'gi'),
    kind: 'token',
    mayBeOther: true,
  },
  { pattern: /^pass:(.{4,200})$/g, kind: 'password' },
];
/** Most words have none of these in them. */
const anyOf = /auth|token|api-?_?key|pass|secret/i;

export function secretsInWords({ args, name }: ShellCommand): GivenSecret[] {
  const found: GivenSecret[] = [];
  for (const word of args) {
    if (word.value.length < 10 || !anyOf.test(word.value)) continue;
    for (const { pattern, kind, mayBeOther = false } of patterns) {
      if (pattern.source.startsWith('^pass:') && name !== 'openssl') continue;
      for (const match of word.value.matchAll(pattern)) {
        found.push({ word, value: match.at(-1) ?? '', kind, mayBeOther });
      }
    }
  }
  return found;
}

/** In the text of a file, or of another program's input: what stands in comments is left out. `start`: its place. */
export function secretsInText(text: string, start: number): GivenSecret[] {
  if (!anyOf.test(text)) return [];
  const found: GivenSecret[] = [];
  let at = start;
  for (const line of text.split('\n')) {
    for (const { pattern, kind, isPlain } of /^\s*#/.test(line) || !anyOf.test(line) ? [] : patterns) {
      for (const match of line.matchAll(pattern)) {
        const value = match.at(-1) ?? '';
        const from = at + match.index + match[0].lastIndexOf(value);
        const word = { start: from, end: from + value.length, value, literal: false };
        found.push({ word, value, kind, mayBeOther: isPlain !== true });
      }
    }
    at += line.length + 1;
  }
  return found;
}

const secretName =
  /(?:^|_)(?:password|passwd|passphrase|pgpassword|pwd|token|secret|api_?key|secret_?key|access_?key|secret_key_base)$/i;

/** `PGPASSWORD=VALUE psql`, `export GITHUB_TOKEN=VALUE`, `env A_TOKEN=VALUE b`. */
export function secretsInAssignments({ assignments, words, wrapperCount, name }: ShellCommand): GivenSecret[] {
  const isExport = name === 'export' || name === 'declare' || name === 'readonly';
  const all = [...assignments, ...words.slice(0, wrapperCount), ...(isExport ? words.slice(wrapperCount + 1) : [])];
  return all.flatMap((word) => {
    const equals = word.value.indexOf('=');
    const variable = word.value.slice(0, Math.max(0, equals));
    if (!/^[A-Za-z_]\w*$/.test(variable) || !secretName.test(variable)) return [];
    const kind = /pass|pwd/i.test(variable) ? 'password' : 'token';
    return [
      { word, value: word.value.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2'), kind, mayBeOther: true } as const,
    ];
  });
}

/** `echo VALUE | docker login --password-stdin`. */
export function secretsInInput(before: ShellCommand | undefined, { args, connector }: ShellCommand): GivenSecret[] {
  if (!before?.piped || connector !== '|' || !/^(?:echo|printf)$/.test(before.name)) return [];
  if (!args.some(({ value }) => /^--(?:password|token|api-key)-?stdin$|^--with-token$/.test(value))) return [];
  const word = before.args.findLast(({ value }) => !/^-[neE]+$|^%s/.test(value));
  return word ? [{ word, value: word.value, kind: 'password' }] : [];
}
