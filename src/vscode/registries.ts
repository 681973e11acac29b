// Registries as the editor has them: its secret storage, the certificates of this machine, what the engine trusts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ExtensionContext, workspace } from 'vscode';
import type { Registries } from '../commands/host/command.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { ImagePlatforms } from '../explorer/image-platforms.ts';
import type { ImageSource } from '../explorer/images.ts';
import { createRegistryListing, type RegistryListing } from '../explorer/registry-listing.ts';
import { parseImageReference } from '../image-reference.ts';
import { type BasePlatforms, createBasePlatforms } from '../known-images/base-platforms.ts';
import { createRegistryOrigin } from '../known-images/registry-origin.ts';
import { createCredentialStore } from '../registry/credential-store.ts';
import { createNewerCheck, type KeptAnswer } from '../registry/newer-check.ts';
import { createNewerWatch, localImages } from '../registry/newer-watch.ts';
import { createRegistryClient } from '../registry/registry-client.ts';
import { certificateFolders } from '../registry/trust.ts';
import { programEnvironment } from './program-environment.ts';
import { newerInterval } from './settings.ts';
import type { TreeSource } from './tree.ts';

const addedKey = 'registries';
const answersKey = 'newer';
const pulledKey = 'pulled';
/** Milliseconds between two looks at what has come since. */
const lookPause = 3_600_000;

export function createRegistries(
  { secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>,
  inventory: Inventory,
  log: (line: string) => void,
): Registries & { readonly basePlatforms: BasePlatforms; dispose(): void } {
  const dockerConfigFolder = process.env.DOCKER_CONFIG || join(homedir(), '.docker');
  const credentials = createCredentialStore({
    dockerConfigFolder,
    env: programEnvironment(),
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
  const isKnown = async (registry: string) =>
    registry === 'docker.io' ||
    added.get().includes(registry) ||
    (await credentials.list()).some((login) => login.registry === registry);
  const newer = createNewerWatch({
    check: createNewerCheck({
      client,
      isKnown,
      lasting: () => newerInterval() ?? 0,
      kept: {
        get: () => globalState.get<KeptAnswer[]>(answersKey) ?? [],
        set: (answers) => void globalState.update(answersKey, answers),
      },
    }),
    interval: newerInterval,
    platformOf: async ({ reference }, signal) =>
      inventory.connection.state === 'connected'
        ? (await inventory.connection.engine.images.inspect(reference, signal)).platform
        : undefined,
    cameFromRegistry: createRegistryOrigin({
      inventory,
      kept: {
        get: () => globalState.get<string[]>(pulledKey) ?? [],
        set: (names) => void globalState.update(pulledKey, names),
      },
    }),
    log,
  });
  const basePlatforms = createBasePlatforms({
    inventory,
    client,
    // A file from a stranger shall not make the editor call somebody.
    mayAsk: async (registry) => workspace.isTrusted && newerInterval() !== undefined && (await isKnown(registry)),
    log,
  });
  const look = () => newer.look(localImages(inventory.images));
  const changes = inventory.onDidChange(({ images }) => {
    if (images) look();
  });
  const clock = setInterval(look, lookPause);
  return {
    credentials,
    client,
    added,
    newer,
    basePlatforms,
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
    dispose() {
      clearInterval(clock);
      changes.dispose();
      newer.dispose();
      basePlatforms.dispose();
      client.close();
    },
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

/** The engine's images, with what is known of newer ones, and what they are for. */
export function imageSource(
  inventory: Inventory,
  newer: Registries['newer'],
  platforms: ImagePlatforms,
  engineRows: TreeSource<Inventory, InventoryChange>,
): TreeSource<ImageSource, InventoryChange> {
  const onlyImages = { connection: false, containers: false, images: true, volumes: false, networks: false };
  return {
    ...engineRows,
    source: {
      get images() {
        return inventory.images;
      },
      get containers() {
        return inventory.containers;
      },
      get failures() {
        return inventory.failures;
      },
      newer,
      platforms,
    },
    begin(wants) {
      engineRows.begin(wants);
      platforms.begin();
    },
    onDidChange(listener) {
      const subscriptions = [
        engineRows.onDidChange(listener),
        ...[newer, platforms].map((source) => source.onDidChange(() => listener(onlyImages))),
      ];
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
        },
      };
    },
  };
}
