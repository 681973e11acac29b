// Texts with a cursor (‸) and places (⟦ ⟧) in them, for tests of what an editor asks.
import { type DockerfileDocument, parseDockerfile } from '../../src/dockerfile/text/document.ts';
import type { Edit, Range } from '../../src/dockerfile/text/range.ts';

export interface CursorText {
  readonly document: DockerfileDocument;
  readonly offset: number;
  /** The places in the order of the text. */
  readonly ranges: readonly Range[];
}

/** A text without a cursor has it at its start. */
export function cursorText(marked: string): CursorText {
  const cursor = marked.replaceAll(/[⟦⟧]/g, '').indexOf('‸');
  const withMarks = marked.replace('‸', '');
  const text = withMarks.replaceAll(/[⟦⟧]/g, '');
  const document = parseDockerfile(text);
  const ranges: Range[] = [];
  let removed = 0;
  let start = 0;
  for (let i = 0; i < withMarks.length; i++) {
    if (withMarks[i] === '⟦') start = i - removed++;
    else if (withMarks[i] === '⟧') ranges.push(document.rangeOf({ start, end: i - removed++ }));
  }
  return { document, offset: Math.max(cursor, 0), ranges };
}

/** The text with marks around what the ranges say; they must not overlap. */
export function marked(document: DockerfileDocument, ranges: readonly Range[]): string {
  return edited(
    document,
    ranges.map((range) => ({ range, text: `⟦${textIn(document, range)}⟧` })),
  );
}

export function edited(document: DockerfileDocument, edits: readonly Edit[]): string {
  const places = edits
    .map(({ range, text }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end), text }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  return places.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), document.text);
}

export function textIn(document: DockerfileDocument, { start, end }: Range): string {
  return document.text.slice(document.offsetAt(start), document.offsetAt(end));
}
