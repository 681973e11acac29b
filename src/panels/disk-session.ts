// Fills the page of an engine's disk. Knows no editor.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import type { DiskFacts, DiskKind } from './disk-facts.ts';
import type { FromDiskPage, ToDiskPage } from './disk-messages.ts';
import { keepLive } from './live-page.ts';
import type { Panel } from './panel.ts';

export interface DiskPageParts {
  inventory(): Promise<Inventory>;
  read(engine: Engine, signal: AbortSignal): Promise<DiskFacts>;
  free(kind: DiskKind | 'all'): void;
  open(kind: Exclude<DiskKind, 'buildCache'>, id: string): void;
}

/** Goes on until the panel is closed. */
export function runDiskPage(panel: Panel<ToDiskPage, FromDiskPage>, parts: DiskPageParts): void {
  const page = keepLive<DiskFacts>(panel, {
    inventory: parts.inventory,
    // To measure takes an engine a while: not for each container that comes and goes.
    concerns: ({ images, volumes }) => images || volumes,
    read: parts.read,
    gone: l10n.t('There is nothing to measure.'),
  });
  panel.onMessage((message) => {
    if (message.type === 'run') parts.free(message.action);
    else if (message.type === 'open') {
      const part = page.facts()?.parts.find(({ kind }) => kind === message.kind);
      if (part?.largest.some(({ id }) => id === message.id)) parts.open(message.kind, message.id);
    }
  });
}
