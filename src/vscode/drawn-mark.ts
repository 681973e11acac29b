// A mark of an instruction as the editor draws it, where it is seen.
import { type DecorationOptions, Range, type TextEditor } from 'vscode';
import { markPlace } from '../builds/mark-place.ts';

/** `first` and `last`: the lines of the instruction; `wraps`: whether the editor wraps long lines. */
export function drawnMark(
  { document, options }: TextEditor,
  first: number,
  last: number,
  text: string,
  wraps: boolean,
): DecorationOptions {
  const end = document.lineCount - 1;
  const from = Math.min(first, end);
  const lines = Array.from(
    { length: Math.min(last, end) - from + 1 },
    (_, index) => document.lineAt(from + index).text,
  );
  const place = markPlace(lines, Number(options.tabSize) || 4, wraps);
  const line = from + place.line;
  return {
    range: new Range(line, place.start, line, place.end),
    renderOptions: { after: { contentText: text, margin: place.isInside ? '0 0.5em 0 1em' : '0 0 0 2.5em' } },
  };
}
