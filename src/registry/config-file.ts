// The Docker CLI's config.json, as far as it is about credentials. Reads it anew each time, since the CLI changes it, too.
// Source: github.com/docker/cli, cli/config/configfile/file.go

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import { isRecord, readOptionalFile, readOptionalJson } from '../optional-file.ts';
import type { Credential } from './credential.ts';
import { withJsonMember, withoutJsonMember } from './json-member.ts';
import { registryOf, serverAddressOf } from './registry-host.ts';

const failureKind = 'credential-store';

export interface ConfigFile {
  readonly path: string;
  /** Keys of `auths` with what they hold. */
  readonly auths: Readonly<Record<string, unknown>>;
  /** Name of the helper for all that have none of their own; undefined: config.json names none. */
  readonly credsStore: string | undefined;
  /** From a key to the name of its helper; empty: none for this one. */
  readonly credHelpers: Readonly<Record<string, string>>;
}

/** Empty if there is none. Throws EngineError `credential-store`. */
export function readConfigFile(dockerConfigFolder: string): ConfigFile {
  const path = join(dockerConfigFolder, 'config.json');
  const content = readOptionalJson(path, failureKind) ?? {};
  if (!isRecord(content))
    throw new EngineError(failureKind, l10n.t('{0} does not contain a JSON object. Correct or remove it.', path));
  const { auths, credsStore, credHelpers } = content;
  return {
    path,
    auths: isRecord(auths) ? auths : {},
    credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : undefined,
    credHelpers: isRecord(credHelpers)
      ? Object.fromEntries(
          Object.entries(credHelpers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        )
      : {},
  };
}

/** The keys that mean this registry, the CLI's own one first: others are written by hand or by old versions. */
export function keysOf(registry: string, keys: Iterable<string>): string[] {
  const own = serverAddressOf(registry);
  const found = [...keys].filter((key) => key === own || registryOf(key) === registry);
  return found.sort((a, b) => Number(b === own) - Number(a === own));
}

/** undefined: the entry holds none. Throws `credential-store` if it is broken. */
export function credentialIn(entry: unknown, registry: string, path: string): Credential | undefined {
  if (!isRecord(entry)) return undefined;
  const { auth, identitytoken } = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { kind: 'identity-token', identityToken: identitytoken };
  }
  if (typeof auth === 'string' && auth !== '') {
    const text = Buffer.from(auth, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon <= 0) {
      throw new EngineError(
        failureKind,
        l10n.t('The entry for {0} in {1} is invalid. Log in to {0} again.', registry, path),
      );
    }
    // Some programs pad the password with zeros.
    const password = text.slice(colon + 1).replace(/^\0+|\0+$/g, '');
    return { kind: 'password', username: text.slice(0, colon), password };
  }
  const { username, password } = entry;
  return typeof username === 'string' && typeof password === 'string' && username !== ''
    ? { kind: 'password', username, password }
    : undefined;
}

/** What `auths` holds for it, **in the clear**. */
export function entryOf(credential: Credential): Record<string, string> {
  return credential.kind === 'identity-token'
    ? { identitytoken: credential.identityToken }
    : { auth: Buffer.from(`${credential.username}:${credential.password}`).toString('base64') };
}

/** One change of config.json: a member's path, and what it holds from now on; undefined: it goes. */
export type ConfigChange = readonly [path: readonly string[], value: unknown];

/** All or nothing; other keys, their order and the formatting stay. Makes the file if there is none. */
export function changeConfigFile(dockerConfigFolder: string, changes: readonly ConfigChange[]): void {
  const path = join(dockerConfigFolder, 'config.json');
  readConfigFile(dockerConfigFolder);
  const before = readOptionalFile(path, failureKind);
  const after = changes.reduce(
    (text, [member, value]) =>
      value === undefined ? withoutJsonMember(text, member) : withJsonMember(text, member, value),
    before ?? '{}\n',
  );
  if (after === (before ?? '')) return;
  try {
    mkdirSync(dockerConfigFolder, { recursive: true, mode: 0o700 });
    replaceFile(targetOf(path), after);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    // Without the error itself as the cause: nothing of the text may go along with it.
    throw new EngineError(
      failureKind,
      l10n.t('{0} cannot be changed ({1}). Make the file and its folder writable.', path, code),
    );
  }
}

/** Where a link leads, so that the link stays; also if there is nothing yet. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      return resolve(dirname(path), readlinkSync(path));
    } catch {
      return path;
    }
  }
}

/** Whoever reads sees the old text or the new one, never a half. Only the owner may read it. */
function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
