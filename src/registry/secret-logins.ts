// Logins in the caller's own store. All stand under one key: such stores cannot be listed, and these must be.

import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../errors.ts';
import { isRecord } from '../optional-file.ts';
import type { Credential } from './credential.ts';
import type { SecretStore } from './credentials-api.ts';

/** What is wrong with the logins. */
export const secretLoginSentences = {
  corrupt: () => l10n.t('The logins in the editor’s secret storage are corrupt. Log in again.'),
};

/** `registry` as references name it. All but `set` reject with `credential-store` if what is stored is not ours. */
export interface SecretLogins {
  all(): Promise<ReadonlyMap<string, Credential>>;
  set(registry: string, credential: Credential): Promise<void>;
  /** Answers whether there was one. */
  delete(registry: string): Promise<boolean>;
}

const key = 'longshore.registries';

export function secretLogins(store: SecretStore): SecretLogins {
  let last: Promise<unknown> = Promise.resolve();

  async function all(): Promise<Map<string, Credential>> {
    const text = await store.get(key);
    return new Map(text === undefined ? [] : Object.entries(contentOf(text)));
  }

  const readable = () =>
    all().catch((error) => {
      if (!isEngineError(error, 'credential-store')) throw error;
      return new Map<string, Credential>();
    });

  /** One after the other: each change reads all and writes all. */
  function change<T>(
    read: () => Promise<Map<string, Credential>>,
    work: (logins: Map<string, Credential>) => T,
  ): Promise<T> {
    const done = last.then(async () => {
      const logins = await read();
      const before = logins.size;
      const result = work(logins);
      if (before === 0 && logins.size === 0) return result;
      if (logins.size === 0) await store.delete(key);
      else await store.store(key, JSON.stringify(Object.fromEntries(logins)));
      return result;
    });
    // Who asked hears of a failure; the next change is another matter.
    last = done.catch(() => undefined);
    return done;
  }

  return {
    all,
    // A new login is the way out of a store that is broken.
    set: (registry, credential) => change(readable, (logins) => void logins.set(registry, credential)),
    delete: (registry) => change(all, (logins) => logins.delete(registry)),
  };
}

function contentOf(text: string): Record<string, Credential> {
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content)) return content as Record<string, Credential>;
  } catch {
    // The parser's words would quote the text.
  }
  throw new EngineError('credential-store', secretLoginSentences.corrupt());
}
