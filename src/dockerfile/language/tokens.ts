// The tokens of colours, and how they come from a logical line into the file.
import type { LogicalLine } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';

export const tokenTypes = [
  ...(['keyword', 'comment', 'parameter', 'property', 'namespace', 'class', 'macro', 'string'] as const),
  ...(['variable', 'operator', 'function', 'number'] as const),
] as const;
export type TokenType = (typeof tokenTypes)[number];

export interface Token extends Span {
  readonly type: TokenType;
}

/** In the text of a logical line. */
export interface TokenSegment {
  readonly from: number;
  readonly to: number;
  readonly type: TokenType;
}

/** Cut where the line goes on in the next one of the file. */
export function placedTokens(line: LogicalLine, segments: readonly TokenSegment[]): Token[] {
  const isWhole =
    line.comments.length === 0 && line.emptyLines.length === 0 && line.end - line.start === line.text.length;
  if (isWhole) {
    return segments.map(({ from, to, type }) => ({ start: line.start + from, end: line.start + to, type }));
  }
  const tokens: Token[] = [];
  for (const { from, to, type } of segments) {
    for (let at = from; at < to; ) {
      const start = line.sourceOffset(at);
      let length = 1;
      while (at + length < to && line.sourceOffset(at + length) === start + length) length++;
      tokens.push({ start, end: start + length, type });
      at += length;
    }
  }
  return tokens;
}

/** Of the line that `start` is in, before its break; at most `end`. */
export function lineEnd(text: string, start: number, end: number): number {
  const feed = text.indexOf('\n', start);
  return feed < 0 ? end : Math.min(feed, end);
}
