// What COPY and ADD copy, from where, and where to: the one reader of their arguments. Also the words of every instruction
// that takes either words or the JSON form.
import type { DockerfileDocument, Flag, Instruction, Word } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { quotedWords, withoutQuotes } from '../text/quoted-words.ts';
import { oncePerInstruction } from '../text/read-once.ts';

export interface CopyArguments {
  /** Without quotes; variables and patterns are as they are written. Openings of heredocs (`<<EOF`) are not among them. */
  readonly sources: readonly Word[];
  readonly destination: Word;
  /** Of `--from`, without quotes. */
  readonly from: Word | undefined;
  /** The flag itself, also without a value. */
  readonly fromFlag: Flag | undefined;
}

type Answer = { readonly copy: CopyArguments | undefined };

/** undefined for other instructions, and if one of the two is missing. */
export function copyArguments(document: DockerfileDocument, instruction: Instruction): CopyArguments | undefined {
  const { keyword } = instruction;
  return keyword === 'COPY' || keyword === 'ADD' ? readCopy(document, instruction).copy : undefined;
}

const readCopy = oncePerInstruction((document, instruction: Instruction): Answer => {
  const { heredocs } = instruction;
  const words = argumentWords(document, instruction);
  const destination = words.at(-1);
  if (!destination || words.length < 2) return { copy: undefined };
  const isHeredoc = ({ start }: Word) => heredocs.some(({ from }) => instruction.line.sourceOffset(from) === start);
  const sources = words.slice(0, -1).filter((word) => !isHeredoc(word));
  return { copy: { sources, destination, ...copyFrom(document, instruction) } };
});

/** Of a COPY; nothing for other instructions. Answers also where sources or destination are missing. */
export function copyFrom(
  document: DockerfileDocument,
  { keyword, flags }: Instruction,
): Pick<CopyArguments, 'from' | 'fromFlag'> {
  const fromFlag = keyword === 'COPY' ? flags.find(({ name }) => name === 'from') : undefined;
  const value = fromFlag?.value;
  return { fromFlag, from: value && { ...value, text: withoutQuotes(value.text, document.escape) } };
}

/** Sources in the build context: none with `--from`, and none that are written in the file. */
export function contextSources(document: DockerfileDocument, instruction: Instruction): readonly Word[] {
  const copy = copyArguments(document, instruction);
  return copy && !copy.fromFlag ? copy.sources : [];
}

/** The strings of the JSON form, or the words of the other one, without their quotes. */
export function argumentWords(document: DockerfileDocument, instruction: Instruction): readonly Word[] {
  return instruction.json ?? shellFormWords(document, instruction);
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
