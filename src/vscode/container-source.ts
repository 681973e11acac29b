// What the view of containers is made of.
import type { OtherOptionsWatch } from '../commands/running/other-options.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import { forEachList } from '../engine/lists.ts';
import type { ContainerSource } from '../explorer/container-columns.ts';
import type { OlderImages } from '../explorer/older-images.ts';
import type { FileRows } from './file-rows.ts';
import type { TreeSource } from './tree-source.ts';

/**
 * The engine's containers, which of them run an older image than their tag means or were made from other options than are remembered
 * now, and their files where a row was opened.
 */
export function containerSource(
  inventory: Inventory,
  older: OlderImages,
  otherOptions: OtherOptionsWatch,
  files: FileRows,
  engineRows: TreeSource<Inventory, InventoryChange>,
): TreeSource<ContainerSource, InventoryChange> {
  const onlyContainers = { connection: false, ...forEachList((list) => list === 'containers') };
  const withFiles = files.below(engineRows, 'containers');
  return {
    ...engineRows,
    ...withFiles,
    source: {
      get containers() {
        return inventory.containers;
      },
      get failures() {
        return inventory.failures;
      },
      get doing() {
        return inventory.doing;
      },
      older,
      otherOptions,
      files: files.listing,
    },
    begin(wants) {
      engineRows.begin(wants);
      older.begin();
    },
    onDidChange(listener) {
      const onContainers = () => listener(onlyContainers);
      const subscriptions = [
        withFiles.onDidChange(listener),
        older.onDidChange(onContainers),
        otherOptions.onDidChange(onContainers),
      ];
      return {
        dispose() {
          for (const subscription of subscriptions) subscription.dispose();
        },
      };
    },
  };
}
