// Why a step runs: what it is made of, beside what it was made of in the build before.
import { type ContextFiles, cleaned } from './context-files.ts';
import type { FileFact, FileFacts } from './file-facts.ts';
import type { Ingredient } from './ingredient.ts';
import type { KeyedStep } from './keys.ts';
import type { ForecastRecord, RecordedStep } from './record.ts';
import { hasWildcard, select } from './selection.ts';
import type { FileChange, RunReason } from './verdict.ts';

const mostNamed = 10;

/** `before`: the newest record of the same build; undefined: there is none. */
export function reasonOf(
  step: KeyedStep,
  steps: readonly KeyedStep[],
  files: ContextFiles,
  before: ForecastRecord | undefined,
): RunReason {
  if (!before || before.steps.length === 0) return { kind: 'never-built' };
  const earlier = counterpart(step, steps, before.steps);
  if (!earlier) return { kind: 'new-step' };
  const differing = differences(step.ingredients, earlier.ingredients);
  if (step.keyword === 'FROM') return baseReason(step, earlier);
  const changes = differing.some(({ kind }) => kind === 'files') ? fileChanges(step, files, before) : [];
  if (changes.length > 0) return { kind: 'files', changes: changes.slice(0, mostNamed), count: changes.length };
  for (const kind of ['instruction', 'argument', 'variable', 'image', 'folder', 'user', 'shell', 'option'] as const) {
    const now = differing.find((each) => each.kind === kind);
    if (now) return reasonOfKind(now, step.ingredients, earlier.ingredients);
  }
  if (differing.length > 0) return { kind: 'files', changes: [], count: 0 };
  // All of it has been there, upon something else.
  return { kind: 'new-step' };
}

/** What a step takes that is another than in the build before, whether it must run for that or not. */
export function changesOf(
  step: KeyedStep,
  steps: readonly KeyedStep[],
  files: ContextFiles,
  before: ForecastRecord,
): { readonly files: readonly string[]; readonly isBaseUpdated: boolean } {
  const earlier = counterpart(step, steps, before.steps);
  const differing = earlier ? differences(step.ingredients, earlier.ingredients) : [];
  const base = earlier && step.keyword === 'FROM' && differing.length > 0 ? baseReason(step, earlier) : undefined;
  return {
    files: differing.some(({ kind }) => kind === 'files')
      ? fileChanges(step, files, before).map(({ path }) => path)
      : [],
    isBaseUpdated: base?.kind === 'base' && base.change === 'layers',
  };
}

/** The same instruction in the build before, else the one at its place. */
function counterpart(
  step: KeyedStep,
  steps: readonly KeyedStep[],
  earlier: readonly RecordedStep[],
): RecordedStep | undefined {
  const isAlike = ({ keyword, stage }: RecordedStep) => keyword === step.keyword && stage === step.stageName;
  const sameText = earlier.filter((each) => isAlike(each) && textOf(each) === textOf(step));
  const ownRank = steps.filter((each) => each.stage === step.stage && textOf(each) === textOf(step)).indexOf(step);
  if (sameText.length > 0) return sameText[Math.min(ownRank, sameText.length - 1)];
  const now = new Set(steps.filter(({ stage }) => stage === step.stage).map(textOf));
  // Those whose text is still there belong to others.
  const left = earlier.filter((each) => isAlike(each) && !now.has(textOf(each)));
  const texts = new Set(earlier.map(textOf));
  const rank = steps
    .filter((each) => each.stage === step.stage && each.keyword === step.keyword && !texts.has(textOf(each)))
    .indexOf(step);
  return left[rank];
}

function textOf({ keyword, ingredients }: Pick<RecordedStep, 'keyword' | 'ingredients'>): string {
  const text = ingredients.find(({ kind }) => kind === 'instruction')?.digest;
  return `${keyword} ${text ?? ingredients[0]?.name ?? ''}`;
}

