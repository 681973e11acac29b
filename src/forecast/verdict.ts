// What the next build will do with each step. Never says that a step is reused if it may run: in doubt it is unknown.
import type { KeyedStep } from './keys.ts';
import { type CacheMemory, stageStepKey, variableOrderOf } from './memory.ts';
import type { OpenQuestion } from './step-plan.ts';

export interface FileChange {
  readonly path: string;
  readonly what: 'changed' | 'mode' | 'new' | 'gone';
}

/** Why a step runs: the ingredient that is another than in the build before. */
export type RunReason =
  | { readonly kind: 'no-cache' }
  | { readonly kind: 'never-built' }
  /** All that the builder had is gone. */
  | { readonly kind: 'pruned' }
  /** First those that changed, at most ten; `count`: of all. */
  | { readonly kind: 'files'; readonly changes: readonly FileChange[]; readonly count: number }
  /** `before` and `now` are absent where the argument is, or may be secret. */
  | {
      readonly kind: 'argument' | 'variable';
      readonly name: string;
      readonly change: 'new' | 'gone' | 'value';
      readonly before?: string;
    }
  | { readonly kind: 'base'; readonly image: string; readonly change: 'other' | 'layers' }
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'folder' | 'user' | 'shell'; readonly before?: string }
  | { readonly kind: 'option'; readonly name: string }
  | { readonly kind: 'instruction' }
  /** Of the variables. */
  | { readonly kind: 'order' }
  | { readonly kind: 'new-step' }
  /** `line`: of the step above; the first is 0. */
  | { readonly kind: 'above'; readonly line: number }
  | { readonly kind: 'stage'; readonly stage: string };

export type Verdict =
  | { readonly kind: 'reused' }
  | { readonly kind: 'runs'; readonly reason: RunReason }
  /** The stage runs: if what is taken from it comes out the same, the step is reused. */
  | { readonly kind: 'depends'; readonly stage: string }
  | { readonly kind: 'unknown'; readonly question: OpenQuestion };

export interface VerdictOptions {
  readonly noCache: boolean;
  /** Whether the builder is known to count the order of variables. */
  readonly countsVariableOrder?: boolean;
  /** What is another in a step whose own ingredients no build has had. */
  readonly reasonOf: (step: KeyedStep) => RunReason;
}

/** One for each step, in their order. */
export function verdictsOf(
  steps: readonly KeyedStep[],
  memory: CacheMemory,
  options: VerdictOptions,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const step of steps) {
    const below = step.below < 0 ? undefined : verdicts[step.below];
    const stages = step.stageEnds.map((end) => verdicts[end]);
    const verdict = verdictOf(step, {
      steps,
      below,
      underLinks: underLinks(steps, verdicts, step.below),
      stages,
      memory,
      options,
    });
    verdicts.push(verdict);
  }
  return verdicts;
}

function underLinks(steps: readonly KeyedStep[], verdicts: readonly Verdict[], below: number): Verdict | undefined {
  let index = below;
  for (let step = steps[index]; step?.linkKey !== undefined; step = steps[index]) index = step.below;
  return verdicts[index];
}

interface Surroundings {
  readonly steps: readonly KeyedStep[];
  readonly below: Verdict | undefined;
  /** Of the step below those that are made by themselves and only put upon it. */
  readonly underLinks: Verdict | undefined;
  /** Of the last steps of the stages that it takes from. */
  readonly stages: readonly (Verdict | undefined)[];
  readonly memory: CacheMemory;
  readonly options: VerdictOptions;
}

function verdictOf(step: KeyedStep, { steps, below, underLinks, stages, memory, options }: Surroundings): Verdict {
  // That is said of commands and files alone.
  if (options.noCache && step.keyword !== 'FROM' && step.keyword !== 'WORKDIR') {
    return { kind: 'runs', reason: { kind: 'no-cache' } };
  }
  if (!memory.owns.has(step.own)) {
    // An image that only the registry knows may well be the one of the build before.
    if (step.keyword === 'FROM' && step.open && !memory.isEmpty) return { kind: 'unknown', question: step.open };
    return { kind: 'runs', reason: options.reasonOf(step) };
  }
  if (step.keyword === 'FROM' && !step.open && !memory.keys.has(step.key)) {
    return { kind: 'unknown', question: { kind: 'same-layers', reference: step.ingredients[0]?.name ?? '' } };
  }
  const isLinkedAlone = step.linkKey !== undefined && memory.linkKeys.has(step.linkKey);
  if (below?.kind === 'runs' && below.reason.kind === 'no-cache') return versionMatters;
  if (below?.kind === 'runs' && step.mayTakeByContent) return versionMatters;
  if (below?.kind === 'runs' && !isLinkedAlone) {
    return { kind: 'runs', reason: { kind: 'above', line: steps[step.below]?.line ?? 0 } };
  }
  if (underLinks?.kind === 'runs' && !isLinkedAlone) {
    return { kind: 'runs', reason: { kind: 'above', line: steps[step.below]?.line ?? 0 } };
  }
  const isAskedBelow = below !== undefined && below.kind !== 'reused';
  if (step.open && !step.isPinned) return { kind: 'unknown', question: step.open };
  if (step.open && !isAskedBelow && !memory.keys.has(step.key)) {
    return memory.openKeys.has(step.certainKey)
      ? { kind: 'unknown', question: step.open }
      : { kind: 'runs', reason: { kind: 'instruction' } };
  }
  if (isAskedBelow) return below.kind === 'runs' ? versionMatters : below;
  const unsureStage = stages.findIndex((end) => end !== undefined && end.kind !== 'reused');
  const isSureOfStages = unsureStage < 0;
  if (isSureOfStages && memory.keys.has(step.key)) {
    const doubt = memory.doubtfulKeys.get(step.key);
    return doubt ? { kind: 'unknown', question: { kind: doubt } } : { kind: 'reused' };
  }
  // Whatever comes from the stages: this was never made upon what is below.
  if (
    step.fromStages !== '' &&
    !memory.stageSteps.has(stageStepKey({ belowKey: steps[step.below]?.key ?? '', own: step.own }))
  ) {
    return { kind: 'runs', reason: options.reasonOf(step) };
  }
  const inputs = step.inputs.flatMap((input) => (input.kind === 'stage' ? [input] : []));
  const unsure = inputs[unsureStage];
  if (unsure) return { kind: 'depends', stage: unsure.name };
  const orders = memory.variableOrders.get(step.certainKey);
  const order = variableOrderOf(step);
  if (options.countsVariableOrder && orders && order !== undefined && !orders.has(order) && !isLinkedAlone) {
    return { kind: 'runs', reason: { kind: 'order' } };
  }
  if (memory.certainKeys.has(step.certainKey) || isLinkedAlone) return versionMatters;
  const [input] = inputs;
  // The stage is one that is there, but what was taken from it before was another.
  if (input) return { kind: 'depends', stage: input.name };
  return { kind: 'runs', reason: options.reasonOf(step) };
}

const versionMatters: Verdict = { kind: 'unknown', question: { kind: 'version' } };
