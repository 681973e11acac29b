// Fills the page of the files that a container has changed. Knows no editor.
import type { FileChange } from '../engine/container-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';
import { visibleText } from '../visible-text.ts';
import {
  type ChangesAction,
  type ChangesFacts,
  type FromChangesPage,
  mostListed,
  type ToChangesPage,
} from './changes-messages.ts';
import { withoutParents } from './changes-tree.ts';
import { keepLive, wasRemoved } from './live-page.ts';
import type { Panel } from './panel.ts';

export interface ChangesPageParts {
  inventory(): Promise<Inventory>;
  run(action: ChangesAction): void;
  /** Beside the file of the image: an id. */
  compare(change: FileChange, image: string): void;
  openFile(change: FileChange): void;
  copy(text: string): void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Goes on until the panel is closed. */
export function runChangesPage(
  panel: Panel<ToChangesPage, FromChangesPage>,
  { id, name }: { readonly id: string; readonly name: string },
  parts: ChangesPageParts,
): void {
  const { now = Date.now } = parts;
  let listed: readonly FileChange[] = [];
  let image = '';
  let known: { readonly facts: ChangesFacts; readonly state: string } | undefined;
  let isAsked = false;

  // Before the page's own listener, which reads.
  panel.onMessage(({ type }) => {
    isAsked ||= type === 'refresh';
  });
  keepLive<ChangesFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ containers }) => containers,
    read: async (engine, signal) => {
      try {
        const details = await engine.containers.inspect(id, signal);
        // Other containers come and go, too: only what happens to this one may have changed its files.
        const state = [details.name, details.state, details.startedAt, details.finishedAt].join();
        if (known && !isAsked && known.state === state) return known.facts;
        isAsked = false;
        const all = withoutParents(await engine.containers.changes(id, signal));
        listed = all.slice(0, mostListed);
        image = details.imageId;
        const facts: ChangesFacts = {
          name: visibleText(details.name),
          image: visibleText(details.image),
          changes: listed.map(({ path, kind }, at) => ({ path: visibleText(path), kind, at })),
          total: all.length,
          readAt: now(),
        };
        known = { facts, state };
        return facts;
      } catch (error) {
        if (isEngineError(error, 'not-found')) return undefined;
        throw error;
      }
    },
    gone: wasRemoved(name),
  });

  panel.onMessage((message) => {
    switch (message.type) {
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'openChange':
      case 'openFile': {
        // Only what the page was told of; the list may be another one by now.
        const change = listed[message.at];
        if (!change || visibleText(change.path) !== message.path) break;
        if (message.type === 'openFile' || change.kind === 'added') parts.openFile(change);
        else parts.compare(change, image);
      }
    }
  });
}
