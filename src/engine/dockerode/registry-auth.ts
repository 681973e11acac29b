// The X-Registry-Auth header. Its content is a secret: it goes into no message and no log.
// Source: github.com/moby/moby, api/types/registry/authconfig.go
import { parseImageReference } from '../../image-reference.ts';
import type { Credential, CredentialLookup } from '../../registry/credential.ts';
import { serverAddressOf } from '../../registry/registry-host.ts';
import type { Connection } from './connection.ts';

/** Engines want the header even without a credential: 20.10 refuses a push that has none. */
export async function registryAuth(
  reference: string,
  credentials: CredentialLookup | undefined,
  signal: AbortSignal | undefined,
): Promise<Record<string, string>> {
  const registry = parseImageReference(reference)?.registry;
  const credential = registry === undefined ? undefined : await credentials?.(registry, signal);
  const content = registry === undefined || credential === undefined ? {} : authConfig(registry, credential);
  // With its padding: Podman takes nothing else, and Docker takes both.
  const encoded = Buffer.from(JSON.stringify(content)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return { 'X-Registry-Auth': encoded };
}

/** As the API's AuthConfig. */
export function authConfig(registry: string, credential: Credential): Record<string, string> {
  const serveraddress = serverAddressOf(registry);
  return credential.kind === 'password'
    ? { username: credential.username, password: credential.password, serveraddress }
    : { identitytoken: credential.identityToken, serveraddress };
}

export async function verifyCredential(
  { transport, patiently }: Connection,
  registry: string,
  credential: Credential,
  signal?: AbortSignal,
): Promise<Credential> {
  const body = JSON.stringify(authConfig(registry, credential));
  const answer = await patiently(signal, (abortSignal) =>
    transport.json<{ IdentityToken?: string }>({ method: 'POST', path: '/auth', body }, abortSignal),
  );
  return answer.IdentityToken ? { kind: 'identity-token', identityToken: answer.IdentityToken } : credential;
}
