// An inventory for tests of pages: one engine, connected until a test says otherwise, and changes that a test tells.
import type { Engine } from '../../src/engine/engine.ts';
import type { Inventory, InventoryChange } from '../../src/engine/inventory.ts';
import { settled } from './fake-clock.ts';

export function scriptedInventory(engine: unknown, lists: Partial<Inventory> = {}) {
  const listeners = new Set<(change: InventoryChange) => void>();
  let attending = 0;
  const inventory = {
    ...lists,
    connection: { state: 'connected', engine } as unknown,
    engine: async () => engine as Engine,
    want: () => undefined,
    attend: () => {
      attending++;
      return () => void attending--;
    },
    onDidChange: (listener: (change: InventoryChange) => void) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
  return {
    inventory: inventory as unknown as Inventory,
    attending: () => attending,
    listening: () => listeners.size,
    connection: (connection: unknown) => {
      inventory.connection = connection;
    },
    change: async (change: Partial<InventoryChange>): Promise<void> => {
      for (const listener of [...listeners]) listener(change as InventoryChange);
      await settled();
    },
  };
}
