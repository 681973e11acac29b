// What a growing selection takes: word, argument, instruction, stage, file.
import type { DockerfileDocument } from '../text/document.ts';
import type { Range, Span } from '../text/range.ts';
import { placeAt } from './place.ts';
import { instructionBefore } from './typed-line.ts';

/** From the smallest to the whole text; each holds the one before it. */
export function selectionRangesAt(document: DockerfileDocument, offset: number): Range[] {
  const place = placeAt(document, offset);
  const instruction = instructionBefore(document, offset);
  const spans: Span[] = [{ start: offset, end: offset }];
  const add = (span: Span | undefined) => {
    const last = spans.at(-1);
    if (!span || !last || span.start > last.start || span.end < last.end) return;
    if (span.start < last.start || span.end > last.end) spans.push(span);
  };
  add(wordAround(document.text, offset));
  add(place.name);
  add(place.name?.use);
  add(place.span);
  if ('flag' in place) add(place.flag);
  if (instruction && offset <= instruction.end) {
    add(instruction.inner?.rest);
    add(instruction.inner);
    add(instruction.rest);
    add(instruction);
    const stage = document.stages[instruction.stageIndex];
    const last = stage?.instructions.at(-1);
    if (stage && last) add({ start: stage.from.start, end: last.end });
  }
  add({ start: 0, end: document.text.length });
  return spans.slice(1).map((span) => document.rangeOf(span));
}

function wordAround(text: string, offset: number): Span | undefined {
  let start = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  let end = offset;
  while (end < text.length && /\w/.test(text[end] ?? '')) end++;
  return end > start ? { start, end } : undefined;
}
