// The keys of a build's steps: what a step does, and what it does it upon, as one text each. Where the builder has seen a
// key, it has its result.
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';
import type { StagePlan } from './build-plan.ts';
import type { ContextFiles } from './context-files.ts';
import { digestOf } from './digest.ts';
import { digestOfAll, type Ingredient, ingredient } from './ingredient.ts';
import { type Selected, select } from './selection.ts';
import type { OpenQuestion, StepInput, StepPlan } from './step-plan.ts';

export interface KeyedStep {
  readonly instruction: Instruction;
  /** The first is 0. */
  readonly line: number;
  /** The instruction's first line. */
  readonly text: string;
  /** In capitals. */
  readonly keyword: string;
  readonly stage: number;
  readonly stageName: string;
  readonly ingredients: readonly Ingredient[];
  readonly inputs: readonly StepInput[];
  readonly open: OpenQuestion | undefined;
  /** Whether the question has its old answer if the key is an old one. */
  readonly isPinned?: boolean;
  readonly mayTakeByContent?: boolean;
  /** Of the ingredients that surely count, without what comes from other stages. */
  readonly own: string;
  /** What comes from other stages, as the keys of their last steps; '' if nothing does. */
  readonly fromStages: string;
  /** The step below, in its stage or the one that the stage starts from: its place among the steps; -1: none. */
  readonly below: number;
  /** The last steps of the stages that it takes from, in the order of those among `inputs`; -1: the stage has none. */
  readonly stageEnds: readonly number[];
  readonly key: string;
  /** Only of what surely counts. */
  readonly certainKey: string;
  /** Of a COPY --link: without what is below it. */
  readonly linkKey: string | undefined;
  /** Files and links that it takes from the context. */
  readonly paths: () => readonly string[];
}

interface Top {
  readonly key: string;
  readonly certainKey: string;
  readonly step: number;
}

/**
 * In the order of the file; a FROM of an image is among them. `sameContent`: what is known to be the same when it is taken
 * from stages, by `fromStages` with the instruction's own text.
 */
export function keysOf(
  document: DockerfileDocument,
  stages: readonly StagePlan[],
  files: ContextFiles,
  sameContent: ReadonlyMap<string, string> = new Map(),
): readonly KeyedStep[] {
  const steps: KeyedStep[] = [];
  const tops = new Map<number, Top>();
  for (const plan of stages) {
    let top = startingTop(document, plan, tops, steps);
    for (const step of plan.steps) {
      const keyed = keyedStep(document, { plan, step, top, tops, files, sameContent });
      top = { key: keyed.key, certainKey: keyed.certainKey, step: steps.length };
      steps.push(keyed);
    }
    tops.set(plan.stage.index, top);
  }
  return steps;
}

function startingTop(
  document: DockerfileDocument,
  { stage, name, platform, start }: StagePlan,
  tops: ReadonlyMap<number, Top>,
  steps: KeyedStep[],
): Top {
  const nothing: Top = { key: digestOf('scratch'), certainKey: digestOf('scratch'), step: -1 };
  if (start.kind === 'stage') return tops.get(start.stage) ?? nothing;
  if (start.kind === 'scratch') return nothing;
  const layers = start.layers ? start.layers.join(' ') : `? ${start.reference}`;
  const base: Ingredient = { kind: 'base', name: start.reference, digest: digestOf(layers, platform) };
  const own = digestOfAll([base]);
  const { manifest } = start;
  const exactly = manifest === undefined ? [] : [ingredient('base', 'manifest', manifest, 'doubtful')];
  const key = digestOfAll([base, ...exactly]);
  const line = document.positionAt(stage.from.start).line;
  steps.push({
    instruction: stage.from,
    line,
    text: document.lineText(line).trim(),
    keyword: 'FROM',
    stage: stage.index,
    stageName: name,
    ingredients: [base, ...exactly],
    inputs: [],
    open: start.open,
    own,
    fromStages: '',
    below: -1,
    stageEnds: [],
    key,
    certainKey: own,
    linkKey: undefined,
    paths: () => [],
  });
  return { key, certainKey: own, step: steps.length - 1 };
}

interface StepContext {
  readonly plan: StagePlan;
  readonly step: StepPlan;
  readonly top: Top;
  readonly tops: ReadonlyMap<number, Top>;
  readonly files: ContextFiles;
  readonly sameContent: ReadonlyMap<string, string>;
}

function keyedStep(document: DockerfileDocument, context: StepContext): KeyedStep {
  const { plan, step, top, tops, files, sameContent } = context;
  const selected = step.selections.map((selection) => ({ selection, ...select(files, selection) }));
  const images = step.inputs.flatMap((input): Ingredient[] =>
    input.kind === 'known-image' ? [{ kind: 'image', name: input.reference, digest: digestOf(...input.layers) }] : [],
  );
  const ingredients = [...step.ingredients, ...images, ...selected.flatMap(fileIngredients)];
  const own = digestOfAll(ingredients.filter(({ doubtful }) => !doubtful));
  const stageKeys = step.inputs.flatMap((input) => (input.kind === 'stage' ? [tops.get(input.stage)?.key ?? ''] : []));
  const what = step.ingredients.find(({ kind }) => kind === 'instruction')?.digest ?? '';
  const stagesNow = stageKeys.length === 0 ? '' : digestOf(what, ...stageKeys);
  const fromStages = sameContent.get(stagesNow) ?? stagesNow;
  const exact = digestOf(digestOfAll(ingredients), fromStages);
  const certain = digestOf(own, fromStages);
  const line = document.positionAt(step.instruction.start).line;
  return {
    instruction: step.instruction,
    line,
    text: document.lineText(line).trim(),
    keyword: step.keyword,
    stage: plan.stage.index,
    stageName: plan.name,
    ingredients,
    inputs: step.inputs,
    open: step.open ?? unnoticedIn(files, selected),
    ...(step.isPinned && { isPinned: true }),
    ...(step.mayTakeByContent && { mayTakeByContent: true }),
    own,
    fromStages,
    below: top.step,
    stageEnds: step.inputs.flatMap((input) => (input.kind === 'stage' ? [tops.get(input.stage)?.step ?? -1] : [])),
    key: digestOf(top.key, exact),
    certainKey: digestOf(top.certainKey, certain),
    linkKey: step.isLinked ? digestOf('link', plan.platform, exact) : undefined,
    paths: () => pathsIn(selected),
  };
}

function fileIngredients({
  selection,
  certain,
  exact,
}: Selected & { readonly selection: { readonly source: string } }): Ingredient[] {
  const files: Ingredient = { kind: 'files', name: selection.source, digest: certain };
  return exact === '' ? [files] : [files, ingredient('files', `${selection.source} exactly`, exact, 'doubtful')];
}

function pathsIn(selected: readonly Selected[]): readonly string[] {
  const [first] = selected;
  return first && selected.length === 1 ? first.paths() : [...new Set(selected.flatMap(({ paths }) => paths()))];
}

function unnoticedIn({ unnoticed }: ContextFiles, selected: readonly Selected[]): OpenQuestion | undefined {
  if (unnoticed.size === 0) return undefined;
  const files = selected.flatMap(({ paths }) => paths().filter((path) => unnoticed.has(path)));
  return files.length > 0 ? { kind: 'unnoticed', files } : undefined;
}
