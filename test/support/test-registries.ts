// Registries for tests: a real client and credential store over a folder of their own, so that nobody's logins are met.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Registries } from '../../src/commands/host/command.ts';
import { createRegistryListing } from '../../src/explorer/registry-listing.ts';
import { createCredentialStore } from '../../src/registry/credential-store.ts';
import type { SecretStore } from '../../src/registry/credentials-api.ts';
import { createNewerCheck } from '../../src/registry/newer-check.ts';
import { createNewerWatch } from '../../src/registry/newer-watch.ts';
import { createRegistryClient } from '../../src/registry/registry-client.ts';

/**
 * `dockerConfigFolder`: an empty one unless it is given; `env`: names the programs that keep logins, none by default;
 * `certificateFolders`: what is trusted beside the machine's own authorities.
 */
export function testRegistries({
  dockerConfigFolder = mkdtempSync(join(tmpdir(), 'longshore-config-')),
  env = { PATH: '' },
  certificateFolders = [],
}: {
  readonly dockerConfigFolder?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly certificateFolders?: readonly string[];
} = {}): Registries & { readonly secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  const secretStore: SecretStore = {
    get: async (key) => secrets.get(key),
    store: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
  };
  const credentials = createCredentialStore({ dockerConfigFolder, secretStore, env });
  const client = createRegistryClient({
    credentials: (registry, signal) => credentials.get(registry, signal),
    trust: () => ({ certificateFolders, insecureRegistries: [] }),
  });
  let hosts: readonly string[] = [];
  return {
    secrets,
    credentials,
    client,
    newer: createNewerWatch({
      check: createNewerCheck({ client, isKnown: async () => true }),
      interval: () => undefined,
      platformOf: async () => undefined,
      cameFromRegistry: async () => false,
      log: () => undefined,
    }),
    added: {
      get: () => hosts,
      set: async (registries) => {
        hosts = registries;
      },
    },
    listing: createRegistryListing({ client, credentials, added: () => hosts, localNames: () => [] }),
  };
}
