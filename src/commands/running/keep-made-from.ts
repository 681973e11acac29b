// Keeps what is known of containers' options true while somebody else changes them: by the engine's events, and once for what was
// changed before anybody listened, where it would be said to differ.
import type { Engine } from '../../engine/engine.ts';
import type { Inventory } from '../../engine/inventory.ts';
import { isEngineError } from '../../errors.ts';
import type { Memory } from '../host/memory.ts';
import { mayBeChanged, noteChanges } from './made-from.ts';

export { differenceWords, optionsName, otherOptionsOf } from './made-from.ts';

export type WatchedInventory = Pick<Inventory, 'connection' | 'containers' | 'onDidChange' | 'onDidUpdate'>;

/** Asks the engine about containers that something is kept of, and about nothing else; only while it is connected. */
export function keepMadeFrom(memory: Memory, inventory: WatchedInventory): { dispose(): void } {
  const host = { memory };
  const ending = new AbortController();
  /** Since the present connection. */
  let looked = new Set<string>();
  let last: Promise<void> = Promise.resolve();

  const look = async (engine: Engine, id: string): Promise<void> => {
    try {
      if (!ending.signal.aborted) await noteChanges(host, engine, id, ending.signal);
    } catch (error) {
      // What is not known now is seen at the next connection.
      if (!ending.signal.aborted && !isEngineError(error)) throw error;
    }
  };
  const lookSoon = (id: string) => {
    const { connection } = inventory;
    if (connection.state !== 'connected') return;
    looked.add(id);
    last = last.then(() => look(connection.engine, id));
  };
  const lookAtDoubtful = () => {
    const { connection, containers } = inventory;
    if (connection.state !== 'connected') return;
    for (const { id } of containers) {
      if (!looked.has(id) && mayBeChanged(host, connection.engine.id, id)) lookSoon(id);
    }
  };
  const subscriptions = [
    inventory.onDidUpdate(lookSoon),
    inventory.onDidChange(({ connection, containers }) => {
      if (connection) looked = new Set();
      // The row of one may come after what is remembered of it.
      if (connection || containers) lookAtDoubtful();
    }),
    memory.onDidChange(lookAtDoubtful),
  ];
  lookAtDoubtful();
  return {
    dispose() {
      ending.abort();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
