// Edits at words of the shell. None where the file does not have the word as the shell gets it (quotes, escapes, scripts
// in strings): an edit there might mean something else.

import type { ShellWord } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit } from '../text/range.ts';

/** The file has exactly this word, without quotes around it. */
export function isAsWritten(document: DockerfileDocument, { value, start, end }: ShellWord): boolean {
  if (document.text.slice(start, end) !== value) return false;
  // A string of a JSON array that is found in a script has its quotes outside of the span.
  return document.text[start - 1] !== '"' || document.text[end] !== '"';
}

export function insertBehind(document: DockerfileDocument, word: ShellWord | undefined, text: string): Edit[] {
  if (!word || !isAsWritten(document, word)) return [];
  const position = document.positionAt(word.end);
  return [{ range: { start: position, end: position }, text }];
}

export function replaceWord(document: DockerfileDocument, word: ShellWord | undefined, text: string): Edit[] {
  return word && isAsWritten(document, word) ? [{ range: document.rangeOf(word), text }] : [];
}
