// Turns offsets into lines and characters and back. A lone CR ends a line here, since VS Code says so (to the builder it
// does not, which is why the parser splits lines itself).
import type { Position, Range, Span } from './range.ts';

export interface LineIndex {
  readonly lineCount: number;
  /** Offsets beyond the text are taken for its end. */
  positionAt(offset: number): Position;
  /** Positions beyond a line are taken for its end, before its line break. */
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
  /** The text of a line without its line break; '' beyond the last. */
  lineText(line: number): string;
}

export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
  } else {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
  }
  const lineEnd = (line: number): number => {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    return text[next - 1] === '\n' && text[next - 2] === '\r' ? next - 2 : next - 1;
  };
  /** The line that was asked for last: mostly one asks for places that stand together. */
  let latest = 0;
  let latestFrom = 0;
  let latestTo = starts[1] ?? Number.POSITIVE_INFINITY;
  const positionAt = (offset: number): Position => {
    const wanted = Math.max(0, Math.min(offset, text.length));
    if (latestFrom <= wanted && wanted < latestTo) return { line: latest, character: wanted - latestFrom };
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    latest = low;
    latestFrom = starts[low] ?? 0;
    latestTo = starts[low + 1] ?? Number.POSITIVE_INFINITY;
    return { line: low, character: wanted - latestFrom };
  };
  return {
    lineCount: starts.length,
    positionAt,
    offsetAt({ line, character }) {
      const start = starts[line];
      if (start === undefined) return line < 0 ? 0 : text.length;
      return Math.min(start + Math.max(0, character), Math.max(start, lineEnd(line)));
    },
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    lineText: (line) => (starts[line] === undefined ? '' : text.slice(starts[line], lineEnd(line))),
  };
}
