// The names of a Dockerfile: its stages, variables and heredocs, each with all places where it is declared and used. What
// definition, references, highlights, rename and hover say of names comes from here.
import { platformVariables } from '../knowledge/platform-variables.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { sourceNames } from '../meaning/stage-names.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { Named, Occurrence } from './named.ts';
import { stagesAndUses } from './stage-uses.ts';
import { instructionBefore } from './typed-line.ts';
import { variablesNamed } from './variable-names.ts';
import { variableUses } from './variable-uses.ts';

/** Stages without a name, too, if a number means them. */
export const stageNames = oncePerDocument(stagesAndUses);

/** The name that `offset` is in, or at the end of. All places of other names are left alone: in a long file that takes time. */
export function nameAt(document: DockerfileDocument, offset: number): Occurrence | undefined {
  const outer = instructionBefore(document, offset);
  if (!outer || offset > outer.end) return undefined;
  const holds = ({ start, end }: Span) => start <= offset && offset <= end;
  const names = [...usedAt(document, outer, offset, holds), ...declaredIn(document, outer, holds)];
  const found = [...new Set(names)].flatMap((name) => variablesNamed(document, name));
  const { heredocs } = outer.heredocs.length === 0 && outer.inner ? outer.inner : outer;
  if (heredocs.length > 0) found.push(...heredocNames(document));
  if (mayNameStage(document, outer, holds)) found.push(...stageNames(document));
  const places = found.flatMap((named) => named.places.filter(holds));
  // At the end of one and the beginning of another: the other.
  return places.sort((a, b) => b.start - a.start)[0];
}

type Holds = (span: Span) => boolean;

function usedAt(document: DockerfileDocument, outer: Instruction, offset: number, holds: Holds): string[] {
  // To find all that a long script uses takes time; for most places the text before them is enough to know.
  if (!mayBeUse(document.text, outer.start, offset)) return [];
  return variableUses(document, outer).flatMap(({ name, nameSpan }) => (holds(nameSpan) ? [name] : []));
}

/** A name that is used stands behind `$` or `${`; over the end of a line, or with escapes in it, it may. */
function mayBeUse(text: string, from: number, offset: number): boolean {
  let at = offset;
  while (at > from && /\w/.test(text[at - 1] ?? '')) at--;
  return at > from && '${#!\\\n\r'.includes(text[at - 1] ?? ' ');
}

function declaredIn(document: DockerfileDocument, outer: Instruction, holds: Holds): string[] {
  const names: string[] = [];
  for (const instruction of [outer, outer.inner]) {
    const declares = instruction?.keyword === 'ARG' || instruction?.keyword === 'ENV';
    if (!declares || !holds(instruction.rest)) continue;
    for (const { name, nameRange } of pairsOf(document, instruction)) {
      if (holds({ start: document.offsetAt(nameRange.start), end: document.offsetAt(nameRange.end) })) names.push(name);
    }
  }
  return names;
}

function mayNameStage(document: DockerfileDocument, outer: Instruction, holds: Holds): boolean {
  if (outer.keyword === 'FROM') return outer.words.some(holds);
  return [outer, outer.inner].some(
    (instruction) => instruction !== undefined && sourceNames(document, instruction).some(holds),
  );
}

export function declarationsOf(named: Named): readonly Occurrence[] {
  return named.places.filter(({ isDeclaration }) => isDeclaration);
}

const heredocNames = oncePerDocument(heredocsOf);

function heredocsOf(document: DockerfileDocument): Named[] {
  const found: Named[] = [];
  for (const outer of document.instructions) {
    const instruction = outer.inner && outer.heredocs.length === 0 ? outer.inner : outer;
    for (const heredoc of instruction.heredocs) {
      const written = instruction.line.text.slice(heredoc.from, heredoc.to);
      const from = heredoc.from + written.lastIndexOf(heredoc.name);
      // Of a name with quotes in its middle no part is the name.
      if (!written.includes(heredoc.name)) continue;
      const places: Occurrence[] = [];
      const named: Named = { kind: 'heredoc', name: heredoc.name, places };
      const add = (span: Span, isDeclaration: boolean) =>
        places.push({ ...span, of: named, instruction, isDeclaration });
      add(sourceSpan(instruction.line, from, from + heredoc.name.length), true);
      const { delimiter } = heredoc;
      if (delimiter) add({ start: delimiter.end - heredoc.name.length, end: delimiter.end }, false);
      found.push(named);
    }
  }
  return found;
}

/** What the builder sets itself, and takes without an ARG. */
export function isPredefined(name: string): boolean {
  return platformVariables.has(name) || /^(?:https?|ftp|no|all)_proxy$/i.test(name);
}
