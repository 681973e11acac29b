// Bridges VS Code's cancellation to AbortSignal, which everything outside of this folder uses.
import type { CancellationToken } from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';

/** Aborted with `Cancelled` when the token is. */
export function abortSignalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort(new Cancelled());
  else token.onCancellationRequested(() => controller.abort(new Cancelled()));
  return controller.signal;
}
