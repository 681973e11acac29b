// Which containers were made from other options than are remembered now. What reads options is loaded once something is kept of a
// container: it knows all options of a run, and many never run anything from here.
import type { Memory } from '../host/memory.ts';
import type { WatchedInventory } from './keep-made-from.ts';
import { hasRecords } from './made-records.ts';

export interface OtherOptionsWatch {
  /** Their words, and whose the options are; undefined: they are the same, or it is not known (yet). */
  of(container: { readonly id: string }): { readonly differences: string; readonly name: string } | undefined;
  /** What is remembered has changed, or can be read now. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

/** `log`: why it could not be loaded. */
export function watchOtherOptions(
  memory: Memory,
  inventory: WatchedInventory,
  log: (line: string) => void,
): OtherOptionsWatch {
  const host = { memory };
  const listeners = new Set<() => void>();
  let reading: typeof import('./keep-made-from.ts') | undefined;
  let loading: Promise<void> | undefined;
  let keeping: { dispose(): void } | undefined;
  let disposed = false;
  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function load(): Promise<void> {
    reading = await import('./keep-made-from.ts');
    if (disposed) return;
    keeping = reading.keepMadeFrom(memory, inventory);
    tell();
  }
  const loadIfKept = () => {
    const { connection } = inventory;
    if (disposed || loading || connection.state !== 'connected' || !hasRecords(host, connection.engine.id)) return;
    loading = load().catch((error) => {
      // Tried again at the next change.
      loading = undefined;
      log(`Options of containers: ${error}`);
    });
  };
  const subscriptions = [
    inventory.onDidChange(({ connection }) => connection && loadIfKept()),
    memory.onDidChange(() => {
      loadIfKept();
      tell();
    }),
  ];
  loadIfKept();

  return {
    of({ id }) {
      const { connection } = inventory;
      const other =
        connection.state === 'connected' ? reading?.otherOptionsOf(host, connection.engine.id, id) : undefined;
      return other && reading && { differences: reading.differenceWords(other), name: reading.optionsName(other) };
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      disposed = true;
      keeping?.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
