// The outline: directives, then stages with their steps. The bar of breadcrumbs and sticky scroll come from the same.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Range } from '../text/range.ts';

export interface OutlineSymbol {
  readonly kind: 'directive' | 'stage' | 'instruction' | 'variable';
  readonly name: string;
  readonly detail: string;
  /** All of it, steps of a stage included. */
  readonly range: Range;
  /** What is selected when somebody goes there: the keyword. */
  readonly selectionRange: Range;
  readonly children: readonly OutlineSymbol[];
}

export function outline(document: DockerfileDocument): OutlineSymbol[] {
  const symbols: OutlineSymbol[] = document.directives.map(({ name, value, start, end }) => {
    const from = start + document.text.slice(start, end).search(/[a-z]/i);
    const selectionRange = document.rangeOf({ start: from, end: from + name.length });
    const range = document.rangeOf({ start: from, end: start + document.text.slice(start, end).trimEnd().length });
    return { kind: 'directive', name, detail: value, range, selectionRange, children: [] };
  });
  const firstStage = document.stages[0]?.from;
  for (const instruction of document.instructions) {
    if (instruction === firstStage) break;
    symbols.push(step(document, instruction));
  }
  for (const { from, name, base, index, instructions } of document.stages) {
    const last = instructions.at(-1) ?? from;
    symbols.push({
      kind: 'stage',
      name: name?.text ?? (document.stages.length === 1 ? (base?.text ?? 'FROM') : `${index}`),
      detail: shortened(`FROM ${from.rest.text}`),
      range: document.rangeOf({ start: from.start, end: last.end }),
      selectionRange: document.rangeOf(from.keywordSpan),
      children: instructions.filter((each) => each !== from).map((each) => step(document, each)),
    });
  }
  return symbols;
}

function step(document: DockerfileDocument, instruction: Instruction): OutlineSymbol {
  return {
    kind: 'instruction',
    name: instruction.keyword,
    detail: shortened(instruction.rest.text),
    range: document.rangeOf(instruction),
    selectionRange: document.rangeOf(instruction.keywordSpan),
    children: [],
  };
}

/** More is not seen in an outline. In characters. */
const mostShown = 80;

function shortened(text: string): string {
  const cut = text
    .slice(0, mostShown * 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cut.length > mostShown ? `${cut.slice(0, mostShown - 1)}…` : cut;
}
