// A login is tried before it is stored. Our own client asks first: it needs no engine, knows what was refused and why, and
// ends when nobody waits. The engine's `/auth` does the same where only the engine reaches the registry.
import { isEngineError } from '../errors.ts';
import type { Credential } from './credential.ts';
import type { RegistryClient } from './registry-api.ts';

/** What is asked of an engine here; answers the credential to store. */
interface EngineThatLogsIn {
  readonly images: {
    verifyCredential(registry: string, credential: Credential, signal?: AbortSignal): Promise<Credential>;
  };
}

/** Answers the credential to store. Rejects as `RegistryClient.verify` does. `engine`: undefined where there is none. */
export async function verifyLogin(
  client: Pick<RegistryClient, 'verify'>,
  engine: EngineThatLogsIn | undefined,
  registry: string,
  credential: Credential,
  signal?: AbortSignal,
): Promise<Credential> {
  try {
    return await client.verify(registry, credential, signal);
  } catch (error) {
    if (engine === undefined || !isEngineError(error, 'registry-unreachable')) throw error;
    return await engine.images.verifyCredential(registry, credential, signal);
  }
}
