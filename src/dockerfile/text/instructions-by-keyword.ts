// Finds the instructions that a rule is about.
import type { DockerfileDocument, Instruction } from './document.ts';
import { oncePerDocument } from './once.ts';

/** The instructions with these keywords (in capitals), in order; triggers of ONBUILD are not among them. */
export function instructionsOf(document: DockerfileDocument, ...keywords: readonly string[]): readonly Instruction[] {
  const byKeyword = instructionsByKeyword(document);
  const lists = keywords.map((keyword) => byKeyword.get(keyword) ?? none).filter(({ length }) => length > 0);
  if (lists.length <= 1) return lists[0] ?? none;
  return lists.flat().sort((a, b) => a.start - b.start);
}

const instructionsByKeyword = oncePerDocument(({ instructions }) => {
  const byKeyword = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const same = byKeyword.get(instruction.keyword);
    if (same) same.push(instruction);
    else byKeyword.set(instruction.keyword, [instruction]);
  }
  return byKeyword;
});
const none: readonly Instruction[] = [];
