// Finds the instructions that a rule is about.
import type { DockerfileDocument, Instruction } from './document.ts';
import { oncePerDocument } from './read-once.ts';

/** The instructions with these keywords (in capitals), in order; triggers of ONBUILD are not among them. */
export function instructionsOf(document: DockerfileDocument, ...keywords: readonly string[]): readonly Instruction[] {
  return instructionsOfAny(document.instructions, byKeyword(document), keywords);
}

const byKeyword = oncePerDocument(({ instructions }) => groupedByKeyword(instructions));

export type ByKeyword = ReadonlyMap<string, readonly Instruction[]>;

export function groupedByKeyword(instructions: readonly Instruction[]): ByKeyword {
  const groups = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const same = groups.get(instruction.keyword);
    if (same) same.push(instruction);
    else groups.set(instruction.keyword, [instruction]);
  }
  return groups;
}

/** Those of `all` that have one of these keywords, in their order; `groups` are the same by their keywords. */
export function instructionsOfAny(
  all: readonly Instruction[],
  groups: ByKeyword,
  keywords: readonly string[],
): readonly Instruction[] {
  let only: readonly Instruction[] = none;
  for (const keyword of keywords) {
    const group = groups.get(keyword);
    if (!group) continue;
    if (only.length > 0) return all.filter((each) => keywords.includes(each.keyword));
    only = group;
  }
  return only;
}

const none: readonly Instruction[] = [];
