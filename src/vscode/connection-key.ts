// Tells the welcome texts how the connection to the chosen engine stands. Rows say by their own tokens what can be done.
import type { Disposable } from 'vscode';
import type { Inventory } from '../engine/inventory.ts';
import { type ListName, listNames } from '../engine/lists.ts';
import { isNotRunning } from '../explorer/no-engine.ts';
import { type ContextKeys, setContextKey } from './context-keys.ts';

/** Which list the welcome text of a view is about. */
const emptyKeys = {
  containers: 'longshore.noContainers',
  images: 'longshore.noImages',
  volumes: 'longshore.noVolumes',
  networks: 'longshore.noNetworks',
} as const satisfies Record<ListName, keyof ContextKeys>;

/** `when` clauses of package.json choose the welcome text by these keys. */
export function registerConnectionContext(inventory: Inventory): Disposable {
  const told = new Map<string, boolean>();
  // A view is without rows for a moment when its list has just come: only the list itself knows that there is nothing.
  const tellEmpty = () => {
    for (const list of listNames) {
      const isEmpty = inventory.connection.state !== 'connecting' && inventory[list]?.length === 0;
      if (told.get(list) === isEmpty) continue;
      told.set(list, isEmpty);
      void setContextKey(emptyKeys[list], isEmpty);
    }
  };
  const tell = () => void setContextKey('longshore.connection', keyOf(inventory.connection));
  tell();
  tellEmpty();
  return inventory.onDidChange(({ connection }) => {
    if (connection) tell();
    tellEmpty();
  }) as Disposable;
}

function keyOf(connection: Inventory['connection']): ContextKeys['longshore.connection'] {
  if (connection.state === 'unreachable') return isNotRunning(connection.error) ? 'not-running' : 'unreachable';
  // The rows are still there, and what can be done with them.
  return connection.state === 'reconnecting' ? 'connected' : connection.state;
}
