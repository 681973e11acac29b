// One hover for a place in a Dockerfile, made of what several know, in one order: what stands there, what a registry has newer,
// what the last build did. Each by a provider of its own would come in whatever order the editor has it.
import {
  type Disposable,
  Hover,
  languages,
  MarkdownString,
  type Position,
  type Range,
  type TextDocument,
} from 'vscode';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorRange } from './ranges.ts';

export interface HoverPart {
  readonly range?: Range;
  readonly contents: readonly MarkdownString[];
}

/** undefined: knows nothing of that place. */
export type HoverSource = (
  document: TextDocument,
  position: Position,
) => HoverPart | undefined | Promise<HoverPart | undefined>;

export function registerHovers(sources: readonly HoverSource[]): Disposable {
  return languages.registerHoverProvider(dockerfileSelector, {
    async provideHover(document, position) {
      const parts = await Promise.all(sources.map((source) => source(document, position)));
      const known = parts.filter((part) => part !== undefined);
      const contents = known.flatMap((part) => part.contents);
      if (contents.length === 0) return undefined;
      return new Hover(contents, known.find(({ range }) => range)?.range);
    },
  });
}

/** What stands there, from the core. */
export function languageHover({ askMore }: LanguageSupport, isWanted: () => boolean): HoverSource {
  return (document, position) =>
    isWanted()
      ? askMore('Hover', document, ({ answers, parsed }) => {
          const hover = answers.hoverAt(parsed, document.offsetAt(position));
          if (!hover) return undefined;
          return { range: editorRange(hover.range), contents: hover.parts.map((part) => new MarkdownString(part)) };
        })
      : undefined;
}
