// Values of variables, shown behind their uses where they say which files and images are meant: FROM, COPY and ADD.
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { globalVariables, type Variables } from '../meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Position } from '../text/range.ts';
import type { LineRange } from './format.ts';
import { variableUses } from './variable-uses.ts';

export interface InlayHint {
  readonly position: Position;
  readonly text: string;
}

/** A longer value hides more than it shows. In characters. */
const longest = 40;

/** On the lines that are asked for. Values that only the build knows have none. */
export function inlayHints(document: DockerfileDocument, lines: LineRange): InlayHint[] {
  const hints: InlayHint[] = [];
  const globals = globalVariables(document);
  const add = (instruction: Instruction, variables: Variables) => {
    for (const { name, end } of variableUses(document, instruction)) {
      const value = variables.get(name);
      const position = document.positionAt(end);
      if (value === undefined || value === '' || position.line < lines.first || position.line > lines.last) continue;
      hints.push({ position, text: value.length > longest ? `${value.slice(0, longest)}…` : value });
    }
  };
  visitWithVariables(document, (instruction, variables) => {
    if (instruction.keyword === 'FROM') add(instruction, globals);
    else if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') add(instruction, variables);
  });
  return hints;
}
