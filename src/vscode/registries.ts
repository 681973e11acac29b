// Registries as the editor has them: its secret storage, the certificates of this machine, what the engine trusts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { Registries } from '../commands/command.ts';
import type { Inventory } from '../engine/inventory.ts';
import { createCredentialStore } from '../engine/registry/credential-store.ts';
import { createNewerCheck } from '../engine/registry/newer-check.ts';
import { createRegistryClient } from '../engine/registry/registry-client.ts';
import { certificateFolders } from '../engine/registry/trust.ts';
import { createRegistryListing, type RegistryListing } from '../explorer/registry-listing.ts';
import { parseImageReference } from '../image-reference.ts';
import type { TreeSource } from './tree.ts';

const addedKey = 'registries';

export function createRegistries(
  { secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>,
  inventory: Inventory,
): Registries & { dispose(): void } {
  const dockerConfigFolder = process.env.DOCKER_CONFIG || join(homedir(), '.docker');
  const credentials = createCredentialStore({
    dockerConfigFolder,
    env: process.env,
    secretStore: {
      get: async (key) => secrets.get(key),
      store: async (key, value) => secrets.store(key, value),
      delete: async (key) => secrets.delete(key),
    },
  });
  const client = createRegistryClient({
    credentials: (registry, signal) => credentials.get(registry, signal),
    trust: async () => ({
      certificateFolders: certificateFolders({
        dockerConfigFolder,
        homeFolder: homedir(),
        env: process.env,
        platform: process.platform,
      }),
      // Without an engine nothing is known to be insecure.
      insecureRegistries:
        inventory.connection.state === 'connected' ? (await inventory.connection.engine.info()).insecureRegistries : [],
    }),
  });
  const added: Registries['added'] = {
    get: () => globalState.get<string[]>(addedKey) ?? [],
    set: async (registries) => globalState.update(addedKey, registries),
  };
  return {
    credentials,
    client,
    added,
    newer: createNewerCheck({
      client,
      isKnown: async (registry) =>
        registry === 'docker.io' ||
        added.get().includes(registry) ||
        (await credentials.list()).some((login) => login.registry === registry),
    }),
    listing: createRegistryListing({
      client,
      credentials,
      added: added.get,
      localNames: () =>
        inventory.images.flatMap(({ tags }) =>
          tags.flatMap((tag) => {
            const parsed = parseImageReference(tag);
            return parsed ? [`${parsed.registry}/${parsed.repository}`] : [];
          }),
        ),
    }),
    dispose: () => client.close(),
  };
}

export function registrySource(listing: RegistryListing): TreeSource<RegistryListing, undefined> {
  return {
    source: listing,
    isReady: () => true,
    begin: () => void listing.begin(),
    onDidChange: (listener) => listing.onDidChange(() => listener(undefined)),
    load: ({ objectId }) => (objectId === undefined ? Promise.resolve() : listing.load(objectId)),
  };
}
