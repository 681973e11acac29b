// Quotes in the arguments of instructions that replace variables in them: the builder refuses a word with an open one.
// Sources: BuildKit's frontend/dockerfile/parser/line_parsers.go for how words are parted, shell/lex.go for quotes.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { openQuote } from '../text/pair-words.ts';

/** Whatever quotes say. */
export const partsAtBlanks: ReadonlySet<string> = new Set(['COPY', 'ADD', 'VOLUME', 'EXPOSE']);
/** All that follows is one word. */
const takesOneText = new Set(['WORKDIR', 'USER', 'STOPSIGNAL']);

/** Whether the builder looks at quotes in the arguments as a whole, and not in pairs of names and values. */
export function looksAtQuotes(keyword: string): boolean {
  return partsAtBlanks.has(keyword) || takesOneText.has(keyword);
}

export interface OpenArgument {
  readonly quote: '"' | "'";
  /** Where the quote stands, and where its word ends, in the logical line. */
  readonly at: number;
  readonly to: number;
}

/** undefined for instructions whose quotes the builder leaves to somebody else, and for the JSON form. */
export function firstOpenArgument(
  { escape: escapeCharacter }: DockerfileDocument,
  { keyword, json, heredocs, line, restFrom, rest }: Instruction,
): OpenArgument | undefined {
  const isParted = partsAtBlanks.has(keyword);
  if (json || heredocs.length > 0 || !(isParted || takesOneText.has(keyword))) return undefined;
  const to = restFrom + rest.text.length;
  const words = isParted ? rest.text.matchAll(/[^\t\v\f\r ]+/g) : [{ index: 0, 0: rest.text }];
  for (const { index, 0: word } of words) {
    const from = restFrom + index;
    const end = isParted ? from + word.length : to;
    const open = openQuote(line.text, from, end, escapeCharacter);
    if (open) return { ...open, to: end };
  }
  return undefined;
}
