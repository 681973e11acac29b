// What COPY and ADD copy, and where to.
import type { DockerfileDocument, Instruction, Word } from './document.ts';
import { sourceSpan } from './logical-line.ts';
import { quotedWords } from './quoted-words.ts';

export interface CopyArguments {
  /** Without quotes; variables and patterns are as they are written. Openings of heredocs (`<<EOF`) are not among them. */
  readonly sources: readonly Word[];
  readonly destination: Word;
  /** Of `--from`, without quotes. */
  readonly from: Word | undefined;
}

/** undefined for other instructions, and if one of the two is missing. */
export function copyArguments(document: DockerfileDocument, instruction: Instruction): CopyArguments | undefined {
  const { keyword, json, flags, heredocs } = instruction;
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
  const words = json ?? shellFormWords(document, instruction);
  const destination = words.at(-1);
  if (!destination || words.length < 2) return undefined;
  const isHeredoc = ({ start }: Word) => heredocs.some(({ from }) => instruction.line.sourceOffset(from) === start);
  const value = flags.find(({ name }) => name === 'from')?.value;
  return {
    sources: words.slice(0, -1).filter((word) => !isHeredoc(word)),
    destination,
    from: value && { ...value, text: trimQuotes(value.text) },
  };
}

function shellFormWords(
  { escape: escapeCharacter }: DockerfileDocument,
  { line, restFrom, rest, words }: Instruction,
): readonly Word[] {
  const text = line.text.slice(0, restFrom + rest.text.length);
  const spans = /["']/.test(rest.text) ? quotedWords(text, restFrom, escapeCharacter) : [];
  // A quote that is left open is a fault of its own; blanks part the words then.
  if (spans.length === 0) return words;
  return spans.map(({ start, end }) => ({
    text: trimQuotes(text.slice(start, end)),
    ...sourceSpan(line, start, end),
  }));
}

export function trimQuotes(text: string): string {
  return text.replace(/^["']+/, '').replace(/["']+$/, '');
}
