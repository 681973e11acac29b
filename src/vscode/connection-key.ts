// Tells the welcome texts how the connection to the chosen engine stands. Rows say by their own tokens what can be done.
import type { Disposable } from 'vscode';
import type { Inventory } from '../engine/inventory.ts';
import { isNotRunning } from '../explorer/no-engine.ts';
import { type ContextKeys, setContextKey } from './context-keys.ts';

/** `when` clauses of package.json choose the welcome text by this key. */
export function registerConnectionContext(inventory: Inventory): Disposable {
  const tellRead = () => {
    void setContextKey('longshore.volumesRead', inventory.volumes !== undefined);
    void setContextKey('longshore.networksRead', inventory.networks !== undefined);
  };
  const tell = () => {
    const { connection } = inventory;
    void setContextKey('longshore.connection', keyOf(connection));
    tellRead();
  };
  tell();
  return inventory.onDidChange(({ connection, volumes, networks }) => {
    if (connection) tell();
    else if (volumes || networks) tellRead();
  }) as Disposable;
}

function keyOf(connection: Inventory['connection']): ContextKeys['longshore.connection'] {
  if (connection.state === 'unreachable') return isNotRunning(connection.error) ? 'not-running' : 'unreachable';
  // The rows are still there, and what can be done with them.
  return connection.state === 'reconnecting' ? 'connected' : connection.state;
}
