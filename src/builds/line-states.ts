// What a build tells, on the instructions of its Dockerfile. Follows the build; knows no editor and no engine.
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../dockerfile/text/document.ts';
import type { BuildProgress } from '../engine/build-api.ts';
import type { DockerfilePlace } from '../errors.ts';
import { formatImageReference, parseImageReference, withDefaultTag } from '../image-reference.ts';
import { createFileOrder } from './file-order.ts';
import { refusedInstruction } from './refused-instruction.ts';
import { fetchedAddress, isSameText, metadataImage, parseStepName, type StepName } from './step-name.ts';
import { type FileStage, type FileStep, neededStages, stepsOfFile } from './steps-of-file.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

/** What an instruction's steps have come to, all together: it has several if the base has triggers, or for platforms. */
export interface LineState {
  readonly instruction: Instruction;
  /** In the text that was built; the first is 0. */
  readonly line: number;
  readonly state: Step['state'];
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly error: string | undefined;
  /** Ids of the steps. */
  readonly steps: readonly string[];
}

export interface BuildLines {
  readonly document: DockerfileDocument;
  take(progress: BuildProgress): void;
  /** The engine refused the file there, before or without a step. */
  refuse(place: DockerfilePlace, message: string): void;
  /** In the order of the file; instructions that make no step, or whose stage is not built, are not among them. */
  states(): readonly LineState[];
  /** The last lines that the instruction's steps wrote, oldest first. */
  output(state: LineState): readonly string[];
  /** The instruction's line of the step; undefined for the engine's own errands. */
  lineOf(stepId: string): number | undefined;
}

export interface BuildLinesOptions {
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
}

/** Of each step this many lines are kept: for a hover and for a problem's text. The log has all. */
const keptLines = 200;
const longestLine = 2000;

