// What the hover of a base image says of a newer one.
import * as l10n from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import { newerWords } from '../commands/images/newer-words.ts';

import type { BaseReference } from '../dockerfile/meaning/base-references.ts';
import type { Freshness, LocalImage } from '../registry/registry-api.ts';
import type { HoverPart } from './hovers.ts';

export interface KnownBase {
  readonly base: BaseReference;
  readonly image: LocalImage;
  readonly freshness: Freshness | undefined;
}

export function hoverOf({ base: { reference }, image, freshness }: KnownBase): HoverPart | undefined {
  const words = newerWords(image.reference, freshness);
  if (words === undefined || freshness?.kind !== 'newer') return undefined;
  const text = new MarkdownString('', true);
  text.appendMarkdown('$(cloud-download) ');
  text.appendText(`${words}. `);
  text.appendMarkdown(
    reference.digest === undefined
      ? l10n.t(
          'Builds use the image on this engine until you pull the newer one. A pinned digest changes only when you change it:',
        )
      : l10n.t('The registry now has a newer image for this tag:'),
  );
  text.appendCodeblock(`FROM ${image.reference}@${freshness.digest}`, 'dockerfile');
  return { contents: [text] };
}
