// The client of registries and the store of logins whose code is loaded at the first question: a session may never have any.
import { loadedOnce } from '../loaded-once.ts';
import type { CredentialStore } from './credentials-api.ts';
import type { RegistryClient } from './registry-api.ts';

export function registryClientLoadedBy(load: () => Promise<RegistryClient>): RegistryClient {
  const client = loadedOnce(load);
  return {
    checkAccess: async (...asked) => (await client()).checkAccess(...asked),
    verify: async (...asked) => (await client()).verify(...asked),
    repositories: async (...asked) => (await client()).repositories(...asked),
    tags: async (...asked) => (await client()).tags(...asked),
    digest: async (...asked) => (await client()).digest(...asked),
    manifest: async (...asked) => (await client()).manifest(...asked),
    image: async (...asked) => (await client()).image(...asked),
    previewDeletion: async (...asked) => (await client()).previewDeletion(...asked),
    deleteManifest: async (...asked) => (await client()).deleteManifest(...asked),
    wantsFewRequests: async (...asked) => (await client()).wantsFewRequests(...asked),
    // One that is not there yet has nothing to forget, and no connection.
    forget: (registry) => client.ifAskedFor((loaded) => loaded.forget(registry)),
    close: () => client.ifAskedFor((loaded) => loaded.close()),
  };
}

export function credentialStoreLoadedBy(load: () => Promise<CredentialStore>): CredentialStore {
  const store = loadedOnce(load);
  return {
    list: async (...asked) => (await store()).list(...asked),
    get: async (...asked) => (await store()).get(...asked),
    whereStored: async (...asked) => (await store()).whereStored(...asked),
    save: async (...asked) => (await store()).save(...asked),
    erase: async (...asked) => (await store()).erase(...asked),
  };
}