/** `text`: of the Dockerfile as it is built. */
export function createBuildLines(text: string, { target, buildArgs = {} }: BuildLinesOptions = {}): BuildLines {
  const document = parseDockerfile(text);
  const buildArguments = new Map(Object.entries(buildArgs));
  const stages = stepsOfFile(document, buildArguments);
  const needed = neededStages(document, target);
  const targetStage = lastOf(needed);
  const sameChain = new Map<string, FileStep[]>();
  for (const { stage, steps } of stages) {
    if (!needed.has(stage.index)) continue;
    for (const step of steps) sameChain.set(step.chain, [...(sameChain.get(step.chain) ?? []), step]);
  }
  const steps = new Map<string, Step>();
  const names = new Map<string, StepName>();
  const inOrder = createFileOrder(stages, targetStage);
  /** By stage and platform: how many of the base image's triggers stand in front of the instructions. */
  const shifts = new Map<FileStage, number>();
  const outputs = new Map<string, string[]>();
  let places: ReadonlyMap<string, readonly Instruction[]> | undefined;
  let refused: LineState | undefined;

  const stageOf = ({ stage: name }: StepName): FileStage | undefined =>
    name === undefined
      ? stages[targetStage]
      : stages.findLast((each) => each.name === name && needed.has(each.stage.index));

  const place = (id: string): readonly Instruction[] => {
    if (inOrder.has(id)) return inOrder.of(id);
    const name = names.get(id);
    if (!name) return errandPlaces(steps.get(id));
    const stage = stageOf(name);
    if (!stage) return [];
    const at = name.index - 1;
    const shift = shifts.get(stage) ?? 0;
    // The base's triggers come right behind it, and belong to its line.
    const isTrigger = at >= fromSteps(stage) && at < fromSteps(stage) + shift;
    if (isTrigger) return [stage.stage.from];
    const step = stage.steps[at < fromSteps(stage) ? at : at - shift];
    if (!step) return [];
    return [...new Set((sameChain.get(step.chain) ?? [step]).map(({ instruction }) => instruction))];
  };

  /** An image that cannot be had fails before its FROM has a step, and a file from elsewhere before its ADD has one. */
  const errandPlaces = (step: Step | undefined): readonly Instruction[] => {
    if (step?.state !== 'failed' && step?.state !== 'running') return [];
    const inBuild = stages.filter((each) => needed.has(each.stage.index));
    const address = fetchedAddress(step.name);
    if (address !== undefined) {
      return inBuild.flatMap(({ steps: own }) =>
        own
          .filter(({ text }) => text.startsWith('ADD ') && text.split(/[\s,"[\]]+/).includes(address))
          .map(({ instruction }) => instruction),
      );
    }
    const image = metadataImage(step.name);
    if (image === undefined) return [];
    return inBuild.filter((each) => normalized(each.image) === normalized(image)).map(({ stage }) => stage.from);
  };

  /** Which instruction a number means is only sure when all numbers of the stage are known. */
  const reckonShifts = () => {
    shifts.clear();
    const seen = new Map<FileStage, StepName[]>();
    for (const name of names.values()) {
      const stage = stageOf(name);
      if (stage) seen.set(stage, [...(seen.get(stage) ?? []), name]);
    }
    for (const [stage, found] of seen) shifts.set(stage, shiftOf(stage, found));
  };

  const allPlaces = (): ReadonlyMap<string, readonly Instruction[]> => {
    if (places) return places;
    reckonShifts();
    places = new Map([...steps.keys()].map((id) => [id, place(id)]));
    return places;
  };

  return {
    document,
    take(progress) {
      if (progress.kind === 'output') {
        const lines = outputs.get(progress.step) ?? [];
        outputs.set(progress.step, lines);
        lines.push(progress.line.slice(0, longestLine));
        // Not one by one: a step may write millions.
        if (lines.length > 2 * keptLines) lines.splice(0, lines.length - keptLines);
      }
      if (progress.kind !== 'step') return;
      const isNew = !names.has(progress.id) && steps.get(progress.id)?.name !== progress.name;
      steps.set(progress.id, progress);
      if (progress.inOrder) {
        if (inOrder.take(progress.id, progress.name, progress.inOrder.stage)) places = undefined;
        return;
      }
      const name = isNew ? parseStepName(progress.name) : undefined;
      if (name) names.set(progress.id, name);
      if (isNew || !names.has(progress.id)) places = undefined;
    },
    refuse(place, message) {
      const instruction = refusedInstruction(document, place, buildArguments);
      refused = instruction && { ...joined(document, instruction, []), state: 'failed', error: message };
    },
    states() {
      const byInstruction = new Map<Instruction, Step[]>();
      for (const [id, instructions] of allPlaces()) {
        const step = steps.get(id);
        for (const instruction of instructions) {
          if (step) byInstruction.set(instruction, [...(byInstruction.get(instruction) ?? []), step]);
        }
      }
      return [...byInstruction]
        .filter(([instruction]) => instruction !== refused?.instruction)
        .map(([instruction, ofIt]) => joined(document, instruction, ofIt))
        .concat(refused ?? [])
        .sort((a, b) => a.instruction.start - b.instruction.start);
    },
    output: (state) => state.steps.flatMap((id) => outputs.get(id)?.slice(-keptLines) ?? []),
    lineOf(stepId) {
      const [instruction] = allPlaces().get(stepId) ?? [];
      return instruction && document.positionAt(instruction.start).line;
    },
  };
}

/** The FROM itself makes a step if it starts from an image. */
function fromSteps({ steps, stage }: FileStage): number {
  return steps[0]?.instruction === stage.from && steps[0].text.startsWith('FROM ') ? 1 : 0;
}

/** The fewest triggers with which every number means an instruction of the same keyword. */
function shiftOf(stage: FileStage, names: readonly StepName[]): number {
  const most = Math.max(...names.map(({ index }) => index));
  const from = fromSteps(stage);
  for (let shift = 0; shift <= most; shift++) {
    const fits = names.every(({ index, text }) => {
      const at = index - 1;
      if (at < from + shift) return true;
      const step = stage.steps[at - shift];
      return step !== undefined && isSameText(step.text, text);
    });
    if (fits && most - shift <= stage.steps.length) return shift;
  }
  return 0;
}

function normalized(reference: string | undefined): string | undefined {
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  return parsed && formatImageReference(withDefaultTag(parsed));
}

const lastOf = (indexes: ReadonlySet<number>): number => Math.max(-1, ...indexes);

/**
 * Whether it only got what another took from elsewhere: BuildKit gives both the name of the ADD, and asks for the download
 * anew even if the result of the ADD is in its cache.
 */
function isErrand({ id, name, state }: Step, steps: readonly Step[]): boolean {
  const isOver = state === 'done' || state === 'cached';
  return isOver && steps.some((other) => other.name === name && other.inputs?.includes(id));
}

/** Worst first: what one of the steps is, the instruction is. */
const ranking: readonly Step['state'][] = ['failed', 'canceled', 'running', 'waiting', 'done', 'cached'];

function joined(document: DockerfileDocument, instruction: Instruction, steps: readonly Step[]): LineState {
  const deciding = steps.filter((step) => !isErrand(step, steps));
  const state = ranking.find((each) => deciding.some((step) => step.state === each)) ?? 'waiting';
  // Between two steps of its own it neither waits nor is it over.
  const isUnderWay = state === 'waiting' && steps.some((step) => step.state === 'done' || step.state === 'cached');
  const timed = state === 'cached' ? deciding : steps;
  const times = (of: 'startedAt' | 'completedAt') => timed.flatMap((step) => step[of] ?? []);
  const startedAt = times('startedAt');
  const completedAt = times('completedAt');
  return {
    instruction,
    line: document.positionAt(instruction.start).line,
    state: isUnderWay && startedAt.length > 0 ? 'running' : state,
    startedAt: startedAt.length > 0 ? Math.min(...startedAt) : undefined,
    completedAt: state !== 'running' && completedAt.length > 0 ? Math.max(...completedAt) : undefined,
    error: steps.find(({ error }) => error !== undefined)?.error,
    steps: steps.map(({ id }) => id),
  };
}
