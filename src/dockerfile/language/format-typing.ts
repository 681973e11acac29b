// What is formatted while somebody types: the line below an escape character, or the one that a line break has begun.
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit } from '../text/range.ts';
import { formatEdits } from './format.ts';
import type { FormatStyle } from './format-style.ts';
import { placeAt } from './place.ts';
import { typedLine } from './typed-line.ts';

/** `offset`: behind the character. */
export function typingEdits(
  document: DockerfileDocument,
  offset: number,
  character: string,
  style: FormatStyle,
): Edit[] {
  const { line } = document.positionAt(offset);
  if (character === '\n') {
    const typed = typedLine(document, offset);
    // On an empty line of an instruction that goes on.
    const isContinued = typed.instruction !== undefined && document.positionAt(typed.instruction.start).line < line;
    if (!isContinued || document.lineText(line).trim() !== '' || placeAt(document, offset).kind === 'heredoc')
      return [];
    const range = { start: { line, character: 0 }, end: { line, character: document.lineText(line).length } };
    return document.lineText(line) === style.indent ? [] : [{ range, text: style.indent }];
  }
  if (
    character !== document.escape ||
    document.lineText(line).slice(document.positionAt(offset).character).trim() !== ''
  ) {
    return [];
  }
  const { kind } = placeAt(document, offset);
  if (kind === 'comment' || kind === 'heredoc' || kind === 'directive-value' || kind === 'nothing') return [];
  return formatEdits(document, style, { first: line + 1, last: line + 1 }).filter(
    ({ range }) => range.start.character === 0 && range.start.line === line + 1,
  );
}