/** Those that are another or new, then those that are gone. */
function differences(now: readonly Ingredient[], before: readonly Ingredient[]): Ingredient[] {
  const digests = new Set(before.map(idOf));
  const names = new Set(now.map(({ kind, name }) => `${kind} ${name}`));
  return [
    ...now.filter((each) => !each.doubtful && !digests.has(idOf(each))),
    ...before.filter((each) => !each.doubtful && !names.has(`${each.kind} ${each.name}`)),
  ];
}

function idOf({ kind, name, digest }: Ingredient): string {
  return `${kind} ${name} ${digest}`;
}

function reasonOfKind(
  { kind, name }: Ingredient,
  now: readonly Ingredient[],
  before: readonly Ingredient[],
): RunReason {
  const named = (list: readonly Ingredient[]) => list.find((each) => each.kind === kind && each.name === name);
  const earlier = named(before);
  const value = earlier?.value === undefined ? {} : { before: earlier.value };
  switch (kind) {
    case 'argument':
    case 'variable':
      return { kind, name, change: !earlier ? 'new' : named(now) ? 'value' : 'gone', ...value };
    case 'image':
      return { kind, image: name };
    case 'folder':
    case 'user':
    case 'shell':
      return { kind, ...value };
    case 'option':
      return { kind, name };
    default:
      return { kind: 'instruction' };
  }
}

function baseReason({ ingredients: [base] }: KeyedStep, { ingredients: [before] }: RecordedStep): RunReason {
  const image = base?.name ?? '';
  return { kind: 'base', image, change: base?.name === before?.name ? 'layers' : 'other' };
}

function fileChanges(step: KeyedStep, files: ContextFiles, { files: facts }: ForecastRecord): FileChange[] {
  const sources = step.ingredients.filter(({ kind, doubtful }) => kind === 'files' && !doubtful);
  const paths = new Set(step.paths());
  const changes: FileChange[] = [];
  for (const path of paths) {
    const now = files.nodes.get(path);
    const earlier = facts.get(path);
    if (!earlier) changes.push({ path, what: 'new' });
    else if (now?.digest !== earlier.digest || now.fact.kind !== earlier.kind) changes.push({ path, what: 'changed' });
    else if (now.mode !== earlier.mode) changes.push({ path, what: 'mode' });
  }
  const gone = new Set<string>();
  for (const { name } of sources) for (const path of pathsBefore(name, facts)) if (!paths.has(path)) gone.add(path);
  for (const path of gone) changes.push({ path, what: 'gone' });
  return changes.sort((a, b) => rank(a) - rank(b));
}

/** Files and links that the source took then: links lead nowhere, since only their digests are kept. */
function pathsBefore(source: string, facts: FileFacts): Iterable<string> {
  if (hasWildcard(source)) return select(nodesOf(facts), { source, excluded: [], withParents: false }).paths();
  const top = cleaned(source);
  const isIn = (path: string) => top === '' || path === top || path.startsWith(`${top}/`);
  const paths: string[] = [];
  for (const [path, { kind }] of facts) if (kind !== 'folder' && isIn(path)) paths.push(path);
  return paths;
}

function rank({ what }: FileChange): number {
  return ['changed', 'new', 'gone', 'mode'].indexOf(what);
}

/** The context as it was. */
function nodesOf(facts: FileFacts): ContextFiles {
  const root = { path: '', fact: rootFact, digest: '', mode: 0, linkTarget: undefined, children: [] as string[] };
  const nodes = new Map([['', root]]);
  for (const [path, fact] of facts) {
    nodes.set(path, { path, fact, digest: fact.digest, mode: fact.mode, linkTarget: undefined, children: [] });
    const parent = cleaned(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    nodes.get(parent)?.children.push(path);
  }
  return { nodes, unnoticed: new Set(), digests: new WeakMap() };
}

const rootFact: FileFact = {
  kind: 'folder',
  mode: 0,
  size: 0,
  modified: '0',
  changed: '0',
  inode: '0',
  digest: '',
  readAt: 0,
};
