// What may be written at a place, the likely ones first. Asks nobody: images, tags and what lies in folders are given or
// added by who knows them.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { argumentItems, healthcheckItems } from './completion-arguments.ts';
import { commentItems } from './completion-comments.ts';
import { flagItems, flagValueItems } from './completion-flags.ts';
import { instructionItems, triggerItems } from './completion-instructions.ts';
import type { CompletionItem, CompletionSurroundings, Found } from './completion-item.ts';
import { typedWords } from './completion-typed.ts';
import { variableItems } from './completion-variables.ts';
import { type Place, placeAt } from './place.ts';
import { instructionBefore, lineStart, typedLine } from './typed-line.ts';

export interface Completion {
  /** What is typed already, up to the cursor; on one line. */
  readonly typed: Span;
  /** Where the word that the cursor is in ends. */
  readonly wordEnd: number;
  readonly items: readonly CompletionItem[];
}

export function completionAt(
  document: DockerfileDocument,
  offset: number,
  surroundings: CompletionSurroundings = {},
): Completion {
  const place = placeAt(document, offset);
  const { items, length } = found(document, place, offset, surroundings);
  const start = Math.max(offset - length, lineStart(document.text, offset));
  // What is typed goes over two lines: no edit of one line could replace it.
  if (start !== offset - length) return { typed: { start: offset, end: offset }, wordEnd: offset, items: [] };
  return { typed: { start, end: offset }, wordEnd: wordEnd(document.text, offset), items };
}

const nothing: Found = { items: [], length: 0 };

function found(
  document: DockerfileDocument,
  place: Place,
  offset: number,
  surroundings: CompletionSurroundings,
): Found {
  switch (place.kind) {
    case 'comment':
    case 'directive-name':
    case 'directive-value':
      return commentItems(document, place.kind === 'comment' ? place.span : place.directive, offset);
    case 'heredoc':
      return place.heredoc.expand
        ? (variableItems(document, place.instruction, lineBefore(document, offset)) ?? nothing)
        : nothing;
    case 'keyword': {
      const outer = instructionBefore(document, offset);
      const isCheck = outer?.keyword === 'HEALTHCHECK' && place.instruction === outer.inner;
      return isCheck ? checkItems(document, outer, offset) : instructionItems(document, place, offset);
    }
    case 'nothing':
      return instructionItems(document, place, offset);
    default: {
      const typed = typedWords(place.typed);
      if (place.instruction.keyword === 'ONBUILD') return triggerItems(typed.word);
      const variables = variableItems(document, place.instruction, place.typed);
      if (variables) return variables;
      if (typed.isFlagValue) return flagValueItems(document, place.instruction, typed, surroundings);
      const flags = typed.mayBeFlag
        ? flagItems(place.instruction, typed, offset, document.text[wordEnd(document.text, offset)])
        : [];
      const more = argumentItems(document, place.instruction, typed, offset, surroundings);
      return typed.word.startsWith('-') && flags.length > 0
        ? { items: flags, length: typed.word.length }
        : { items: [...more.items, ...(typed.word === '' ? flags : [])], length: more.length };
    }
  }
}

/** At the CMD of a HEALTHCHECK: that, NONE, or one of its flags before it. */
function checkItems(document: DockerfileDocument, outer: Instruction, offset: number): Found {
  const typed = typedWords(typedLine(document, offset).text);
  const flags = typed.word === '' ? flagItems(outer, typed, offset, document.text[offset]) : [];
  return { items: [...healthcheckItems(), ...flags], length: typed.word.length };
}

function lineBefore({ text }: DockerfileDocument, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /[^\s,"'=]/.test(text[end] ?? '')) end++;
  return end;
}
