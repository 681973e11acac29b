// What can be completed where an image or a stage is named: behind FROM and COPY --from=. Says where and which stages there
// are; which images and tags there are, others know.
import { parseImageReference } from '../../image-reference.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Instruction } from '../text/instruction.ts';
import type { Span } from '../text/range.ts';

export interface ImagePlace {
  /** What a completion replaces: the whole word. */
  readonly span: Span;
  /** The word up to the cursor. */
  readonly typed: string;
  /** Names of the stages that may stand there, the nearest first. */
  readonly stages: readonly string[];
  /** FROM may start from nothing. */
  readonly allowsScratch: boolean;
}

/** undefined: at `offset` stands no name of an image. */
export function imagePlaceAt(
  { text, instructions, stages }: DockerfileDocument,
  offset: number,
): ImagePlace | undefined {
  const instruction = instructions.findLast(({ start }) => start <= offset);
  if (!instruction || !isInIt(text, instruction, offset)) return undefined;
  const typed = typedWord(instruction, text.slice(instruction.start, offset));
  if (typed === undefined) return undefined;
  const end = offset + (/^\S*/.exec(text.slice(offset, offset + 300))?.[0].length ?? 0);
  const isFrom = instruction.keyword === 'FROM';
  const before = stages.slice(0, Math.max(instruction.stageIndex, 0)).reverse();
  return {
    span: { start: offset - typed.length, end },
    typed,
    stages: before.flatMap(({ name }) => (name && !name.text.includes('$') ? [name.text] : [])),
    allowsScratch: isFrom,
  };
}

/** Also behind its end, on the same line: there a word is about to begin. */
function isInIt(text: string, { end, heredocs }: Instruction, offset: number): boolean {
  if (heredocs.length > 0) return false;
  return offset <= end || !text.slice(end, offset).includes('\n');
}

/** `before`: from the keyword to the cursor. */
function typedWord({ keyword }: Instruction, before: string): string | undefined {
  if (keyword === 'FROM') return /^from\s+(?:--\S+\s+)*([^\s-]\S*|)$/i.exec(before)?.[1];
  if (keyword === 'COPY') return /^copy\s+(?:--\S+\s+)*--from=(\S*)$/i.exec(before)?.[1];
  return undefined;
}

/**
 * The repository whose tags are being typed, as `node` of `node:2`; undefined: the cursor stands before the colon, the
 * name is a variable's, or behind `@`.
 */
export function repositoryBefore(typed: string): string | undefined {
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon < 0 || /[$@]/.test(typed)) return undefined;
  const name = typed.slice(0, colon);
  // `localhost:5` and `registry.test:5` are hosts whose port is being typed.
  const isHost = !name.includes('/') && (name === 'localhost' || name.includes('.'));
  return !isHost && parseImageReference(name) ? name : undefined;
}

const byNumbers = new Intl.Collator('en', { numeric: true });

/** `latest` first, then the highest numbers; what begins with no number stands last. */
export function inOrderOfUse(tags: readonly string[]): string[] {
  const rank = (tag: string) => (tag === 'latest' ? 0 : /^v?\d/.test(tag) ? 1 : 2);
  return [...tags].sort(
    (a, b) => rank(a) - rank(b) || (rank(a) === 1 ? byNumbers.compare(b, a) : byNumbers.compare(a, b)),
  );
}
