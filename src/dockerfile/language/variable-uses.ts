// Where an instruction uses variables of the Dockerfile: the builder replaces them, or the shell of RUN, CMD and ENTRYPOINT
// does, which has them as its environment.
import { allVariableReferences, referencesInText } from '../meaning/variable-references.ts';
import { shellTexts } from '../shell/shell.ts';
import { shellVariables } from '../shell/shell-variables.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { oncePerInstruction } from '../text/read-once.ts';

export interface VariableUse extends Span {
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
  /** `shell`: a shell replaces it. */
  readonly by: 'builder' | 'shell';
}

const readByShell = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** In the order of the file. What a script has set itself is not among them. */
export const variableUses = oncePerInstruction((document, instruction: Instruction): readonly VariableUse[] => {
  const { text } = document;
  if (!text.slice(instruction.start, instruction.end).includes('$')) return none;
  const { keyword, inner } = instruction;
  if (keyword === 'ONBUILD' && inner) return variableUses(document, inner);
  if (!readByShell.has(keyword))
    return [...builderUses(document, instruction, 'all'), ...inBodies(document, instruction)];
  const flags = builderUses(document, instruction, 'flags');
  const command = keyword === 'HEALTHCHECK' ? inner : instruction;
  return command ? [...flags, ...shellUses(document, command)] : flags;
});

const none: readonly VariableUse[] = [];

function builderUses(document: DockerfileDocument, instruction: Instruction, part: 'all' | 'flags'): VariableUse[] {
  return allVariableReferences(document, instruction, part).map(({ name, nameSpan, start, end }) => ({
    name,
    nameSpan,
    start,
    end,
    by: 'builder',
  }));
}

/** The builder replaces variables in what COPY and ADD write, if the name of the heredoc has no quotes. */
function inBodies({ text, escape: escapeCharacter }: DockerfileDocument, { heredocs }: Instruction): VariableUse[] {
  return heredocs.flatMap(({ expand, body }) => {
    if (!expand) return [];
    const at = (span: Span) => ({ start: body.start + span.start, end: body.start + span.end });
    return referencesInText(text.slice(body.start, body.end), escapeCharacter).map(
      (found): VariableUse => ({ name: found.name, nameSpan: at(found.nameSpan), ...at(found), by: 'builder' }),
    );
  });
}

function shellUses(document: DockerfileDocument, instruction: Instruction): VariableUse[] {
  const uses = new Map<number, VariableUse>();
  for (const source of shellTexts(document, instruction)) {
    const from = source.span(0, 0).start;
    // What a heredoc with quotes gives to a program as its input is left as it is; as the script itself it is a script.
    const inputs = instruction.heredocs.filter(({ expand, body }) => !expand && from < body.start);
    for (const { name, nameSpan, start, end, isOwn } of shellVariables(source.text)) {
      if (isOwn) continue;
      const place = source.span(nameSpan.start, nameSpan.end);
      // A script with escapes in it, whose places are not known.
      if (!isWritten(document.text.slice(place.start, place.end), name)) continue;
      if (inputs.some(({ body }) => body.start <= place.start && place.start < body.end)) continue;
      uses.set(place.start, { name, nameSpan: place, ...source.span(start, end), by: 'shell' });
    }
  }
  return [...uses.values()].sort((a, b) => a.start - b.start);
}

/** As it is, or over the end of a line. */
function isWritten(text: string, name: string): boolean {
  return text === name || (text.includes('\n') && text[0] === name[0] && text.at(-1) === name.at(-1));
}
