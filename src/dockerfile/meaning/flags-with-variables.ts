// Flags whose values may hold variables, with what the variables are where the flag stands.
import type { DockerfileDocument, Flag, Instruction } from '../text/document.ts';
import { builderInstructions, checkedFlags } from './builder-instructions.ts';
import { rootBase } from './stage-bases.ts';
import { visitWithVariables } from './variable-walk.ts';
import { expand, type Variables } from './variables.ts';

/** The text with its variables replaced; undefined if only the build knows them. */
export type Resolve = (text: string) => string | undefined;

/** The flags of these names that the builder looks at, in the order of the file. */
export function visitFlags(
  document: DockerfileDocument,
  names: readonly string[],
  visit: (flag: Flag, instruction: Instruction, resolve: Resolve) => void,
  buildArguments?: ReadonlyMap<string, string>,
): void {
  const wanted = new Map<Instruction, readonly Flag[]>();
  for (const instruction of builderInstructions(document)) {
    if (instruction.flags.length === 0) continue;
    const flags = checkedFlags(instruction).filter(({ name }) => names.includes(name));
    if (flags.length > 0) wanted.set(instruction, flags);
  }
  // To know the variables takes time, and few files have such flags.
  if (wanted.size === 0) return;
  visitWithVariables(
    document,
    (instruction, variables) => {
      for (const flag of wanted.get(instruction) ?? []) {
        visit(flag, instruction, (text) => resolved(document, instruction, text, variables));
      }
      // What a trigger of ONBUILD will see, only the build that starts from the image knows.
      const { inner } = instruction;
      if (inner) for (const flag of wanted.get(inner) ?? []) visit(flag, inner, (text) => expand(text, new Map()));
    },
    buildArguments,
  );
}

function resolved(
  document: DockerfileDocument,
  { stageIndex }: Instruction,
  text: string,
  variables: Variables,
): string | undefined {
  const value = expand(text, variables);
  if (value !== undefined || stageIndex < 0) return value;
  if (rootBase(document, stageIndex)?.kind !== 'scratch') return undefined;
  // No base image can have set what this file does not declare: it is empty.
  const unset = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  return expand(text, new Map([...unset.map((name) => [name, ''] as const), ...variables]));
}
