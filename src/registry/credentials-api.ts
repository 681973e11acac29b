// Where credentials are kept, so that the Docker CLI and Longshore know the same accounts. Plain values.
import type { Credential } from './credential.ts';

/** The place of a credential. */
export type CredentialPlace =
  /** The program `docker-credential-<name>`: the system's keychain, mostly. */
  | { readonly kind: 'helper'; readonly name: string }
  /** The Docker CLI's config.json: **in the clear**, for all who may read that file. */
  | { readonly kind: 'config-file'; readonly path: string }
  /** The caller's own store, which the Docker CLI does not know. */
  | { readonly kind: 'secret-store' };

export interface StoredLogin {
  /** As references name it: `docker.io`, `localhost:5000`. */
  readonly registry: string;
  /** undefined: not told, as with identity tokens. */
  readonly username: string | undefined;
  readonly place: CredentialPlace;
  /** Why it cannot be used, with what to mend: its helper fails. Only `list` finds such, `get` rejects. */
  readonly problem?: string | undefined;
}

/** Keeps texts safe under a key: VS Code's SecretStorage. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  store(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** All calls reject with `credential-store` where a helper or config.json fails, and say what to mend. */
export interface CredentialStore {
  /** Ordered by registry; each registry once. Asks helpers, but for no secret; a helper that fails hides no other. */
  list(signal?: AbortSignal): Promise<StoredLogin[]>;
  /** A `CredentialLookup`: never one host's credential for another. undefined: nobody is logged in there. */
  get(registry: string, signal?: AbortSignal): Promise<Credential | undefined>;
  /** Where `docker login` would put it. Say so and ask before `config-file`. */
  whereStored(registry: string): Promise<CredentialPlace>;
  /**
   * To the helper, where there is one. Else to config.json if `inTheClear`, or else to the `SecretStore`. Answers the
   * place. Verify it first (`RegistryClient.verify`).
   */
  save(
    registry: string,
    credential: Credential,
    options: { readonly inTheClear: boolean },
    signal?: AbortSignal,
  ): Promise<CredentialPlace>;
  /** From all places. Answers whether there was anything. */
  erase(registry: string, signal?: AbortSignal): Promise<boolean>;
}
