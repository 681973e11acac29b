// Marked text: what stands between ⟦ and ⟧ is where a problem must be.
import { comparePositions, type Range } from '../../src/dockerfile/text/range.ts';

export interface Marked {
  readonly text: string;
  /** In the order of the text. Marks may not nest. */
  readonly ranges: readonly Range[];
}

export function readMarked(marked: string): Marked {
  let text = '';
  let line = 0;
  let character = 0;
  const starts: Range['start'][] = [];
  const ranges: Range[] = [];
  for (const unit of marked) {
    if (unit === '⟦') starts.push({ line, character });
    else if (unit === '⟧') {
      const start = starts.pop();
      if (!start) throw new Error(`⟧ without ⟦ in ${JSON.stringify(marked)}`);
      ranges.push({ start, end: { line, character } });
    } else {
      text += unit;
      if (unit === '\n') {
        line++;
        character = 0;
      } else character += unit.length;
    }
  }
  if (starts.length > 0) throw new Error(`⟦ without ⟧ in ${JSON.stringify(marked)}`);
  return { text, ranges };
}

/** The inverse: marks these ranges, which do not overlap, so that a failing test shows where they are. */
export function mark(text: string, ranges: readonly Range[]): string {
  const lines = text.split('\n');
  const insert = ({ line, character }: Range['start'], sign: string) => {
    const before = lines[line] ?? '';
    lines[line] = before.slice(0, character) + sign + before.slice(character);
  };
  // From the end, so that earlier places stay where they are.
  const fromEnd = [...ranges].sort((a, b) => comparePositions(b.start, a.start));
  for (const { start, end } of fromEnd) {
    insert(end, '⟧');
    insert(start, '⟦');
  }
  return lines.join('\n');
}
