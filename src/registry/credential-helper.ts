// Credential helpers: programs `docker-credential-<name>` that keep secrets in a system's keychain.
// Protocol: github.com/docker/docker-credential-helpers. What goes in and out are secrets: of the output nothing is
// quoted but a failure's own words, and those without the secret.

import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import { programPath } from '../programs.ts';
import type { Credential } from './credential.ts';

/** What is wrong with a credential helper. */
export const helperSentences = {
  notValid: (name: string) =>
    l10n.t(
      'The name of the credential helper "{0}" in config.json is not valid. Correct credsStore or credHelpers.',
      name,
    ),
  silent: (seconds: number) => l10n.t('no answer within {0} s', seconds),
  exitCode: (code: number | string) => l10n.t('exit code {0}', code),
  notThere: (name: string) =>
    l10n.t(
      'Docker’s config.json names the credential helper "{0}", but the program docker-credential-{0} was not found. Install it, or remove "{0}" from config.json (credsStore, credHelpers).',
      name,
    ),
  failed: (name: string, what: string) => l10n.t('The credential helper docker-credential-{0} failed: {1}', name, what),
  tryAgain: () => l10n.t('Try it in a terminal, or log in again.'),
  noCredentials: () => l10n.t('the answer contains no credentials'),
};

export interface CredentialHelper {
  /** undefined: it has none for this key. */
  get(key: string, signal?: AbortSignal): Promise<Credential | undefined>;
  store(key: string, credential: Credential, signal?: AbortSignal): Promise<void>;
  /** Answers whether there was one. */
  erase(key: string, signal?: AbortSignal): Promise<boolean>;
  /** From keys to user names. */
  list(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

export interface HelperSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Milliseconds; long, as a keychain may ask the person to unlock it. */
  readonly patience: number;
}

/** In place of a user name it says that the secret is an identity token. */
const tokenUser = '<token>';
const notFound = 'credentials not found in native keychain';
const longestOutput = 1 << 20;

/** All calls reject with `credential-store`. */
export function credentialHelper(name: string, surroundings: HelperSurroundings): CredentialHelper {
  const ask = (action: string, input: string, secret: string | undefined, signal: AbortSignal | undefined) =>
    runHelper(name, action, input, secret, surroundings, signal);
  return {
    get: async (key, signal) => {
      const answer = await ask('get', key, undefined, signal);
      if (answer === undefined) return undefined;
      const { Username, Secret } = parsed(name, answer);
      if (typeof Username !== 'string' || typeof Secret !== 'string') throw nonsense(name);
      if (Secret === '') return undefined;
      return Username === tokenUser
        ? { kind: 'identity-token', identityToken: Secret }
        : { kind: 'password', username: Username, password: Secret };
    },
    store: async (key, credential, signal) => {
      const [user, secret] =
        credential.kind === 'password'
          ? [credential.username, credential.password]
          : [tokenUser, credential.identityToken];
      await ask('store', JSON.stringify({ ServerURL: key, Username: user, Secret: secret }), secret, signal);
    },
    erase: async (key, signal) => (await ask('erase', key, undefined, signal)) !== undefined,
    list: async (signal) => {
      const users = parsed(name, (await ask('list', '', undefined, signal)) ?? '{}');
      return Object.fromEntries(
        Object.entries(users).flatMap(([key, user]) =>
          typeof user === 'string' ? [[key, user === tokenUser ? '' : user]] : [],
        ),
      );
    },
  };
}

/** Its output; undefined: it knows nothing of that key. */
async function runHelper(
  name: string,
  action: string,
  input: string,
  secret: string | undefined,
  { env, platform, patience }: HelperSurroundings,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  signal?.throwIfAborted();
  // The name comes from a file and becomes a part of a program's path.
  if (!/^[\w.-]+$/.test(name)) {
    throw new EngineError('credential-store', helperSentences.notValid(name));
  }
  const environment = platform === 'darwin' ? { ...env, PATH: longerPath(env.PATH ?? '') } : env;
  const program = programPath(`docker-credential-${name}`, environment);
  if (!program) throw missing(name);
  const child = spawn(program, [action], {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    const end = (error: unknown) => {
      reject(error);
      child.kill('SIGKILL');
    };
    const abort = () => end(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => end(failure(name, helperSentences.silent(patience / 1000))), patience);
    for (const from of ['stdout', 'stderr'] as const) {
      child[from].setEncoding('utf8').on('data', (text: string) => {
        output[from] += text;
        if (output[from].length > longestOutput) end(nonsense(name));
      });
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      done();
      reject(failure(name, l10n.t('cannot be started ({0})', error.code ?? '')));
    });
    child.once('close', (status) => {
      done();
      if (status === 0) return resolve(output.stdout);
      // Helpers say on standard output what is wrong.
      const words = (output.stdout.trim() || output.stderr.trim()).slice(0, 500);
      if (words === notFound) return resolve(undefined);
      // What `get` and `list` print may be secrets even when they fail.
      const quotable = action === 'store' || action === 'erase' || !/[{}]/.test(words);
      const told = quotable && words !== '' ? hide(words, secret) : helperSentences.exitCode(status ?? '');
      reject(failure(name, told));
    });
    // It may end before it has read all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** An editor started from the Dock does not know the folders where shells find Docker's programs. */
function longerPath(path: string): string {
  const more = ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Docker.app/Contents/Resources/bin'];
  return [path, ...more].filter((part) => part !== '').join(delimiter);
}

function hide(words: string, secret: string | undefined): string {
  if (!secret) return words;
  // As it is, and as it stands inside JSON.
  return words.replaceAll(secret, '…').replaceAll(JSON.stringify(secret).slice(1, -1), '…');
}

function parsed(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The parser's words would quote the text.
  }
  throw nonsense(name);
}

function missing(name: string): EngineError {
  return new EngineError('credential-store', helperSentences.notThere(name));
}

function failure(name: string, what: string): EngineError {
  const said = helperSentences.failed(name, what);
  return new EngineError(
    'credential-store',
    [/[.!?]$/.test(said) ? said : `${said}.`, helperSentences.tryAgain()].join(' '),
  );
}

function nonsense(name: string): EngineError {
  return failure(name, helperSentences.noCredentials());
}
