// What the tree shows when there is no engine: the true reason, and rows that lead on. Pure.
import * as l10n from '@vscode/l10n';
import { type EngineError, isEngineError } from '../errors.ts';
import type { Row } from './kind.ts';

export const anotherEngine = l10n.t('Choose Another Engine');

/** No engine listens on this machine: there is nothing to explain but how to start or get one. */
export function isNotRunning(error: EngineError): boolean {
  if (!isEngineError(error, 'unreachable')) return false;
  const { code, syscall, port } = (error.cause ?? {}) as { code?: string; syscall?: string; port?: number };
  return syscall === 'connect' && port === undefined && (code === 'ENOENT' || code === 'ECONNREFUSED');
}

export function wayOnRows(): Row[] {
  return [
    way('retry', l10n.t('Try Again'), 'refresh'),
    way('choose-engine', anotherEngine, 'plug'),
    way('log', l10n.t('Show Log'), 'output'),
  ];
}

function way(verb: NonNullable<Row['verb']>, label: string, icon: string): Row {
  return {
    id: `way:${verb}`,
    object: undefined,
    label,
    description: '',
    tooltip: () => [],
    icon,
    tone: undefined,
    tokens: [],
    spoken: l10n.t('button'),
    children: [],
    verb,
  };
}

export const waitingForSlow = (engine: string): string =>
  l10n.t('Waiting for the Docker engine at {0}, which is slow to answer', engine);

export const isAnotherEngine = (before: string, now: string): string =>
  l10n.t('Longshore now uses the Docker engine {0} instead of {1}. Open terminals keep their engine.', now, before);
