// Logins for the older builder, which asks nobody: those for the registries that the Dockerfile names are sent along.
import { parseImageReference } from '../../image-reference.ts';
import type { Credential, CredentialLookup } from '../../registry/credential.ts';
import { serverAddressOf } from '../../registry/registry-host.ts';

/** The X-Registry-Config header; empty if nobody is logged in where the Dockerfile's images are. Its content is a secret. */
export async function registryConfig(
  dockerfile: string,
  lookUp: CredentialLookup,
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const logins: Record<string, object> = {};
  for (const registry of registriesIn(dockerfile)) {
    const credential = await lookUp(registry, signal);
    if (credential) logins[serverAddressOf(registry)] = loginOf(credential);
  }
  if (Object.keys(logins).length === 0) return {};
  // Go's decoder wants the padding.
  const encoded = Buffer.from(JSON.stringify(logins)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return { 'X-Registry-Config': encoded };
}

/** Stages by their names look like images of Docker Hub, which does no harm; names with variables are left out. */
function registriesIn(dockerfile: string): Set<string> {
  const named = dockerfile.matchAll(/^[ \t]*(?:FROM[ \t]+(?:--\S+[ \t]+)*|COPY[ \t].*?--from=)([^\s$]+)(?=\s|$)/gim);
  const references = [...named].map(([, name = '']) => parseImageReference(name));
  return new Set(references.flatMap((reference) => (reference ? [reference.registry] : [])));
}

function loginOf(credential: Credential): object {
  return credential.kind === 'password'
    ? { username: credential.username, password: credential.password }
    : { identitytoken: credential.identityToken };
}
