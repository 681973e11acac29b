// Which words are what, for colours: keywords, flags, variables, stages, images, strings, comments, the shell's own words.
// Agrees with the grammar, and adds what a grammar cannot know: which name is a stage, which variable is one of the file's.

import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { argumentSegments } from './token-arguments.ts';
import { flagSegments } from './token-flags.ts';
import { lineEnd, placedTokens, type Token, type TokenSegment } from './tokens.ts';

/** In the order of the file, none over a line's end, none within another. */
export function semanticTokens(document: DockerfileDocument): Token[] {
  const tokens: Token[] = [];
  for (const { name, value, start, end } of document.directives) {
    const equals = document.text.indexOf('=', start);
    const nameFrom = start + document.text.slice(start, end).search(/[a-z]/i);
    const valueFrom = document.text.indexOf(value, equals + 1);
    tokens.push(
      { start, end: nameFrom, type: 'comment' },
      { start: nameFrom, end: nameFrom + name.length, type: 'property' },
      { start: nameFrom + name.length, end: valueFrom, type: 'operator' },
      { start: valueFrom, end: valueFrom + value.length, type: 'parameter' },
    );
  }
  const isDirective = new Set(document.directives.map(({ start }) => start));
  for (const { start, end } of document.comments) {
    if (!isDirective.has(start)) tokens.push({ start, end, type: 'comment' });
  }
  for (const instruction of document.instructions) {
    tokens.push(...placedTokens(instruction.line, segmentsOf(document, instruction)));
    tokens.push(...continuations(document, instruction));
    tokens.push(...heredocTokens(instruction));
  }
  return tokens.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
}

function segmentsOf(document: DockerfileDocument, outer: Instruction): TokenSegment[] {
  const segments: TokenSegment[] = [];
  let from = 0;
  for (let instruction: Instruction | undefined = outer; instruction; instruction = instruction.inner) {
    const keywordEnd = from + keywordLength(instruction, from);
    segments.push({ from, to: keywordEnd, type: 'keyword' }, ...flagSegments(document, instruction));
    from = instruction.restFrom;
    if (!instruction.inner) segments.push(...argumentSegments(document, instruction));
  }
  return segments;
}

function keywordLength({ line }: Instruction, from: number): number {
  const length = line.text.slice(from).search(/\s/);
  return length < 0 ? line.text.length - from : length;
}

/** The escape characters at the ends of lines. */
function continuations({ text, escape: escapeCharacter }: DockerfileDocument, { line }: Instruction): Token[] {
  const tokens: Token[] = [];
  for (let start = line.start; start < line.end; ) {
    const end = lineEnd(text, start, line.end);
    let last = text[end] === '\n' && text[end - 1] === '\r' ? end - 2 : end - 1;
    while (last >= start && (text[last] === ' ' || text[last] === '\t')) last--;
    const isComment = start > line.start && /^[ \t]*#/.test(text.slice(start, Math.min(end, start + 200)));
    const isMark = text[last] === escapeCharacter && (last === start || text[last - 1] !== escapeCharacter);
    if (last >= start && isMark && !isComment) tokens.push({ start: last, end: last + 1, type: 'macro' });
    start = end + 1;
  }
  return tokens;
}

/** Where a heredoc ends; where it begins is a word of the arguments. Its text is left to the grammar. */
function heredocTokens(outer: Instruction): Token[] {
  const { heredocs } = outer.heredocs.length === 0 && outer.inner ? outer.inner : outer;
  return heredocs.flatMap(({ delimiter, name }): Token[] =>
    delimiter ? [{ start: delimiter.end - name.length, end: delimiter.end, type: 'parameter' }] : [],
  );
}
