// Registries as the editor has them, put together.
import { join } from 'node:path';
import { Disposable, type ExtensionContext, workspace } from 'vscode';
import type { Registries } from '../commands/host/command.ts';
import type { Inventory } from '../engine/inventory.ts';
import { createRegistryListing } from '../explorer/registry-listing.ts';
import { parseImageReference } from '../image-reference.ts';
import { type BasePlatforms, createBasePlatforms } from '../known-images/base-platforms.ts';
import { createNewerImages } from './newer-images.ts';
import { createClient, createCredentials, dockerConfigFolder } from './registry-access.ts';
import { newerInterval } from './settings.ts';
import { createSharedList } from './shared-state.ts';
import { watchFiles } from './watched-files.ts';

const addedKey = 'registries';

export function createRegistries(
  { secrets, globalState, globalStorageUri }: Pick<ExtensionContext, 'secrets' | 'globalState' | 'globalStorageUri'>,
  inventory: Inventory,
  log: (line: string) => void,
): Registries & { readonly basePlatforms: BasePlatforms; dispose(): void } {
  const credentials = createCredentials(secrets);
  const client = createClient(credentials, inventory);
  // In other windows somebody may add one, and log in or out.
  const onOtherWindow = () => void listing.relist();
  const added = createSharedList(
    join(globalStorageUri.fsPath, 'registries.json'),
    () => globalState.get<string[]>(addedKey) ?? [],
    onOtherWindow,
  );
  const logins = Disposable.from(
    secrets.onDidChange(onOtherWindow),
    watchFiles(() => [join(dockerConfigFolder(), 'config.json')], onOtherWindow),
  );
  const isKnown = async (registry: string) =>
    registry === 'docker.io' ||
    added.get().includes(registry) ||
    (await credentials.list()).some((login) => login.registry === registry);
  const newer = createNewerImages(globalState, inventory, client, isKnown, log);
  const basePlatforms = createBasePlatforms({
    inventory,
    client,
    // A file from a stranger shall not make the editor call somebody.
    mayAsk: async (registry) => workspace.isTrusted && newerInterval() !== undefined && (await isKnown(registry)),
    log,
  });
  const listing = createRegistryListing({
    client,
    credentials,
    added: added.get,
    localNames: () => namesOf(inventory),
  });
  return {
    credentials,
    client,
    added,
    newer,
    basePlatforms,
    listing,
    dispose() {
      added.dispose();
      logins.dispose();
      newer.dispose();
      basePlatforms.dispose();
      client.close();
    },
  };
}

/** `docker.io/library/node`, of each tag that the engine has. */
function namesOf({ images }: Inventory): string[] {
  return images.flatMap(({ tags }) =>
    tags.flatMap((tag) => {
      const parsed = parseImageReference(tag);
      return parsed ? [`${parsed.registry}/${parsed.repository}`] : [];
    }),
  );
}
