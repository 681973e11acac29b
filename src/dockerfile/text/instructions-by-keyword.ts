// Finds the instructions that a rule is about.
import type { DockerfileDocument, Instruction } from './document.ts';
import { oncePerDocument } from './once.ts';

/** The instructions with these keywords (in capitals), in order; triggers of ONBUILD are not among them. */
export function instructionsOf(document: DockerfileDocument, ...keywords: readonly string[]): readonly Instruction[] {
  const byKeyword = instructionsByKeyword(document);
  let only: readonly Instruction[] = none;
  for (const keyword of keywords) {
    const list = byKeyword.get(keyword);
    if (!list) continue;
    if (only.length > 0)
      return keywords.flatMap((each) => byKeyword.get(each) ?? none).sort((a, b) => a.start - b.start);
    only = list;
  }
  return only;
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
