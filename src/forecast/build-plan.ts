// A whole build as a plan: its stages, what each starts from, and the steps of each in their order.
import { posix } from 'node:path';
import { baseOf } from '../dockerfile/meaning/base-image.ts';
import { stageMeant } from '../dockerfile/meaning/named-stage.ts';
import { globalVariables } from '../dockerfile/meaning/variables.ts';
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../dockerfile/text/document.ts';
import type { Stage } from '../dockerfile/text/stage.ts';
import { isSameSystem } from '../platform.ts';
import { type BaseImage, type BaseImages, scratch } from './base-image.ts';
import { type ForecastRequest, platformArguments } from './build-options.ts';
import type { BuilderTraits } from './builder-traits.ts';
import { copyNeeds } from './copy-plan.ts';
import { type Ingredient, ingredient } from './ingredient.ts';
import { runNeeds, type StageState } from './run-plan.ts';
import type { OpenQuestion, StepInput, StepPlan } from './step-plan.ts';
import { expanded, type GivenArguments, setVariables, variablesIn } from './step-variables.ts';

export type StageStart =
  | { readonly kind: 'stage'; readonly stage: number }
  /** `layers` is undefined for an image that the engine does not have. */
  | {
      readonly kind: 'image';
      readonly reference: string;
      readonly layers: readonly string[] | undefined;
      readonly manifest?: string | undefined;
      readonly open: OpenQuestion | undefined;
    }
  | { readonly kind: 'scratch' };

export interface StagePlan {
  readonly stage: Stage;
  /** Its name, or its number. */
  readonly name: string;
  readonly platform: string;
  readonly start: StageStart;
  readonly steps: readonly StepPlan[];
}

export interface PlanOptions {
  readonly request: ForecastRequest;
  readonly images: BaseImages;
  /** What the engine builds for if nobody says otherwise. */
  readonly enginePlatform: string;
  readonly builder: BuilderTraits;
}

const usualShell = '["/bin/sh","-c"]';
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The stages that the build goes through, in the order of the file. */
export function planBuild(document: DockerfileDocument, options: PlanOptions): readonly StagePlan[] {
  const { request, enginePlatform } = options;
  const build = new Map(Object.entries(request.buildArgs ?? {}));
  const globals = new Map([...platformArguments(request, enginePlatform), ...globalVariables(document, build)]);
  const plans: StagePlan[] = [];
  const ends: { state: StageState; triggers: readonly Trigger[] }[] = [];
  for (const stage of document.stages) {
    const planned = planStage(document, stage, { ...options, given: { build, global: globals }, ends });
    plans.push(planned.plan);
    ends.push(planned);
  }
  return neededOf(plans, document, request.target);
}

interface Trigger {
  readonly document: DockerfileDocument;
  readonly instruction: Instruction;
}

interface Context extends PlanOptions {
  readonly given: GivenArguments;
  readonly ends: readonly { readonly state: StageState; readonly triggers: readonly Trigger[] }[];
}

function planStage(document: DockerfileDocument, stage: Stage, context: Context) {
  const platform = platformOf(stage, context);
  const { start, image } = startOf(document, stage, platform, context);
  const below = start.kind === 'stage' ? context.ends[start.stage] : undefined;
  const state: StageState = below
    ? {
        ...below.state,
        environment: new Map(below.state.environment),
        arguments: new Map(below.state.arguments),
        order: new Set(below.state.order),
      }
    : initialState(image ?? scratch);
  const imageTriggers = (image?.triggers ?? []).flatMap((text): Trigger[] => {
    const parsed = parseDockerfile(text);
    return parsed.instructions.map((instruction) => ({ document: parsed, instruction }));
  });
  const steps: StepPlan[] = [];
  const inputOf = (name: string) => inputNamed(document, stage, name, context);
  const take = ({ document: from, instruction }: Trigger, at: Instruction) => {
    const step = planStep(from, instruction, { at, state, platform, inputOf, context });
    if (step) steps.push({ ...step, ingredients: [...step.ingredients, ...syntaxOf(document, context)] });
  };
  for (const trigger of below?.triggers ?? imageTriggers) take(trigger, stage.from);
  const triggers: Trigger[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword === 'ONBUILD' && instruction.inner)
      triggers.push({ document, instruction: instruction.inner });
    else if (instruction !== stage.from) take({ document, instruction }, instruction);
  }
  const plan: StagePlan = { stage, name: stage.name?.text ?? String(stage.index), platform, start, steps };
  return { plan, state, triggers };
}

/** Another frontend reads the file, which may make other steps of it. Source: Docker's reference of `# syntax=`. */
function syntaxOf({ directives }: DockerfileDocument, { given }: Context): Ingredient[] {
  const written = directives.findLast(({ name }) => name === 'syntax')?.value;
  const syntax = given.build.get('BUILDKIT_SYNTAX') ?? written;
  return syntax === undefined ? [] : [ingredient('option', '# syntax', syntax, 'doubtful')];
}

interface StepContext {
  readonly at: Instruction;
  readonly state: StageState;
  readonly platform: string;
  readonly inputOf: (name: string) => StepInput | OpenQuestion;
  readonly context: Context;
}

