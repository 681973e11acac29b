// What a failed attempt or a broken connection means for whoever wants an engine.
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../errors.ts';

/** Milliseconds until an engine that refuses this user is tried again. */
const refusedTime = 30_000;

/** Milliseconds until the next attempt; undefined: only when the user asks or something has changed. */
export function retryDelay(error: EngineError, usual: number): number | undefined {
  // Each attempt is a failed login in somebody's log, and may lock the account.
  if (isEngineError(error, 'login-refused')) return undefined;
  return isEngineError(error, 'permission-denied') ? Math.max(usual, refusedTime) : usual;
}

export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'Cancelled';
}

export function asEngineError(error: unknown): EngineError {
  if (isEngineError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EngineError('failed', l10n.t('The engine cannot be used: {0}', message), { cause: error });
}

export function closedError(): EngineError {
  return new EngineError('connection-lost', l10n.t('Longshore is shutting down.'));
}
