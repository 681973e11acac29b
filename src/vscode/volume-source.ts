// What the view of volumes is made of.
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { VolumeSource } from '../explorer/volumes.ts';
import type { FileRows } from './file-rows.ts';
import type { TreeSource } from './tree-source.ts';

/** The engine's volumes, and their files where a row was opened. */
export function volumeSource(
  inventory: Inventory,
  files: FileRows,
  engineRows: TreeSource<Inventory, InventoryChange>,
): TreeSource<VolumeSource, InventoryChange> {
  return {
    ...engineRows,
    ...files.below(engineRows, 'volumes'),
    source: {
      get volumes() {
        return inventory.volumes;
      },
      get containers() {
        return inventory.containers;
      },
      get failures() {
        return inventory.failures;
      },
      files: files.listing,
    },
  };
}
