// What is typed of an instruction up to a cursor, as the builder joins it: continuations, comments and empty lines in
// between are dropped.

import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { readLogicalLine } from '../text/logical-line.ts';

export interface TypedLine {
  /** undefined on a line that holds no instruction yet. */
  readonly instruction: Instruction | undefined;
  /** From the first character of the instruction to the cursor. */
  readonly text: string;
  /** Where a character of `text` stands in the file; one place more, for its end. */
  sourceOffset(index: number): number;
}

/** The instruction that begins last at or before `offset`; undefined if none does. */
export function instructionBefore({ instructions }: DockerfileDocument, offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return instructions[low - 1];
}

/** Not for cursors in comments and heredocs, which are asked for before. */
export function typedLine(document: DockerfileDocument, offset: number): TypedLine {
  const { text, escape: escapeCharacter } = document;
  const before = instructionBefore(document, offset);
  const own = before && typedFrom(text, before.line.start, offset, escapeCharacter);
  if (before && own) return { instruction: before, ...own };
  const start = lineStart(text, offset);
  // A continuation alone, with nothing below yet, is no instruction to the parser.
  const previous = start > 0 ? lineStart(text, start - 1) : 0;
  const isFree = start > 0 && previous >= (before?.end ?? 0);
  const joined = isFree ? typedFrom(text, previous, offset, escapeCharacter) : undefined;
  const typed = (joined ?? typedFrom(text, start, offset, escapeCharacter))?.text.trimStart() ?? '';
  return { instruction: undefined, text: typed, sourceOffset: (index) => offset - typed.length + index };
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** undefined if the line that begins at `start` ends before the cursor. */
function typedFrom(text: string, start: number, offset: number, escapeCharacter: '\\' | '`') {
  if (start > offset) return undefined;
  // Something at the cursor: what goes on there is a part of the line.
  const typed = `${text.slice(start, offset)}x`;
  const line = readLogicalLine(typed, 0, escapeCharacter);
  if (line.end < typed.length || !line.text.endsWith('x') || line.sourceOffset(line.text.length - 1) !== offset - start)
    return undefined;
  return {
    text: line.text.slice(0, -1),
    sourceOffset: (index: number) => start + line.sourceOffset(index),
  };
}
