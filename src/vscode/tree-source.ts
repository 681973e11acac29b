// What a tree's rows are made of, and the inventory of an engine as that.
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { OptionalList } from '../engine/lists.ts';
import type { ShownEngine } from '../explorer/engine-row.ts';
import type { Row } from '../explorer/kind.ts';
import { isNotRunning, wayOnRows } from '../explorer/no-engine.ts';

export interface TreeSource<Source, Change> {
  readonly source: Source;
  /** The engine that the rows lie on; absent: they are no engine's. undefined: it has never been connected. */
  engine?(): ShownEngine | undefined;
  /** false: there is nothing to show, and the welcome text or `problem` says why. */
  isReady(): boolean;
  /** Why there is nothing, where that is more than a welcome text can say, and rows that lead on. */
  problem?(): { readonly message: string; readonly rows: readonly Row[] } | undefined;
  /** What is shown may not be true any more: the connection broke, and is made anew. */
  isStale?(): boolean;
  /** The view is looked at, until the answered function is called. */
  attend?(): () => void;
  /** The view is visible: what is not watched yet is watched from now on. */
  begin(wants: OptionalList | undefined): void;
  onDidChange(listener: (change: Change) => void): { dispose(): void };
  /** Asks for the children of a lazy row. */
  load?(row: Row): Promise<void>;
  /** A row was closed: what is below it is not seen until it is opened again. */
  closed?(row: Row): void;
  opened?(row: Row): void;
}

/** `saysWhy`: whether its view is the one that tells why there is no engine. */
export function inventorySource(
  inventory: Inventory,
  { saysWhy = false } = {},
): TreeSource<Inventory, InventoryChange> {
  const isReady = () => inventory.connection.state === 'connected' || inventory.connection.state === 'reconnecting';
  return {
    source: inventory,
    engine: () => inventory.last && { ...inventory.last, isConnected: isReady() },
    isReady,
    isStale: () => inventory.connection.state === 'reconnecting',
    problem: () => {
      const { connection } = inventory;
      if (!saysWhy || connection.state !== 'unreachable' || isNotRunning(connection.error)) return undefined;
      return { message: connection.error.message, rows: wayOnRows() };
    },
    attend: () => inventory.attend(),
    begin(wants) {
      if (wants) inventory.want(wants);
      inventory.start();
    },
    onDidChange: (listener) => inventory.onDidChange(listener),
  };
}
