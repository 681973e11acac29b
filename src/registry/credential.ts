// What a person is known by at a registry. Its values are secrets: they go into no message, no log and no setting.

/** As the engine's X-Registry-Auth and BuildKit's Credentials want it. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token that the registry's token server gave instead of a password. */
  | { readonly kind: 'identity-token'; readonly identityToken: string };

/**
 * Looks up the credential for a registry's host as references name it (`docker.io`, `ghcr.io`, `localhost:5000`).
 * undefined: nobody is logged in there. Never answers one host's credential for another.
 */
export type CredentialLookup = (registry: string, signal?: AbortSignal) => Promise<Credential | undefined>;
