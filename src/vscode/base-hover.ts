// What the hover of a base image says of the image that the engine has: its size and age, and what it brings.
import * as l10n from '@vscode/l10n';
import { type LogOutputChannel, MarkdownString } from 'vscode';
import { basesOf } from '../dockerfile/meaning/stage-bases.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { familiarName } from '../image-reference.ts';
import { baseSummary, broughtInstructions } from '../panels/base-words.ts';
import { plainText } from '../panels/page.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import type { HoverSource } from './hovers.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';

/** Images are kept by their ids, under which nothing ever changes. */
const mostKept = 50;

export function baseHover(parsed: ParsedDockerfiles, inventory: Inventory, log: LogOutputChannel): HoverSource {
  const known = new Map<string, ImageDetails>();
  const detailsOf = async (id: string): Promise<ImageDetails> => {
    const details = known.get(id) ?? (await (await inventory.engine()).images.inspect(id));
    known.delete(id);
    known.set(id, details);
    for (const oldest of known.keys()) if (known.size > mostKept) known.delete(oldest);
    return details;
  };
  return async (document, position) => {
    const dockerfile = parsed.of(document);
    const stage = dockerfile.stages.find(
      ({ base }) => base && editorRange(dockerfile.rangeOf(base)).contains(position),
    );
    const base = stage && basesOf(dockerfile)[stage.index];
    // Of an engine to which nobody has connected, a pointer that rests somewhere shall not ask.
    if (!stage?.base || base?.kind !== 'image' || inventory.connection.state !== 'connected') return undefined;
    const name = familiarName(base.reference);
    const image = inventory.images.find(({ tags }) => tags.some((tag) => familiarName(tag) === name));
    if (!image) return undefined;
    try {
      const details = await detailsOf(image.id);
      const text = new MarkdownString('', true);
      text.appendMarkdown('$(package) ');
      text.appendMarkdown(plainText(baseSummary(details, Date.now())));
      const brought = broughtInstructions(details);
      if (brought.length > 0) {
        text.appendMarkdown(`\n\n${l10n.t('It brings:')}\n`);
        text.appendCodeblock(brought.join('\n'), 'dockerfile');
      }
      return { range: editorRange(dockerfile.rangeOf(stage.base)), contents: [text] };
    } catch (error) {
      // The engine has gone, or the image has: the other parts of the hover stand without it.
      logError(error, log, 'Base image');
      return undefined;
    }
  };
}
