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
export function spacingEdits(document: DockerfileDocument, outer: Instruction): readonly Edit[] {
  let edits: Edit[] | undefined;
  for (let instruction: Instruction | undefined = outer; instruction; instruction = instruction.inner) {
    const { keyword, keywordSpan, flags, rest, json } = instruction;
    let before: Span = keywordSpan;
    const add = (part: Span) => {
      const { end } = before;
      before = part;
      // Mostly there is one blank already.
      if (part.start === end + 1 && document.text[end] === ' ') return;
      if (!/^[ \t]+$/.test(document.text.slice(end, part.start))) return;
      edits ??= [];
      edits.push({ range: document.rangeOf({ start: end, end: part.start }), text: ' ' });
    };
    for (const flag of flags) add(flag);
    const hasWords = isOfWords.has(keyword) && !json && !/["'$]/.test(rest.text);
    // The words of other instructions need not be cut for this.
    if (hasWords) for (const word of instruction.words) add(word);
    else if (rest.text !== '') add(rest);
  }
  return edits ?? none;
}

const none: readonly Edit[] = [];
