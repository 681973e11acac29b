// Formats a Dockerfile: the place of instructions, comments and continued lines, blanks between words, empty lines. What the
// builder reads stays the same; heredocs, strings and JSON are left as they are.
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../text/document.ts';
import { comparePositions, type Edit } from '../text/range.ts';
import { continuedLines, hasOpenQuote } from './format-lines.ts';
import type { FormatStyle } from './format-style.ts';
import { keywordEdits, spacingEdits } from './format-words.ts';

/** The text as it is written in that style. */
export function formatted(text: string, style: FormatStyle): string {
  const document = parseDockerfile(text);
  let result = '';
  let at = 0;
  for (const { range, text: inserted } of formatEdits(document, style)) {
    result += text.slice(at, document.offsetAt(range.start)) + inserted;
    at = document.offsetAt(range.end);
  }
  return result + text.slice(at);
}

/** Lines from `first` to `last` alone. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** In the order of the file; none over another. */
export function formatEdits(document: DockerfileDocument, style: FormatStyle, lines?: LineRange): Edit[] {
  const { text } = document;
  // A lone carriage return ends a line for editors and not for the builder: what a line is there, nobody can say.
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return [];
  const edits: Edit[] = [];
  const isWanted = (line: number) => !lines || (lines.first <= line && line <= lines.last);
  const kept = keptLines(document);
  const indents = new Map<number, string>();
  for (const instruction of document.instructions) {
    // What a quote holds that nothing closes, nobody can say.
    if (hasOpenQuote(document, instruction)) {
      for (const line of linesOf(document, instruction)) kept.add(line);
      continue;
    }
    for (const { line, indent } of continuedLines(document, instruction, style)) indents.set(line, indent);
    for (const edit of keywordEdits(document, instruction, style))
      if (isWanted(edit.range.start.line)) edits.push(edit);
    for (const edit of spacingEdits(document, instruction)) if (isWanted(edit.range.start.line)) edits.push(edit);
  }
  let line = 0;
  for (let start = 0; start <= text.length; line++) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const mayChange =
      isGap(text[start]) || isGap(text[end - 1]) || text[end - 1] === '\r' || indents.has(line) || line === 0;
    if (mayChange && isWanted(line) && !kept.has(line)) {
      edits.push(...lineEdits(document, line, indents.get(line) ?? '', style));
    }
    start = end + 1;
  }
  for (const { from: keyword, index } of document.stages) {
    const edit = index === 0 ? undefined : emptyLineBefore(document, keyword);
    if (edit && isWanted(edit.range.start.line)) edits.push(edit);
  }
  const end = document.positionAt(text.length);
  const isOpen = text !== '' && !text.endsWith('\n') && document.lineText(end.line).trim() !== '';
  if (style.finalNewline && !lines && isOpen && !kept.has(end.line)) {
    edits.push({ range: { start: end, end }, text: lineBreakOf(document) });
  }
  return edits.sort(
    (a, b) => comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end),
  );
}

/** What stands in front of a line and behind it. */
function lineEdits(document: DockerfileDocument, line: number, indent: string, { trimLineEnds }: FormatStyle): Edit[] {
  const text = document.lineText(line);
  // A byte order mark is a part of the first line for the editor.
  const begin = line === 0 && text.startsWith('\ufeff') ? 1 : 0;
  let first = begin;
  while (isGap(text[first])) first++;
  if (first === text.length) return first === begin ? [] : [{ range: onLine(line, begin, first), text: '' }];
  let last = text.length;
  while (isGap(text[last - 1])) last--;
  const edits: Edit[] = [];
  // At the very beginning that would be a byte order mark.
  if (line === 0 && text[first] === '\ufeff') return edits;
  if (first - begin !== indent.length || !text.startsWith(indent, begin)) {
    edits.push({ range: onLine(line, begin, first), text: indent });
  }
  const isMark = text[last - 1] === document.escape;
  if (last < text.length && (trimLineEnds || !isMark)) edits.push({ range: onLine(line, last, text.length), text: '' });
  return edits;
}

/** Other blanks are a part of the text. */
function isGap(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function onLine(line: number, from: number, to: number) {
  return { start: { line, character: from }, end: { line, character: to } };
}

/** Stages are parted by an empty line; the comment above one goes with it. */
function emptyLineBefore(document: DockerfileDocument, from: Instruction): Edit | undefined {
  let { line } = document.positionAt(from.start);
  while (
    line > 0 &&
    document
      .lineText(line - 1)
      .trimStart()
      .startsWith('#')
  )
    line--;
  if (line === 0 || document.lineText(line - 1).trim() === '') return undefined;
  const at = { line, character: 0 };
  return { range: { start: at, end: at }, text: lineBreakOf(document) };
}

function lineBreakOf({ text }: DockerfileDocument): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function linesOf(document: DockerfileDocument, { line }: Instruction): number[] {
  const first = document.positionAt(line.start).line;
  const last = document.positionAt(line.end).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Lines of heredocs, their delimiters included, and others that say something by their blanks. */
function keptLines(document: DockerfileDocument): Set<number> {
  const kept = new Set<number>();
  // A directive's value may be a blank, however little that makes sense.
  for (const { start, value } of document.directives) {
    if (value.trim() === '') kept.add(document.positionAt(start).line);
  }
  for (const outer of document.instructions) {
    const { heredocs } = outer.heredocs.length === 0 && outer.inner ? outer.inner : outer;
    const [first] = heredocs;
    if (!first) continue;
    const last = document.positionAt(outer.end).line;
    for (let line = document.positionAt(outer.line.end).line + 1; line <= last; line++) kept.add(line);
  }
  return kept;
}
