// Our ranges and edits into VS Code's.
import { Range as EditorRange, TextEdit } from 'vscode';
import type { Edit, Range } from '../dockerfile/text/range.ts';

export function editorRange({ start, end }: Range): EditorRange {
  return new EditorRange(start.line, start.character, end.line, end.character);
}

export function editorEdit({ range, text }: Edit): TextEdit {
  return TextEdit.replace(editorRange(range), text);
}