/** undefined: it makes no step, and only changes the state. */
function planStep(
  document: DockerfileDocument,
  instruction: Instruction,
  { at, state, platform, inputOf, context }: StepContext,
): StepPlan | undefined {
  const { keyword, rest } = instruction;
  const replaced = (text: string) => expanded(withoutQuotes(text), variablesIn(state));
  switch (keyword) {
    case 'ARG':
    case 'ENV':
      setVariables(document, instruction, state, context.given);
      return undefined;
    case 'USER':
      state.user = replaced(rest.text);
      return undefined;
    case 'SHELL':
      state.shell = instruction.json ? JSON.stringify(instruction.json.map(({ text }) => text)) : rest.text;
      return undefined;
    case 'WORKDIR': {
      const written = replaced(rest.text);
      state.folder = posix.resolve(state.folder, written);
      state.writtenFolder = written.startsWith('/') ? written : `${state.folder}${written.endsWith('/') ? '/' : ''}`;
      // It is there in any case.
      if (state.folder === '/') return undefined;
      // The folder becomes the user's.
      const ingredients = [ingredient('instruction', 'WORKDIR', state.folder), ingredient('user', 'USER', state.user)];
      return {
        instruction: at,
        keyword,
        ingredients,
        selections: [],
        inputs: [],
        open: undefined,
        images: [],
        isLinked: false,
      };
    }
    case 'RUN': {
      const needs = runNeeds(document, instruction, state, { ...context, platform, inputOf });
      return { instruction: at, keyword, ...needs, isLinked: false };
    }
    case 'COPY':
    case 'ADD':
      return {
        instruction: at,
        keyword,
        ...copyNeeds(document, instruction, state, { ...context, platform, inputOf }),
      };
    default:
      return undefined;
  }
}

function initialState({ environment, workingDirectory, user, shell }: BaseImage): StageState {
  const own = new Map(environment);
  if (!own.has('PATH')) own.set('PATH', usualPath);
  return {
    environment: own,
    arguments: new Map(),
    order: new Set(own.keys()),
    folder: workingDirectory,
    writtenFolder: workingDirectory,
    user,
    shell: shell ?? usualShell,
  };
}

function startOf(document: DockerfileDocument, stage: Stage, platform: string, context: Context) {
  const { images, request, given } = context;
  const base = baseOf(document, stage, given.global);
  const inContext = stage.base && namedContext(request, base.kind === 'image' ? base.reference : stage.base.text);
  if (inContext && inContext.image === undefined) {
    const start: StageStart = {
      kind: 'image',
      reference: inContext.name,
      layers: undefined,
      open: asQuestion(inContext),
    };
    return { start, image: undefined };
  }
  if (base.kind === 'stage' && !inContext)
    return { start: { kind: 'stage', stage: base.stage.index } as StageStart, image: undefined };
  if (base.kind === 'scratch' && !inContext) return { start: { kind: 'scratch' } as StageStart, image: scratch };
  const reference = inContext?.image ?? (base.kind === 'image' ? base.reference : (stage.base?.text ?? ''));
  const found = images.get(reference);
  const image = found && (found.platform === '' || isSameSystem(found.platform, platform)) ? found : undefined;
  const isPinned = reference.includes('@sha256:');
  const open: OpenQuestion | undefined =
    request.pull && !isPinned ? { kind: 'pull', reference } : image ? undefined : { kind: 'image', reference };
  const start: StageStart = { kind: 'image', reference, layers: image?.layers, manifest: image?.manifest, open };
  return { start, image };
}

function platformOf({ from }: Stage, { request, enginePlatform, given }: Context): string {
  const written = from.flags.find(({ name }) => name === 'platform')?.value?.text;
  const known = new Map([...given.global].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return (written && expanded(written, known)) || request.platform || enginePlatform;
}

function inputNamed(
  document: DockerfileDocument,
  { index }: Stage,
  name: string,
  { images, request }: Context,
): StepInput | OpenQuestion {
  const inContext = namedContext(request, name);
  if (inContext && inContext.image === undefined) return asQuestion(inContext);
  const stage = inContext ? undefined : stageMeant(document, name, index);
  if (stage) return { kind: 'stage', stage: stage.index, name };
  const reference = inContext?.image ?? name;
  const image = images.get(reference);
  if (!image) return { kind: 'image', reference };
  return { kind: 'known-image', reference, layers: image.layers };
}

interface NamedContext {
  readonly name: string;
  /** Reference of the image that it is; undefined: it is a folder, a repository or the like. */
  readonly image: string | undefined;
}

/** Source: Docker's reference of `docker build --build-context`. */
function namedContext({ namedContexts = {} }: ForecastRequest, name: string): NamedContext | undefined {
  const given = Object.entries(namedContexts).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return given && { name: given[0], image: /^docker-image:\/\/(.+)$/.exec(given[1])?.[1] };
}

const asQuestion = ({ name }: NamedContext): OpenQuestion => ({ kind: 'named-context', name });

function neededOf(plans: readonly StagePlan[], document: DockerfileDocument, target: string | undefined) {
  const { stages } = document;
  const last = target === undefined ? stages.at(-1) : stageMeant(document, target, stages.length);
  const needed = new Set<number>();
  const open = last ? [last.index] : [];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (needed.has(index)) continue;
    needed.add(index);
    const plan = plans[index];
    if (plan?.start.kind === 'stage') open.push(plan.start.stage);
    for (const { inputs } of plan?.steps ?? []) {
      open.push(...inputs.flatMap((input) => (input.kind === 'stage' ? [input.stage] : [])));
    }
  }
  return plans.filter(({ stage }) => needed.has(stage.index));
}

function withoutQuotes(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
