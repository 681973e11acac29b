// The pairs of ENV, LABEL and ARG (`NAME="a b" OTHER=c`, and the old form `ENV NAME value`), unquoted. dockerfile-ast knows
// the quoting of ENV and LABEL well; it is given one instruction at a time, since it takes heredocs where there are none.
import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { pairWords } from '../text/pair-words.ts';
import { quotedWords, withoutQuotes } from '../text/quoted-words.ts';
import type { Range, Span } from '../text/range.ts';
import { oncePerInstruction } from '../text/read-once.ts';

export interface Pair {
  readonly name: string;
  /** Without quotes and escapes, variables not expanded; undefined where only a name stands (`ARG VERSION`). */
  readonly value: string | undefined;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range | undefined;
}

/** None for other instructions. */
export const pairsOf = oncePerInstruction((document, instruction: Instruction): readonly Pair[] => {
  const { keyword } = instruction;
  if (keyword === 'ARG') return argumentPairs(document, instruction);
  if ((keyword !== 'ENV' && keyword !== 'LABEL') || instruction.rest.text === '') return [];
  return plainPairs(document, instruction) ?? quotedPairs(document, instruction);
});

/**
 * Most have no escapes, and quotes only around a whole value: then nobody else has to look. undefined if one is not so.
 */
export function plainPairs(document: DockerfileDocument, instruction: Instruction): readonly Pair[] | undefined {
  const { line, restFrom, rest } = instruction;
  const [, name, gap, text] = oldForm.exec(rest.text) ?? [];
  if (name !== undefined && gap !== undefined && rest.end - rest.start === rest.text.length) {
    return [pairAt(document, rest, { name, gap, value: text })];
  }
  const pairs: Pair[] = [];
  for (const { from, to } of pairWords(line.text, restFrom, document.escape)) {
    const [whole, key, plain, double, single] = plainPair.exec(line.text.slice(from, to)) ?? [];
    const span = sourceSpan(line, from, to);
    if (key === undefined || span.end - span.start !== whole?.length) return undefined;
    pairs.push(pairAt(document, span, { name: key, gap: '=', value: plain ?? double ?? single }));
  }
  return pairs;
}

/** `NAME=value`, `NAME="a value"`, `NAME='a value'` */
const plainPair = /^([^="'\\`]+)=(?:([^"'\\`]+)|"([^"\\`]*)"|'([^'\\`]*)')$/;
/** `NAME a value` */
const oldForm = /^([^\s="'\\`]+)([ \t]+)([^"'\\`]+)$/;

/** What stands in the file as it is, without anything in between. */
function pairAt(
  document: DockerfileDocument,
  { start, end }: Span,
  { name, gap, value }: { readonly name: string; readonly gap: string; readonly value: string | undefined },
): Pair {
  const nameEnd = start + name.length;
  return {
    name,
    value,
    range: document.rangeOf({ start, end }),
    nameRange: document.rangeOf({ start, end: nameEnd }),
    valueRange: document.rangeOf({ start: nameEnd + gap.length, end }),
  };
}

/** As dockerfile-ast reads them. */
export function quotedPairs(document: DockerfileDocument, instruction: Instruction): readonly Pair[] {
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
