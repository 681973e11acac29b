// Keeps the facts of a page true while somebody looks: read at first and after each change that concerns it, never by polling.
// When the object is gone or the engine away, the page says so and keeps what it knew. Knows no editor.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { ToAnyPage } from './page-messages.ts';
import type { Panel } from './panel.ts';

/** What a page is made from. */
export interface LiveSource<Facts> {
  /** Rejects with a sentence for people if the engine is not shown any more. */
  inventory(): Promise<Inventory>;
  /** Whether the facts may be others now. */
  concerns(change: InventoryChange): boolean;
  /** undefined: it is gone. */
  read(engine: Engine, signal: AbortSignal): Promise<Facts | undefined>;
  /** What is said when it is gone. */
  readonly gone: string;
  /** After facts came, or the page was hidden or shown: for streams that depend on them. */
  onFacts?(facts: Facts | undefined): void;
}

export interface LivePage<Facts> {
  /** The last known; undefined: none yet. */
  facts(): Facts | undefined;
  /** Whether it is there, answers, and somebody looks. */
  isLive(): boolean;
  engine(): Promise<Engine>;
  /** Something else may have made its facts others. */
  refresh(): void;
}

/** Goes on until the panel is closed. */
export function keepLive<Facts>(
  panel: Panel<ToAnyPage<Facts>, { readonly type: string }>,
  source: LiveSource<Facts>,
): LivePage<Facts> {
  let facts: Facts | undefined;
  let hold: Extract<ToAnyPage<Facts>, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
  let reading = false;
  let stale = true;
  let watched: { readonly inventory: Inventory; end(): void } | undefined;

  const tell = (next: 'live' | 'gone' | 'lost', words = '') => {
    if (hold.hold === next && hold.words === words) return;
    hold = { type: 'hold', hold: next, words };
    panel.post(hold);
    source.onFacts?.(facts);
  };
  const watch = async (): Promise<Inventory> => {
    const inventory = await source.inventory();
    if (!watched && panel.visible && !panel.closed.aborted) {
      const unattend = inventory.attend();
      const subscription = inventory.onDidChange((change) => {
        const { connection } = inventory;
        if (connection.state === 'unreachable' || connection.state === 'reconnecting') {
          tell('lost', connection.error.message);
          stale = true;
        } else if (connection.state === 'connected' && (change.connection || source.concerns(change))) void read();
      });
      watched = {
        inventory,
        end: () => {
          unattend();
          subscription.dispose();
        },
      };
    }
    return inventory;
  };
  const engine = async () => (await watch()).engine(panel.closed);
  const read = async (): Promise<void> => {
    stale = true;
    if (reading || !panel.visible || panel.closed.aborted) return;
    reading = true;
    try {
      // What changes while it is read is read once more.
      while (stale && panel.visible && !panel.closed.aborted) {
        stale = false;
        const fresh = await source.read(await engine(), panel.closed);
        if (fresh === undefined) {
          tell('gone', source.gone);
          continue;
        }
        facts = fresh;
        panel.post({ type: 'facts', facts });
        tell('live');
        source.onFacts?.(facts);
      }
    } catch (error) {
      stale = true;
      if (!panel.closed.aborted) tell('lost', error instanceof Error ? error.message : String(error));
    } finally {
      reading = false;
    }
  };
  const leave = () => {
    watched?.end();
    watched = undefined;
  };

  panel.onMessage((message) => {
    if (message.type === 'ready') {
      if (facts !== undefined) panel.post({ type: 'facts', facts });
      panel.post(hold);
    } else if (message.type === 'refresh') void read();
  });
  panel.onVisibility((visible) => {
    // Nobody watched in the meantime.
    if (visible) void read();
    else leave();
    source.onFacts?.(facts);
  });
  panel.closed.addEventListener('abort', leave, { once: true });
  void read();
  return {
    facts: () => facts,
    isLive: () => hold.hold === 'live' && panel.visible && !panel.closed.aborted,
    engine,
    refresh: () => void read(),
  };
}

/** For buttons whose object is gone. */
export const wasRemoved = (name: string): string =>
  l10n.t('"{0}" was removed. This is what was last known about it.', name);
