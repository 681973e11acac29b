// What the hover of a base image says of the image that the engine has: its size and age, and what it brings.
import * as l10n from '@vscode/l10n';
import { type LogOutputChannel, MarkdownString } from 'vscode';
import { basesOf } from '../dockerfile/meaning/stage-bases.ts';
import { baseSummary, broughtInstructions } from '../panels/base-words.ts';
import { plainText } from '../panels/page.ts';
import type { BaseImages } from './base-images.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import type { HoverSource } from './hovers.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';

export function baseHover(parsed: ParsedDockerfiles, bases: BaseImages, log: LogOutputChannel): HoverSource {
  return async (document, position) => {
    const dockerfile = parsed.of(document);
    const stage = dockerfile.stages.find(
      ({ base }) => base && editorRange(dockerfile.rangeOf(base)).contains(position),
    );
    const base = stage && basesOf(dockerfile)[stage.index];
    if (!stage?.base || base?.kind !== 'image') return undefined;
    try {
      const details = await bases.details(base.reference);
      if (!details) return undefined;
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
