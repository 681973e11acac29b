// The row of a whole engine, where several stand in one view.
import * as l10n from '@vscode/l10n';
import type { EngineId } from '../engine/engine-id.ts';
import type { Row } from './kind.ts';

export interface ShownEngine {
  readonly id: EngineId;
  /** For a person. */
  readonly address: string;
  readonly isConnected: boolean;
}

export function engineRow({ id, address, isConnected }: ShownEngine): Row {
  return {
    id: `engine/${id}`,
    object: undefined,
    label: address,
    description: '',
    tooltip: () => [[l10n.t('Docker engine'), address]],
    icon: 'server-environment',
    tone: isConnected ? 'good' : 'bad',
    tokens: ['engine', isConnected ? 'connected' : 'away'],
    spoken: isConnected ? l10n.t('Docker engine, connected') : l10n.t('Docker engine, not connected'),
    children: [],
    isOpen: true,
  };
}
