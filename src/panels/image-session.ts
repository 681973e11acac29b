// Fills the page of one image. Knows no editor.
import type { Engine } from '../engine/engine.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import type { ImageFacts } from './image-facts.ts';
import type { FromImagePage, ImageAction, ToImagePage } from './image-messages.ts';
import { keepLive, wasRemoved } from './live-page.ts';
import { giveHiddenValue } from './named-values.ts';
import type { Panel } from './panel.ts';

/** What the page cannot do by itself. */
export interface ImagePageParts {
  inventory(): Promise<Inventory>;
  /** undefined: it is gone. */
  read(
    engine: Engine,
    signal: AbortSignal,
  ): Promise<{ readonly details: ImageDetails; readonly facts: ImageFacts } | undefined>;
  run(action: ImageAction): void;
  untag(tag: string): void;
  /** From the next reading on it is compared with all other images. */
  compare(): void;
  open(kind: 'container' | 'image' | 'build', id: string): void;
  openLine(dockerfile: string, line: number | undefined): void;
  copy(text: string, words?: string): void;
}

/** Goes on until the panel is closed. */
export function runImagePage(panel: Panel<ToImagePage, FromImagePage>, name: string, parts: ImagePageParts): void {
  let details: ImageDetails | undefined;
  const page = keepLive<ImageFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ containers, images }) => containers || images,
    read: async (engine, signal) => {
      const found = await parts.read(engine, signal);
      details = found?.details ?? details;
      return found?.facts;
    },
    gone: wasRemoved(name),
  });

  panel.onMessage((message) => {
    const facts = page.facts();
    switch (message.type) {
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'reveal':
      case 'copyHidden':
        giveHiddenValue(details, message, { post: panel.post, copy: parts.copy });
        break;
      // Only what the page was told may be done from it.
      case 'open': {
        const known = {
          container: facts?.containers.map(({ id }) => id),
          image: [...(facts?.builtOnIt ?? []), ...(facts?.base ? [facts.base] : [])].map(({ id }) => id),
          build: [facts?.buildId],
        }[message.kind];
        if (known?.includes(message.id)) parts.open(message.kind, message.id);
        break;
      }
      case 'compare':
        parts.compare();
        page.refresh();
        break;
      case 'untag':
        if (facts?.tags.includes(message.tag)) parts.untag(message.tag);
        break;
      case 'openLine':
        if (facts?.dockerfile !== undefined) parts.openLine(facts.dockerfile, message.line);
    }
  });
}
