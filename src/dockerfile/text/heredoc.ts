// Finds the heredocs that a logical line opens, and reads their bodies. Follows BuildKit's parser (parser.go,
// heredocsFromLine): words are split with their quotes, and only a whole word of the form [fd]<<[-]NAME opens one.
import { lineAt } from './logical-line.ts';
import { quotedWords, withoutQuotes } from './quoted-words.ts';
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

const opening = /^\d*<<(-?)\s*([^<]*)$/;

export function heredocOpenings(text: string, from: number): HeredocOpening[] {
  if (!text.includes('<<', from)) return [];
  return joinedWords(text, quotedWords(text, from)).flatMap(({ start, end }) => {
    const match = opening.exec(text.slice(start, end));
    if (!match) return [];
    const raw = match[2] ?? '';
    const name = withoutQuotes(raw);
    return name === '' ? [] : [{ name, chomp: match[1] === '-', expand: raw === name, from: start, to: end }];
  });
}

/** Blanks may stand between `<<` and the name: the two are one word then. */
function joinedWords(text: string, words: readonly Span[]): readonly Span[] {
  const isCut = ({ start, end }: Span) => /(?<![\\<])<<$/.test(text.slice(start, end));
  if (!words.some(isCut)) return words;
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    if (before && isCut(before)) return [];
    const next = isCut(word) ? words[index + 1] : undefined;
    return [next ? { start: word.start, end: next.end } : word];
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
