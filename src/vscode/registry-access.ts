// How registries are asked from here: with the logins of docker and of the editor's secret storage, the certificates of this
// machine, and what the engine trusts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SecretStorage } from 'vscode';
import type { Inventory } from '../engine/inventory.ts';
import type { CredentialStore } from '../registry/credentials-api.ts';
import { credentialStoreLoadedBy, registryClientLoadedBy } from '../registry/loaded-later.ts';
import type { RegistryClient } from '../registry/registry-api.ts';
import { programEnvironment } from './program-environment.ts';

export const dockerConfigFolder = () => process.env.DOCKER_CONFIG || join(homedir(), '.docker');

export function createCredentials(secrets: SecretStorage): CredentialStore {
  return credentialStoreLoadedBy(async () => {
    const { createCredentialStore } = await import('../registry/credential-store.ts');
    return createCredentialStore({
      dockerConfigFolder: dockerConfigFolder(),
      env: programEnvironment(),
      secretStore: {
        get: async (key) => secrets.get(key),
        store: async (key, value) => secrets.store(key, value),
        delete: async (key) => secrets.delete(key),
      },
    });
  });
}

export function createClient(credentials: CredentialStore, inventory: Inventory): RegistryClient {
  return registryClientLoadedBy(async () => {
    const { certificateFolders, createRegistryClient } = await import('../registry/registry-client.ts');
    return createRegistryClient({
      credentials: (registry, signal) => credentials.get(registry, signal),
      trust: async () => ({
        certificateFolders: certificateFolders({
          dockerConfigFolder: dockerConfigFolder(),
          homeFolder: homedir(),
          env: process.env,
          platform: process.platform,
        }),
        // Without an engine nothing is known to be insecure.
        insecureRegistries:
          inventory.connection.state === 'connected'
            ? (await inventory.connection.engine.info()).insecureRegistries
            : [],
      }),
    });
  });
}
