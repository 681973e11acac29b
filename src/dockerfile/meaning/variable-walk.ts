// Goes over a Dockerfile with the values of its variables, instruction by instruction, as the builder does.
import { type DockerfileDocument, type Instruction, instructionGroups } from '../text/document.ts';
import { pairsOf } from './pairs.ts';
import { basesOf } from './stage-bases.ts';
import { expand, globalVariables, type Variables } from './variables.ts';

/**
 * `visit` gets each instruction with the variables that it sees: those of ARG and ENV above it in its stage, also of the
 * stages that its own starts from. The map changes with the next instruction. Of the base image's own variables nothing is
 * known. What stands before the first FROM (in a file that is being written) is visited like a stage of its own.
 */
export function visitWithVariables(
  document: DockerfileDocument,
  visit: (instruction: Instruction, variables: Variables) => void,
  buildArguments?: ReadonlyMap<string, string>,
): void {
  const globals = globalVariables(document, buildArguments);
  const bases = basesOf(document, buildArguments);
  const ends: ReadonlyMap<string, string | undefined>[] = [];
  for (const instructions of instructionGroups(document)) {
    const stageIndex = instructions[0]?.stageIndex ?? -1;
    const base = bases[stageIndex];
    const variables = new Map(base?.kind === 'stage' ? ends[base.stage.index] : []);
    for (const instruction of instructions) {
      visit(instruction, variables);
      if (instruction.keyword === 'ARG') {
        for (const { name, value } of pairsOf(document, instruction)) {
          const given = buildArguments?.get(name);
          const own = value === undefined ? globals.get(name) : expand(value, variables);
          variables.set(name, given ?? own);
        }
      } else if (instruction.keyword === 'ENV') {
        // The pairs of one ENV do not see each other.
        const values = pairsOf(document, instruction).map(
          ({ name, value }) => [name, expand(value ?? '', variables)] as const,
        );
        for (const [name, value] of values) variables.set(name, value);
      }
    }
    if (stageIndex >= 0) ends[stageIndex] = variables;
  }
}
