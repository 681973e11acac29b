// The pairs of ENV, LABEL and ARG (`NAME="a b" OTHER=c`, and ENV's old form `NAME value`), unquoted. dockerfile-ast knows
// their quoting well; it is given one instruction at a time, since it takes a heredoc's `<<` where there is none.
import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import type { DockerfileDocument, Instruction } from './document.ts';
import type { Range } from './range.ts';

export interface Pair {
  readonly name: string;
  /** Without quotes and escapes, variables not expanded; undefined where only a name stands (`ARG VERSION`). */
  readonly value: string | undefined;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range | undefined;
}

/** None for other instructions. */
export function pairsOf(document: DockerfileDocument, instruction: Instruction): Pair[] {
  const { keyword } = instruction;
  if ((keyword !== 'ENV' && keyword !== 'LABEL' && keyword !== 'ARG') || instruction.rest.text === '') return [];
  const start = document.positionAt(instruction.start);
  // The directive is the escape character's only way in. Blanks in front keep the first line's characters where they are.
  const source = `# escape=${document.escape}\n${' '.repeat(start.character)}${document.text.slice(instruction.start, instruction.end)}`;
  const [parsed] = DockerfileParser.parse(source).getInstructions();
  if (!parsed) return [];
  const inDocument = (range: Range): Range => ({
    start: { line: range.start.line - 1 + start.line, character: range.start.character },
    end: { line: range.end.line - 1 + start.line, character: range.end.character },
  });
  return (parsed as PropertyInstruction).getProperties().map((property) => {
    const valueRange = property.getValueRange();
    return {
      name: property.getName(),
      value: property.getValue() ?? undefined,
      range: inDocument(property.getRange()),
      nameRange: inDocument(property.getNameRange()),
      valueRange: valueRange ? inDocument(valueRange) : undefined,
    };
  });
}
