// What the view of images is made of.
import type { Registries } from '../commands/host/command.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import { forEachList } from '../engine/lists.ts';
import type { ImagePlatforms } from '../explorer/image-platforms.ts';
import type { ImageSource } from '../explorer/images.ts';
import type { ImageStaleness } from '../forecast/image-staleness.ts';
import type { TreeSource } from './tree-source.ts';

/** The engine's images, with what is known of newer ones, what they are for, and what changed since they were built. */
export function imageSource(
  inventory: Inventory,
  newer: Registries['newer'],
  platforms: ImagePlatforms,
  staleness: ImageStaleness,
  engineRows: TreeSource<Inventory, InventoryChange>,
): TreeSource<ImageSource, InventoryChange> {
  const onlyImages = { connection: false, ...forEachList((list) => list === 'images') };
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
      staleness,
    },
    begin(wants) {
      engineRows.begin(wants);
      platforms.begin();
    },
    attend() {
      const ends = [engineRows.attend?.(), staleness.attend()];
      return () => {
        for (const end of ends) end?.();
      };
    },
    onDidChange(listener) {
      const subscriptions = [
        engineRows.onDidChange(listener),
        ...[newer, platforms, staleness].map((source) => source.onDidChange(() => listener(onlyImages))),
      ];
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
        },
      };
    },
  };
}
