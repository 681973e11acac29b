// Where the mark of an instruction stands so that it is seen: an editor that does not wrap lines cuts what is behind a long one.

/** Columns that nearly every editor shows. */
const mostColumns = 100;

export interface MarkPlace {
  /** Counted from the instruction's first line. */
  readonly line: number;
  /** What the mark stands behind, in that line. */
  readonly start: number;
  readonly end: number;
  /** In the middle of the line rather than behind all of it. */
  readonly isInside: boolean;
}

/** `lines`: those of the instruction. The first that is short enough has it at its end; if none is, it stands behind the keyword. */
export function markPlace(lines: readonly string[], tabSize: number, isWrapped: boolean): MarkPlace {
  const fits = (text: string) => isWrapped || columnsOf(text, tabSize) <= mostColumns;
  const line = lines.findIndex(fits);
  const text = lines[Math.max(line, 0)] ?? '';
  if (line >= 0) return { line, start: text.length, end: text.length, isInside: false };
  const [all = '', blanks = ''] = /^(\s*)[A-Za-z]+/.exec(text) ?? [];
  return { line: 0, start: blanks.length, end: all.length, isInside: true };
}

function columnsOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}
