// Finds the variables that an instruction names, at their places. Source: BuildKit's frontend/dockerfile/shell/lex.go.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';
import { visitUnquotedSigns } from '../text/unquoted-signs.ts';

/** From `$` to the end of the name or the closing brace. */
export interface VariableReference extends Span {
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
  /** What follows the name in braces (`:-word`); '' if nothing does. */
  readonly modifier: string;
}

const reference = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)((?:[^{}]|\$\{(?:[^{}]|\$\{[^{}]*\})*\})*)\})/y;

/** In `from` to `to` of a text, as offsets in it. */
function referencesIn(text: string, from: number, to: number, escapeCharacter: string): VariableReference[] {
  const found: VariableReference[] = [];
  visitUnquotedSigns(text, from, to, escapeCharacter, true, (at) => {
    if (text[at] !== '$') return at;
    reference.lastIndex = at;
    const match = reference.exec(text);
    if (!match || reference.lastIndex > to) return at;
    const name = match[1] ?? match[2] ?? '';
    const nameStart = at + (match[1] === undefined ? 2 : 1);
    found.push({
      name,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      modifier: match[3] ?? '',
      start: at,
      end: reference.lastIndex,
    });
    return reference.lastIndex - 1;
  });
  return found;
}

/** In flags and arguments, as offsets in the file; bodies of heredocs are left out. */
export function variableReferences(document: DockerfileDocument, instruction: Instruction): VariableReference[] {
  const { line, restFrom, rest } = instruction;
  if (!line.text.includes('$')) return [];
  // No keyword has a `$` in it.
  const from = instruction.flags.length > 0 ? 0 : restFrom;
  return referencesIn(line.text, from, restFrom + rest.text.length, document.escape).map((found) =>
    inSource(instruction, found),
  );
}

/** The same, with those in the words of others (`${a:-${b}}`); `part`: of the flags or of the arguments alone. */
export function allVariableReferences(
  document: DockerfileDocument,
  instruction: Instruction,
  part: 'all' | 'flags' = 'all',
): VariableReference[] {
  const { line, restFrom, rest, flags } = instruction;
  if (!line.text.includes('$')) return [];
  const from = flags.length > 0 ? 0 : restFrom;
  const to = part === 'flags' ? restFrom : restFrom + rest.text.length;
  return withNested(referencesIn(line.text, from, to, document.escape), line.text, document.escape).map((found) =>
    inSource(instruction, found),
  );
}

/** In a text that has no instruction around it, as the body of a heredoc; offsets in that text. */
export function referencesInText(text: string, escapeCharacter: string): VariableReference[] {
  return withNested(referencesIn(text, 0, text.length, escapeCharacter), text, escapeCharacter);
}

function withNested(found: readonly VariableReference[], text: string, escapeCharacter: string): VariableReference[] {
  return found.flatMap((outer) =>
    outer.modifier.includes('$')
      ? [
          outer,
          ...withNested(referencesIn(text, outer.nameSpan.end, outer.end - 1, escapeCharacter), text, escapeCharacter),
        ]
      : [outer],
  );
}

function inSource({ line }: Instruction, found: VariableReference): VariableReference {
  return {
    ...found,
    nameSpan: sourceSpan(line, found.nameSpan.start, found.nameSpan.end),
    ...sourceSpan(line, found.start, found.end),
  };
}
