// Reads a logical line: what stands on one or several lines of the file, joined as BuildKit's parser joins them (escape
// character at the end of a line; comments and empty lines in between are dropped). Knows no instruction.
import type { Span } from './range.ts';

export type EscapeCharacter = '\\' | '`';

export interface LogicalLine {
  /** Without escape characters at line ends, line breaks, and the comments between. */
  readonly text: string;
  /** Where the first character stands in the file. */
  readonly start: number;
  /** The end of its last line in the file, before the line break. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  /** Comments between continued lines, from `#` to the end of the line. */
  readonly comments: readonly Span[];
  /** Lines between continued lines that hold nothing. */
  readonly emptyLines: readonly Span[];
  /** The offset in the file of the character `index` of `text`. */
  sourceOffset(index: number): number;
}

/** What stands at `from` to `to` of the logical text, as a span of the file. */
export function sourceSpan(line: LogicalLine, from: number, to: number): Span {
  if (from >= to) return { start: line.sourceOffset(from), end: line.sourceOffset(from) };
  return { start: line.sourceOffset(from), end: line.sourceOffset(to - 1) + 1 };
}

/** Pieces of the file that make up a text, so that places in it can be found in the file. */
export interface Pieces {
  /** `length` characters from `source` on. Pieces come in the order of the text. */
  add(source: number, length: number): void;
  sourceOffset(index: number): number;
}

export function createPieces(): Pieces {
  const texts: number[] = [];
  const sources: number[] = [];
  let total = 0;
  /** The piece that was asked for last: mostly one asks for places that follow each other. */
  let latest = 0;
  let latestFrom = 0;
  let latestTo = 0;
  let latestSource = 0;
  return {
    add(source, length) {
      texts.push(total);
      sources.push(source);
      total += length;
    },
    sourceOffset(index) {
      if (latestFrom <= index && index < latestTo) return latestSource + index - latestFrom;
      let low = 0;
      let high = texts.length - 1;
      const next = latest + 1;
      if ((texts[next] ?? total) <= index && index < (texts[next + 1] ?? total)) low = high = next;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((texts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      latest = low;
      latestFrom = texts[low] ?? 0;
      latestTo = texts[low + 1] ?? total;
      latestSource = sources[low] ?? 0;
      return latestSource + index - latestFrom;
    },
  };
}

/** The line of the file at `offset`: where its text ends and where the next one begins. A lone CR is part of the text. */
export function lineAt(text: string, offset: number): { readonly end: number; readonly next: number } {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return { end: text.length, next: text.length };
  return { end: feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed, next: feed + 1 };
}

/** The first offset from `from` on, before `end`, that is no blank; else `end`. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlankCode(text.charCodeAt(at))) at++;
  return at;
}

/** Also vertical tab, form feed and the lone CR, as Go's unicode.IsSpace has them. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\v' || character === '\f';
}

/** The same of a character's code (UTF-16), where every character is looked at. */
export function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** Reads from `offset`, which must be the start of a line that is neither empty nor a comment. */
export function readLogicalLine(text: string, offset: number, escapeCharacter: EscapeCharacter): LogicalLine {
  const parts: string[] = [];
  const pieces = createPieces();
  const comments: Span[] = [];
  const emptyLines: Span[] = [];
  let { end, next } = lineAt(text, offset);
  const start = skipBlanks(text, offset, end);
  let from = start;
  for (;;) {
    const mark = continuationMark(text, from, end, escapeCharacter);
    const upTo = mark ?? end;
    parts.push(text.slice(from, upTo));
    pieces.add(from, upTo - from);
    if (mark === undefined || next >= text.length) break;
    let found = false;
    while (!found && next < text.length) {
      from = next;
      ({ end, next } = lineAt(text, from));
      const first = skipBlanks(text, from, end);
      if (first === end) emptyLines.push({ start: from, end });
      else if (text[first] === '#') comments.push({ start: first, end });
      else found = true;
    }
    if (!found) break;
  }
  const onOneLine = parts.length === 1;
  return {
    text: parts.join(''),
    start,
    end,
    next,
    comments,
    emptyLines,
    sourceOffset: onOneLine ? (index) => start + index : pieces.sourceOffset,
  };
}

/** Where the escape character stands that continues the line; undefined if none does. A doubled one does not. */
function continuationMark(
  text: string,
  from: number,
  end: number,
  escapeCharacter: EscapeCharacter,
): number | undefined {
  let last = end - 1;
  while (last >= from && (text[last] === ' ' || text[last] === '\t')) last--;
  if (last < from || text[last] !== escapeCharacter) return undefined;
  return last > from && text[last - 1] === escapeCharacter ? undefined : last;
}
