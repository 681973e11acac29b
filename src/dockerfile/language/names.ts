// The names of a Dockerfile: its stages, variables and heredocs, each with all places where it is declared and used. What
// definition, references, highlights, rename, hover and colours say of names comes from here.
import { platformVariables } from '../knowledge/platform-variables.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { sourceNames } from '../meaning/stage-names.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { Named, Occurrence } from './named.ts';
import { stagesAndUses } from './stage-uses.ts';
import { instructionBefore } from './typed-line.ts';
import { type VariableUse, variableUses } from './variable-uses.ts';

interface Names {
  readonly all: readonly Named[];
  /** In the order of the file. */
  readonly places: readonly Occurrence[];
}

export const namesOf = oncePerDocument((document): Names => {
  const all = [...stagesAndUses(document), ...heredocsOf(document), ...variablesOf(document)];
  const places = all.flatMap((named) => named.places).sort((a, b) => a.start - b.start || a.end - b.end);
  return { all, places };
});

/** The name that `offset` is in, or at the end of. */
export function nameAt(document: DockerfileDocument, offset: number): Occurrence | undefined {
  if (!mayBeName(document, offset)) return undefined;
  const { places } = namesOf(document);
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const place = places[low - 1];
  return place && offset <= place.end ? place : undefined;
}

/** Whether the instruction there names anything there: to know all names of a long file takes time. */
function mayBeName(document: DockerfileDocument, offset: number): boolean {
  const outer = instructionBefore(document, offset);
  if (!outer || offset > outer.end) return false;
  const holds = ({ start, end }: Span) => start <= offset && offset <= end;
  if (variableUses(document, outer).some(({ nameSpan }) => holds(nameSpan))) return true;
  return [outer, outer.inner].some((instruction) => {
    if (!instruction) return false;
    if (instruction.heredocs.length > 0) return true;
    const { keyword } = instruction;
    if (keyword === 'FROM') return instruction.words.some(holds);
    if (keyword === 'ARG' || keyword === 'ENV') return holds(instruction.rest);
    return sourceNames(document, instruction).some(holds);
  });
}

export function declarationsOf(named: Named): readonly Occurrence[] {
  return named.places.filter(({ isDeclaration }) => isDeclaration);
}

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

/** Variables of one name in one stage, or before the first. */
interface Group {
  readonly name: string;
  readonly places: Omit<Occurrence, 'of'>[];
  /** The group that this one was found to be the same as. */
  joined: Group | undefined;
}

function variablesOf(document: DockerfileDocument): Named[] {
  const groups = new Map<string, Group>();
  const groupOf = (scope: number | string, name: string): Group => {
    const key = `${scope} ${name}`;
    const group = groups.get(key) ?? { name, places: [], joined: undefined };
    groups.set(key, group);
    return group;
  };
  const join = (a: Group, b: Group) => {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one !== other) other.joined = one;
  };
  const globals = new Set<string>();
  /** By the stage's index: what those that start from it inherit. */
  const declared: Set<string>[] = [];
  const bases = basesOf(document);
  /** Of CMD and its kind: what a container has when it starts, which is set by ENV alone, wherever that stands. */
  const atStart: { readonly scope: number; readonly place: Omit<Occurrence, 'of'> & { readonly use: VariableUse } }[] =
    [];
  const environment = new Map<number, Set<string>>();
  for (const instruction of document.instructions) {
    const { keyword, stageIndex } = instruction;
    if (keyword === 'FROM') {
      const base = bases[stageIndex];
      const inherited = base?.kind === 'stage' ? (declared[base.stage.index] ?? []) : [];
      declared[stageIndex] = new Set(inherited);
      environment.set(stageIndex, new Set(base?.kind === 'stage' ? environment.get(base.stage.index) : []));
      if (base?.kind === 'stage') {
        for (const name of inherited) join(groupOf(base.stage.index, name), groupOf(stageIndex, name));
      }
    }
    for (const outer of [instruction, instruction.inner]) {
      if (!outer || (outer.keyword !== 'ARG' && outer.keyword !== 'ENV')) continue;
      for (const { name, nameRange, value } of pairsOf(document, outer)) {
        if (!/^[A-Za-z_]\w*$/.test(name)) continue;
        const group = groupOf(stageIndex, name);
        const span = { start: document.offsetAt(nameRange.start), end: document.offsetAt(nameRange.end) };
        group.places.push({ ...span, instruction: outer, isDeclaration: true });
        if (stageIndex < 0 && outer.keyword === 'ARG') globals.add(name);
        else if (outer.keyword === 'ARG' && value === undefined && globals.has(name)) join(groupOf(-1, name), group);
        declared[stageIndex]?.add(name);
        if (outer.keyword === 'ENV') environment.set(stageIndex, (environment.get(stageIndex) ?? new Set()).add(name));
      }
    }
    for (const use of variableUses(document, instruction)) {
      const { name, nameSpan } = use;
      if (use.by === 'shell' && runsAtStart(instruction)) {
        atStart.push({ scope: stageIndex, place: { ...nameSpan, instruction, isDeclaration: false, use } });
        continue;
      }
      const scope = keyword === 'FROM' ? (globals.has(name) ? -1 : 'from') : stageIndex;
      groupOf(scope, name).places.push({ ...nameSpan, instruction, isDeclaration: false, use });
    }
  }
  for (const { scope, place } of atStart) {
    const isSet = environment.get(scope)?.has(place.use.name) ?? false;
    groupOf(isSet ? scope : `start ${scope}`, place.use.name).places.push(place);
  }
  return namedGroups(groups.values());
}

function runsAtStart({ keyword, inner }: Instruction): boolean {
  return (
    keyword === 'CMD' ||
    keyword === 'ENTRYPOINT' ||
    keyword === 'HEALTHCHECK' ||
    (keyword === 'ONBUILD' && inner?.keyword !== 'RUN')
  );
}

function rootOf(group: Group): Group {
  let root = group;
  while (root.joined) root = root.joined;
  return root;
}

function namedGroups(groups: Iterable<Group>): Named[] {
  const byRoot = new Map<Group, { kind: 'variable'; name: string; places: Occurrence[] }>();
  for (const group of groups) {
    const root = rootOf(group);
    const named = byRoot.get(root) ?? { kind: 'variable', name: root.name, places: [] };
    byRoot.set(root, named);
    for (const place of group.places) named.places.push({ ...place, of: named });
  }
  for (const { places } of byRoot.values()) places.sort((a, b) => a.start - b.start);
  return [...byRoot.values()].filter(({ places }) => places.length > 0);
}

/** What the builder sets itself, and takes without an ARG. */
export function isPredefined(name: string): boolean {
  return platformVariables.has(name) || /^(?:https?|ftp|no|all)_proxy$/i.test(name);
}
