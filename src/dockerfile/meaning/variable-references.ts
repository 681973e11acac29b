// Finds the variables that an instruction names, at their places. Source: BuildKit's frontend/dockerfile/shell/lex.go.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';

/** From `$` to the end of the name or the closing brace. */
export interface VariableReference extends Span {
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
  /** What follows the name in braces (`:-word`); '' if nothing does. */
  readonly modifier: string;
}

const reference = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)((?:[^{}]|\$\{[^{}]*\})*)\})/y;

/** In `from` to `to` of a text, as offsets in it. Single quotes and the escape character keep a `$` from meaning anything. */
function referencesIn(text: string, from: number, to: number, escapeCharacter: string): VariableReference[] {
  const found: VariableReference[] = [];
  let inDouble = false;
  for (let i = from; i < to; i++) {
    const character = text[i];
    if (character === escapeCharacter) i++;
    else if (character === '"') inDouble = !inDouble;
    else if (character === "'" && !inDouble) {
      const close = text.indexOf("'", i + 1);
      if (close >= 0 && close < to) i = close;
    } else if (character === '$') {
      reference.lastIndex = i;
      const match = reference.exec(text);
      if (!match || reference.lastIndex > to) continue;
      const name = match[1] ?? match[2] ?? '';
      const nameStart = i + (match[1] === undefined ? 2 : 1);
      found.push({
        name,
        nameSpan: { start: nameStart, end: nameStart + name.length },
        modifier: match[3] ?? '',
        start: i,
        end: reference.lastIndex,
      });
      i = reference.lastIndex - 1;
    }
  }
  return found;
}

/** In flags and arguments, as offsets in the file; bodies of heredocs are left out. */
export function variableReferences(document: DockerfileDocument, instruction: Instruction): VariableReference[] {
  const { line, restFrom, rest } = instruction;
  if (!line.text.includes('$')) return [];
  // No keyword has a `$` in it.
  const from = instruction.flags.length > 0 ? 0 : restFrom;
  return referencesIn(line.text, from, restFrom + rest.text.length, document.escape).map((found) => ({
    ...found,
    nameSpan: sourceSpan(line, found.nameSpan.start, found.nameSpan.end),
    ...sourceSpan(line, found.start, found.end),
  }));
}
