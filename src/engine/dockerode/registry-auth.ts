// The X-Registry-Auth header. Its content is a secret: it goes into no message and no log.

export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
  readonly serveraddress: string;
}

/** Engines want the header even without credentials: 20.10 refuses a push that has none. */
export function registryAuth(credentials: RegistryCredentials | undefined): Record<string, string> {
  return { 'X-Registry-Auth': Buffer.from(JSON.stringify(credentials ?? {})).toString('base64url') };
}
