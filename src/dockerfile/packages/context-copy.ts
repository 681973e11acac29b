// COPY and ADD that bring the whole build context into the image.
import { copyArguments } from '../meaning/copy-arguments.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';

export interface ContextCopy {
  readonly instruction: Instruction;
  /** Those that bring everything. */
  readonly sources: readonly Word[];
  readonly destination: Word;
}

/** All there is in the build context. */
export const everything = /^(?:\.|\/|(?:\.?\/)?\*|(?:\.\/)+\.?|(?:\.\/)?\*\*)$/;

export function contextCopyOf(document: DockerfileDocument, instruction: Instruction): ContextCopy | undefined {
  const copy = copyArguments(document, instruction);
  if (!copy || copy.fromFlag) return undefined;
  const sources = copy.sources.filter(({ text }) => everything.test(text));
  return sources.length > 0 ? { instruction, sources, destination: copy.destination } : undefined;
}
