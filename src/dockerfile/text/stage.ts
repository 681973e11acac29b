// Build stages: which instructions they have and which image or stage they start from.
import type { Instruction, Word } from './instruction.ts';

export interface Stage {
  readonly index: number;
  readonly from: Instruction;
  /** As written, variables and all; undefined for a FROM without arguments. */
  readonly base: Word | undefined;
  /** As written. */
  readonly name: Word | undefined;
  /** The name in lower case: stages are found by it in any case. */
  readonly key: string | undefined;
  /** FROM included. */
  readonly instructions: readonly Instruction[];
}

export function stagesOf(instructions: readonly Instruction[]): Stage[] {
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      const [base, as, name] = instruction.words;
      const named = as?.text.toUpperCase() === 'AS' ? name : undefined;
      const key = named?.text.toLowerCase();
      stages.push({ index: stages.length, from: instruction, base, name: named, key, instructions: [] });
    }
    stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/**
 * The earlier stage that `--from=`, or `from=` in a mount, of stage `before` means by `name`, which may be its number. A
 * name goes first, as BuildKit has it.
 */
export function stageMeant(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  const named = stageNamed(stages, name, before);
  if (named || !/^\d+$/.test(name)) return named;
  const numbered = stages[Number(name)];
  return numbered && numbered.index < before ? numbered : undefined;
}

/** The earlier stage that a FROM, or a `--from=`, in stage `before` means by `name`: the last one so called. */
export function stageNamed(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  const wanted = name.toLowerCase();
  for (let index = Math.min(before, stages.length) - 1; index >= 0; index--) {
    const stage = stages[index];
    if (stage?.key === wanted) return stage;
  }
  return undefined;
}
