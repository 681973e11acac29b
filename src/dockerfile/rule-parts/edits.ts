// Edits that several rules make.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Edit } from '../text/range.ts';

/** The lines of the instruction, with their last line break. */
export function removeInstruction(document: DockerfileDocument, { start, end }: Instruction): Edit {
  const first = document.positionAt(start).line;
  const last = document.positionAt(end).line;
  const isLast = last + 1 >= document.lineCount;
  return {
    range: {
      start: { line: first, character: 0 },
      end: isLast ? { line: last, character: document.lineText(last).length } : { line: last + 1, character: 0 },
    },
    text: '',
  };
}

/** The line break that the file uses. */
export function lineBreak(document: DockerfileDocument): string {
  return document.text.includes('\r\n') ? '\r\n' : '\n';
}
