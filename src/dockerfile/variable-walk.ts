// Goes over a Dockerfile with the values of its variables, instruction by instruction, as the builder does.
import type { DockerfileDocument, Instruction } from './document.ts';
import { pairsOf } from './pairs.ts';
import { basesOf } from './stage-bases.ts';
import { expand, globalVariables, type Variables } from './variables.ts';

/**
 * `visit` gets each instruction of each stage with the variables that it sees: those of ARG and ENV above it, also of the
 * stages that its own starts from. The map changes with the next instruction. Of the base image's own variables nothing is
 * known.
 */
export function visitWithVariables(
  document: DockerfileDocument,
  visit: (instruction: Instruction, variables: Variables) => void,
  buildArguments?: ReadonlyMap<string, string>,
): void {
  const globals = globalVariables(document, buildArguments);
  const bases = basesOf(document, buildArguments);
  const ends: ReadonlyMap<string, string | undefined>[] = [];
  for (const stage of document.stages) {
    const base = bases[stage.index];
    const variables = new Map(base?.kind === 'stage' ? ends[base.stage.index] : []);
    for (const instruction of stage.instructions) {
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
    ends[stage.index] = variables;
  }
}
