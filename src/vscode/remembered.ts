// One value that lasts beyond a restart, as those who want it ask for it.
import type { Memento } from 'vscode';

export function remembered<T>(state: Memento, key: string, none: T): { get(): T; set(value: T): Promise<void> } {
  return { get: () => state.get(key, none), set: async (value) => state.update(key, value) };
}
