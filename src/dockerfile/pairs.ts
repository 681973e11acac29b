// The pairs of ENV, LABEL and ARG (`NAME="a b" OTHER=c`, and the old form `ENV NAME value`), unquoted. dockerfile-ast knows
// the quoting of ENV and LABEL well; it is given one instruction at a time, since it takes heredocs where there are none.
import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import type { DockerfileDocument, Instruction } from './document.ts';
import { sourceSpan } from './logical-line.ts';
import { quotedWords, withoutQuotes } from './quoted-words.ts';
import type { Range } from './range.ts';

export interface Pair {
  readonly name: string;
  /** Without quotes and escapes, variables not expanded; undefined where only a name stands (`ARG VERSION`). */
  readonly value: string | undefined;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range | undefined;
}

/** Many rules ask for the same. An instruction belongs to one document, which never changes. */
const known = new WeakMap<Instruction, readonly Pair[]>();

/** None for other instructions. */
export function pairsOf(document: DockerfileDocument, instruction: Instruction): readonly Pair[] {
  const before = known.get(instruction);
  if (before) return before;
  const pairs = readPairs(document, instruction);
  known.set(instruction, pairs);
  return pairs;
}

function readPairs(document: DockerfileDocument, instruction: Instruction): readonly Pair[] {
  const { keyword } = instruction;
  if (keyword === 'ARG') return argumentPairs(document, instruction);
  if ((keyword !== 'ENV' && keyword !== 'LABEL') || instruction.rest.text === '') return [];
  const plain = plainPairs(document, instruction);
  if (plain) return plain;
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

/** Most have neither quotes nor escapes: then each word is a pair, and nobody else has to look. */
function plainPairs(document: DockerfileDocument, { words, rest }: Instruction): readonly Pair[] | undefined {
  if (/["'\\`]/.test(rest.text)) return undefined;
  const pairs: Pair[] = [];
  for (const { text, start, end } of words) {
    const equals = text.indexOf('=');
    if (equals < 1 || equals === text.length - 1 || end - start !== text.length) return undefined;
    pairs.push({
      name: text.slice(0, equals),
      value: text.slice(equals + 1),
      range: document.rangeOf({ start, end }),
      nameRange: document.rangeOf({ start, end: start + equals }),
      valueRange: document.rangeOf({ start: start + equals + 1, end }),
    });
  }
  return pairs;
}

/** Of several in an ARG, dockerfile-ast takes all but the first for the value of the first. */
function argumentPairs(document: DockerfileDocument, { line, restFrom }: Instruction): Pair[] {
  return quotedWords(line.text, restFrom, document.escape).map(({ start, end }) => {
    const equals = line.text.indexOf('=', start);
    const hasValue = equals >= 0 && equals < end;
    const nameEnd = hasValue ? equals : end;
    const rangeOf = (from: number, to: number) => document.rangeOf(sourceSpan(line, from, to));
    return {
      name: line.text.slice(start, nameEnd),
      value: hasValue ? withoutQuotes(line.text.slice(equals + 1, end), document.escape) : undefined,
      range: rangeOf(start, end),
      nameRange: rangeOf(start, nameEnd),
      valueRange: hasValue ? rangeOf(equals + 1, end) : undefined,
    };
  });
}
