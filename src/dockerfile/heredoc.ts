// Finds the heredocs that a logical line opens, and reads their bodies. Follows BuildKit's parser (parser.go,
// heredocsFromLine): words are split with their quotes, and only a whole word of the form [fd]<<[-]NAME opens one.
import { lineAt } from './logical-line.ts';
import type { Span } from './range.ts';

export interface HeredocOpening {
  readonly name: string;
  /** `<<-`: tabs in front of the lines and of the delimiter are dropped. */
  readonly chomp: boolean;
  /** The name is not quoted: variables in the body are expanded. */
  readonly expand: boolean;
  /** Where the word stands in the logical text. */
  readonly from: number;
  readonly to: number;
}

export interface Heredoc extends HeredocOpening {
  /** The whole lines between opening and delimiter. */
  readonly body: Span;
  /** The line of the delimiter without its line break; undefined if the file ends before. */
  readonly delimiter: Span | undefined;
}

const opening = /^\d*<<(-?)([^<]+)$/;

export function heredocOpenings(text: string, from: number): HeredocOpening[] {
  if (!text.includes('<<', from)) return [];
  const words = quotedWords(text, from);
  return words.flatMap(({ start, end }) => {
    const match = opening.exec(text.slice(start, end));
    if (!match) return [];
    const raw = match[2] ?? '';
    const name = withoutQuotes(raw);
    return name === '' ? [] : [{ name, chomp: match[1] === '-', expand: raw === name, from: start, to: end }];
  });
}

/** Reads the bodies, one after the other, from the line at `offset` on. */
export function readHeredocs(text: string, openings: readonly HeredocOpening[], offset: number): Heredoc[] {
  let next = offset;
  return openings.map((heredoc) => {
    const start = next;
    while (next < text.length) {
      const line = { start: next, ...lineAt(text, next) };
      next = line.next;
      const content = text.slice(line.start, line.end);
      if ((heredoc.chomp ? content.replace(/^\t+/, '') : content) === heredoc.name) {
        return { ...heredoc, body: { start, end: line.start }, delimiter: { start: line.start, end: line.end } };
      }
    }
    return { ...heredoc, body: { start, end: text.length }, delimiter: undefined };
  });
}

/** Words between blanks outside of quotes; none at all if a quote is left open, as BuildKit has it. */
function quotedWords(text: string, from: number): Span[] {
  const words: Span[] = [];
  let start = -1;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === ' ' || character === '\t' || character === '\r') {
      if (start >= 0) words.push({ start, end: i });
      start = -1;
      continue;
    }
    if (start < 0) start = i;
    if (character === '\\') i++;
    else if (character === "'" || character === '"') {
      const close = closingQuote(text, i);
      if (close < 0) return [];
      i = close;
    }
  }
  if (start >= 0) words.push({ start, end: text.length });
  return words;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === quote) return i;
    if (text[i] === '\\' && quote === '"') i++;
  }
  return -1;
}

function withoutQuotes(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
    (_, single, double, escaped) => single ?? double ?? escaped,
  );
}
