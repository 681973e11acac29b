// The variables of one name, each with all places where it is declared and used: which of them are the same, and which only
// have the same name, goes by stages.
import { pairsOf } from '../meaning/pairs.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { onceForEach } from '../text/read-once.ts';
import type { Named, Occurrence } from './named.ts';
import { type VariableUse, variableUses } from './variable-uses.ts';

/** Variables of one name in one stage, or before the first. */
interface Group {
  readonly name: string;
  readonly places: Omit<Occurrence, 'of'>[];
  /** The group that this one was found to be the same as. */
  joined: Group | undefined;
}

/** All variables of that name, each with its places in the order of the file. */
export const variablesNamed = onceForEach((document, wanted: string): readonly Named[] => {
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
    const isNamed = mayName(document, instruction, wanted);
    if (!isNamed && keyword !== 'FROM') continue;
    if (keyword === 'FROM') {
      const base = bases[stageIndex];
      const inherited = base?.kind === 'stage' ? (declared[base.stage.index] ?? []) : [];
      declared[stageIndex] = new Set(inherited);
      environment.set(stageIndex, new Set(base?.kind === 'stage' ? environment.get(base.stage.index) : []));
      if (base?.kind === 'stage') {
        for (const name of inherited) join(groupOf(base.stage.index, name), groupOf(stageIndex, name));
      }
    }
    if (!isNamed) continue;
    for (const outer of [instruction, instruction.inner]) {
      if (!outer || (outer.keyword !== 'ARG' && outer.keyword !== 'ENV')) continue;
      for (const { name, nameRange, value } of pairsOf(document, outer)) {
        if (name !== wanted || !/^[A-Za-z_]\w*$/.test(name)) continue;
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
      if (name !== wanted) continue;
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
});

/** Mostly it does not: then nothing of it need be read. */
function mayName(
  { text }: DockerfileDocument,
  { line, start, end, heredocs, inner }: Instruction,
  name: string,
): boolean {
  if (line.text.includes(name)) return true;
  return (heredocs.length > 0 || (inner?.heredocs.length ?? 0) > 0) && text.slice(start, end).includes(name);
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
