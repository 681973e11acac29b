// Blanks between the words of an instruction, and the case of its keywords.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import type { Edit, Span } from '../text/range.ts';
import type { FormatStyle } from './format-style.ts';

export function keywordEdits(document: DockerfileDocument, outer: Instruction, { keywordCase }: FormatStyle): Edit[] {
  if (keywordCase === 'keep') return [];
  const edits: Edit[] = [];
  const write = (span: Span, text: string) => {
    const written = document.text.slice(span.start, span.end);
    if (written !== text && written.toUpperCase() === text) edits.push({ range: document.rangeOf(span), text });
  };
  for (let instruction: Instruction | undefined = outer; instruction; instruction = instruction.inner) {
    if (instructionNamed(instruction.keyword)) write(instruction.keywordSpan, instruction.keyword);
    const as = instruction.keyword === 'FROM' ? instruction.words[1] : undefined;
    if (as?.text.toUpperCase() === 'AS') write(as, 'AS');
    const none = instruction.keyword === 'HEALTHCHECK' ? instruction.words[0] : undefined;
    if (none?.text.toUpperCase() === 'NONE') write(none, 'NONE');
  }
  return edits;
}

/** All that follows is words, which blanks part, and nothing else. */
const isOfWords = new Set(['FROM', 'COPY', 'ADD', 'EXPOSE']);

/** One blank between the keyword, the flags and the arguments, where they stand on one line. */
export function spacingEdits(document: DockerfileDocument, outer: Instruction): Edit[] {
  const edits: Edit[] = [];
  for (let instruction: Instruction | undefined = outer; instruction; instruction = instruction.inner) {
    const { keyword, keywordSpan, flags, rest, words, json } = instruction;
    const hasWords = isOfWords.has(keyword) && !json && words.length > 1 && !/["'$]/.test(rest.text);
    const arguments_ = hasWords ? words : rest.text === '' ? [] : [rest];
    const parts = [keywordSpan, ...flags, ...arguments_];
    for (const [index, part] of parts.entries()) {
      const before = parts[index - 1];
      if (!before) continue;
      const gap = document.text.slice(before.end, part.start);
      if (gap !== ' ' && /^[ \t]+$/.test(gap))
        edits.push({ range: document.rangeOf({ start: before.end, end: part.start }), text: ' ' });
    }
  }
  return edits;
}
