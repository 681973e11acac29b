// How far the lines of a continued instruction are indented: one step, and what is deeper stays so much deeper. Lines whose
// blanks mean something are left: those that begin in a string, or in the middle of a word.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { isBlank } from '../text/logical-line.ts';
import { pairWords } from '../text/pair-words.ts';
import type { FormatStyle } from './format-style.ts';

interface IndentedLine {
  readonly line: number;
  readonly indent: string;
}

/** In these a blank more or less means nothing, outside of strings. */
const loose = new Set([
  ...['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'EXPOSE', 'VOLUME', 'ARG', 'FROM', 'HEALTHCHECK', 'SHELL'],
]);

interface Line {
  readonly line: number;
  readonly text: string;
  readonly kind: 'code' | 'comment' | 'empty';
  /** Its blanks may not be changed. */
  readonly isFixed: boolean;
}

/** Of the lines behind the first, as far as they are the instruction's own and not of its heredocs. */
export function continuedLines(
  document: DockerfileDocument,
  instruction: Instruction,
  style: FormatStyle,
): IndentedLine[] {
  const first = document.positionAt(instruction.line.start).line;
  const last = document.positionAt(instruction.line.end).line;
  if (last === first) return [];
  const lines = readLines(document, instruction, first, last);
  let least = Number.POSITIVE_INFINITY;
  for (const { text, kind, isFixed } of lines) {
    if (kind === 'code' && !isFixed) least = Math.min(least, depthOf(text, style));
  }
  const indents: IndentedLine[] = [];
  let next = 0;
  // From the last to the first: a comment stands as the line below it does.
  for (const { line, text, kind, isFixed } of lines.reverse()) {
    if (kind === 'code' && !isFixed) next = depthOf(text, style) - least;
    if (kind === 'empty') indents.push({ line, indent: '' });
    else if (isFixed) indents.push({ line, indent: /^[ \t]*/.exec(text)?.[0] ?? '' });
    else indents.push({ line, indent: style.indent + deeper(next, style) });
  }
  return indents;
}

function readLines(document: DockerfileDocument, instruction: Instruction, first: number, last: number): Line[] {
  const isLoose = takesBlanks(instruction, document.escape);
  const lines: Line[] = [];
  let quote: string | undefined;
  /** What is joined ends in the middle of a word, or nothing is there yet. */
  let isOpen = true;
  for (let line = first; line <= last; line++) {
    const text = document.lineText(line);
    const trimmed = withoutGaps(text);
    if (line > first) {
      const kind = trimmed === '' ? 'empty' : trimmed.startsWith('#') ? 'comment' : 'code';
      // Without a blank on either side of the line's end the two parts are one word.
      const isJoined = kind === 'code' && isOpen && !isBlank(text[0]);
      lines.push({
        line,
        text,
        kind,
        isFixed: kind !== 'empty' && (quote !== undefined || (kind === 'code' && (isJoined || !isLoose))),
      });
      if (kind !== 'code') continue;
    }
    const before = withoutMark(text, document.escape);
    if (withoutGaps(before) !== '') isOpen = !isBlank(before.at(-1));
    else if (before !== '' && line > first) isOpen = false;
    quote = quoteAfter(before, quote, document.escape);
  }
  return lines;
}

function takesBlanks(outer: Instruction, escapeCharacter: string): boolean {
  const instruction = outer.keyword === 'ONBUILD' && outer.inner ? outer.inner : outer;
  if (loose.has(instruction.keyword)) return true;
  // The old form (`ENV NAME a  value`) keeps its blanks.
  if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') return false;
  return pairWords(instruction.line.text, instruction.restFrom, escapeCharacter).every(({ equals }) => equals >= 0);
}

/** Other blanks than the builder's own are a part of the text. */
function withoutGaps(text: string): string {
  let start = 0;
  let end = text.length;
  while (isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function withoutMark(text: string, escapeCharacter: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text[end - 1] === escapeCharacter ? text.slice(0, end - 1) : text;
}

export function hasOpenQuote({ escape: escapeCharacter }: DockerfileDocument, { line }: Instruction): boolean {
  return quoteAfter(line.text, undefined, escapeCharacter) !== undefined;
}

/** The quote that is open at the end of the text. */
function quoteAfter(text: string, open: string | undefined, escapeCharacter: string): string | undefined {
  if (open === undefined && !text.includes('"') && !text.includes("'")) return undefined;
  let quote = open;
  // Most characters say nothing here, and most texts are long: the next one that does is looked for.
  const telling = escapeCharacter === '`' ? /["'\\`]/g : /["'\\]/g;
  for (let found = telling.exec(text); found; found = telling.exec(text)) {
    const [character] = found;
    if (character === '\\' || character === '`') {
      if (quote !== "'") telling.lastIndex = found.index + 2;
    } else if (quote === undefined) quote = character;
    else if (character === quote) quote = undefined;
  }
  return quote;
}

/** How far a line stands in, in columns. */
function depthOf(text: string, { tabSize }: FormatStyle): number {
  let depth = 0;
  for (const character of text) {
    if (character === '\t') depth += tabSize - (depth % tabSize);
    else if (character === ' ') depth++;
    else break;
  }
  return depth;
}

function deeper(columns: number, { indent, tabSize }: FormatStyle): string {
  if (!indent.includes('\t')) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / tabSize)) + ' '.repeat(columns % tabSize);
}
