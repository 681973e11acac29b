// A line of output in pieces, each with its colours and whether a search has found it. Pure.
import { type AnsiPiece, ansiPieces } from './ansi.ts';

export interface MarkedPiece extends AnsiPiece {
  readonly isHit: boolean;
}

/** More marks than these on a line help nobody. */
const mostHits = 200;

/** `pattern` has the flag `g`; a hit may go over a change of colour. */
export function markedPieces(line: string, pattern: RegExp | undefined): readonly MarkedPiece[] {
  const pieces = ansiPieces(line);
  const text = pieces.map((piece) => piece.text).join('');
  const hits = pattern ? hitsIn(text, pattern) : [];
  if (hits.length === 0) return pieces.map((piece) => ({ ...piece, isHit: false }));
  const cuts = hits.flatMap(({ start, end }) => [start, end]);
  let at = 0;
  return pieces.flatMap(({ text: whole, style }) => {
    const start = at;
    at += whole.length;
    const inside = cuts.filter((cut) => cut > start && cut < at);
    return [start, ...inside].map((from, index) => ({
      text: whole.slice(from - start, (inside[index] ?? at) - start),
      style,
      isHit: hits.some((hit) => from >= hit.start && from < hit.end),
    }));
  });
}

function hitsIn(text: string, pattern: RegExp): { start: number; end: number }[] {
  const hits: { start: number; end: number }[] = [];
  for (const match of text.matchAll(pattern)) {
    if (match[0] !== '') hits.push({ start: match.index, end: match.index + match[0].length });
    if (hits.length === mostHits) break;
  }
  return hits;
}

/** What a line of JSON says, its text first; undefined: it is none. Values are as they would be written. */
export function fieldsOf(line: string): readonly (readonly [name: string, value: string])[] | undefined {
  if (!/^\s*\{.*\}\s*$/.test(line)) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.entries(parsed).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    ]);
  } catch {
    return undefined;
  }
}
