// The value that a variable has at a place, as far as the file tells, and where that value comes from.
import { pairsOf } from '../meaning/pairs.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { globalVariables } from '../meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Occurrence } from './named.ts';
import { declarationsOf } from './names.ts';

export interface VariableValue {
  /** undefined: only the build knows it, or nothing sets it. */
  readonly value: string | undefined;
  /** The ARG or ENV that sets it; undefined if none does. */
  readonly setBy: Instruction | undefined;
}

export function variableValue(document: DockerfileDocument, place: Occurrence): VariableValue {
  const { instruction, of: named, isDeclaration } = place;
  const { name } = named;
  if (isDeclaration) {
    const pair = pairsOf(document, instruction).find((each) => each.name === name);
    const set = pair?.value === undefined ? valueBefore(document, instruction, name) : pair.value;
    return { value: set, setBy: instruction };
  }
  // What only a running container has: no ENV of the file sets it.
  const isOfContainer =
    place.use?.by === 'shell' && instruction.keyword !== 'RUN' && declarationsOf(named).length === 0;
  if (isOfContainer) return { value: undefined, setBy: undefined };
  const value =
    instruction.keyword === 'FROM' ? globalVariables(document).get(name) : valueBefore(document, instruction, name);
  return { value, setBy: lastDeclaration(place) };
}

/** What the instruction sees, before it does anything itself. */
function valueBefore(document: DockerfileDocument, wanted: Instruction, name: string): string | undefined {
  let value: string | undefined;
  visitWithVariables(document, (instruction, variables) => {
    if (instruction.line === wanted.line) value = variables.get(name);
  });
  // A bare ARG takes the value of the one before the first FROM.
  return value ?? (wanted.keyword === 'ARG' ? globalVariables(document).get(name) : undefined);
}

function lastDeclaration({ of: named, instruction, start }: Occurrence): Instruction | undefined {
  const before = declarationsOf(named).filter((each) => each.start < start);
  const own = before.findLast((each) => each.instruction.stageIndex === instruction.stageIndex);
  return (own ?? before.at(-1))?.instruction;
}

/** All variables that an instruction sees with what is known of their values: those of its stage, or of FROM. */
export function variablesIn(
  document: DockerfileDocument,
  instruction: Instruction | undefined,
): ReadonlyMap<string, string | undefined> {
  if (instruction?.keyword === 'FROM') return globalVariables(document);
  let found: ReadonlyMap<string, string | undefined> = new Map();
  visitWithVariables(document, (each, variables) => {
    if (each.line === instruction?.line) found = new Map(variables);
  });
  return found;
}
