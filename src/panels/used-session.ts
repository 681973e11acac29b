// Fills the page of a volume or of a network. Knows no editor.
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import { keepLive, wasRemoved } from './live-page.ts';
import { giveHiddenValue, type HasNamedValues } from './named-values.ts';
import type { Panel } from './panel.ts';
import type { UsedFacts } from './used-facts.ts';
import type { FromUsedPage, ToUsedPage, UsedAction } from './used-messages.ts';

/** What the page cannot do by itself. */
export interface UsedPageParts {
  inventory(): Promise<Inventory>;
  /** `values`: also those that may be secret. undefined: it is gone. */
  read(
    engine: Engine,
    signal: AbortSignal,
  ): Promise<{ readonly facts: UsedFacts; readonly values: HasNamedValues } | undefined>;
  run(action: UsedAction): void;
  open(container: string): void;
  disconnect(container: string): void;
  copy(text: string, words?: string): void;
}

/** Goes on until the panel is closed. */
export function runUsedPage(panel: Panel<ToUsedPage, FromUsedPage>, name: string, parts: UsedPageParts): void {
  let values: HasNamedValues | undefined;
  const page = keepLive<UsedFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ containers, volumes, networks }) => containers || volumes || networks,
    read: async (engine, signal) => {
      const found = await parts.read(engine, signal);
      values = found?.values ?? values;
      return found?.facts;
    },
    gone: wasRemoved(name),
  });
  panel.onMessage((message) => {
    const isUser = (id: string) => page.facts()?.users.some((user) => user.id === id) ?? false;
    switch (message.type) {
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'reveal':
      case 'copyHidden':
        giveHiddenValue(values, message, { post: panel.post, copy: parts.copy });
        break;
      // Only of what the page was told.
      case 'open':
        if (isUser(message.id)) parts.open(message.id);
        break;
      case 'disconnect':
        if (isUser(message.id)) parts.disconnect(message.id);
    }
  });
}
