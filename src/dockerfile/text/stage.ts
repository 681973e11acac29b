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
