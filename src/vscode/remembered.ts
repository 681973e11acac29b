// What lasts beyond a restart, as those who want it ask for it.
import { type Disposable, EventEmitter, type Memento } from 'vscode';
import type { Memory } from '../commands/host/memory.ts';

export function remembered<T>(state: Memento, key: string, none: T): { get(): T; set(value: T): Promise<void> } {
  return { get: () => state.get(key, none), set: async (value) => state.update(key, value) };
}

/** What commands remember. */
export function memoryIn(state: Memento): Memory & Disposable {
  const changed = new EventEmitter<void>();
  return {
    get: (key) => state.get(key),
    async set(key, value) {
      await state.update(key, value);
      changed.fire();
    },
    onDidChange: (listener) => changed.event(listener),
    dispose: () => changed.dispose(),
  };
}
