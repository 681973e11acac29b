// The instructions as the builder reads their arguments and flags: each by itself, and the triggers of ONBUILD, which are
// read when another build starts from the image.
import type { DockerfileDocument, Flag, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { groupedByKeyword, instructionsOfAny } from '../text/instructions-by-keyword.ts';
import { withoutQuotes } from '../text/quoted-words.ts';
import { oncePerDocument } from '../text/read-once.ts';
import { isTemplate, isTemplated } from '../text/template.ts';

/** Those that a Dockerfile knows, and that are not made by a template; behind an ONBUILD its trigger. */
export const builderInstructions = oncePerDocument((document): readonly Instruction[] => {
  const found: Instruction[] = [];
  for (const instruction of isTemplate(document) ? [] : document.instructions) {
    if (!instructionNamed(instruction.keyword) || isTemplated(document, instruction)) continue;
    found.push(instruction);
    const { inner } = instruction;
    if (instruction.keyword === 'ONBUILD' && inner && instructionNamed(inner.keyword)) found.push(inner);
  }
  return found;
});

/** Behind an ONBUILD: the stages, folders and variables that it will see are those of another file. */
export function isTrigger({ start, line }: Instruction): boolean {
  return start !== line.start;
}

/** Those of them with one of these keywords, in capitals, in order. */
export function builderInstructionsOf(
  document: DockerfileDocument,
  ...keywords: readonly string[]
): readonly Instruction[] {
  const all = builderInstructions(document);
  return instructionsOfAny(all, byKeyword(document), keywords);
}

const byKeyword = oncePerDocument((document) => groupedByKeyword(builderInstructions(document)));

/** Those that have flags which the builder looks at. */
export const flaggedInstructions = oncePerDocument((document): readonly Instruction[] =>
  builderInstructions(document).filter((instruction) => checkedFlags(instruction).length > 0),
);

/** Their flags are read, but never looked at, whatever they are. */
const ignoresFlags = new Set(['ARG', 'STOPSIGNAL']);

/** The flags that the builder looks at. */
export function checkedFlags(instruction: Instruction): readonly Flag[] {
  const { keyword, flags } = instruction;
  if (flags.length === 0 || ignoresFlags.has(keyword)) return [];
  if (keyword === 'HEALTHCHECK' && instruction.words[0]?.text.toUpperCase() === 'NONE') return [];
  return flags;
}

/** Without its quotes; undefined if there is none. */
export function flagValue(document: DockerfileDocument, { value }: Flag): string | undefined {
  return value && withoutQuotes(value.text, document.escape);
}
