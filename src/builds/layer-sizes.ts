// How much each line of a Dockerfile adds to its image, by the history of that image, and what later lines waste of it. Pure.
import { stageLineage } from '../dockerfile/meaning/stage-bases.ts';
import { parseDockerfile } from '../dockerfile/text/document.ts';
import type { BaseSize, BuildRecord, StepRecord, WastedBytes } from './record.ts';
import { stageLabel } from './stage-label.ts';

/** One entry of an image's history, newest first as `docker history` has them. */
export interface HistoryStep {
  /** `RUN /bin/sh -c npm ci # buildkit` */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
}

const layerKeywords = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** What of a build says which steps are in its image. */
export type BuiltSteps = Pick<BuildRecord, 'steps'> & Partial<Pick<BuildRecord, 'text' | 'profile'>>;

/**
 * The line of the instruction that made an entry, by the entry's place in the history: of the steps of the last stage and of those
 * that it starts from, as only their layers are in the image. Empty where the newest entries are not just these instructions in this
 * order: nothing is guessed. `ofBase`: how many of the oldest entries are the base's; 0 if that is not known.
 */
export function layerLines(
  build: BuiltSteps,
  history: readonly Pick<HistoryStep, 'createdBy'>[],
  ofBase = 0,
): ReadonlyMap<number, number> {
  const stages = stagesOfImage(build);
  const lines = matchedLines(stepsOf(build, stages), history, ofBase, false);
  if (lines.size > 0 || stages.length === 0) return lines;
  // Below a stage that starts from another stage there are that one's layers, which may not be known, or be called the base's.
  const last = stages.slice(0, 1);
  return matchedLines(stepsOf(build, last), history, ofBase, startsFromStage(build));
}

/** `hasMore`: whether there may be others between these and the base. */
function matchedLines(
  steps: readonly StepRecord[],
  history: readonly Pick<HistoryStep, 'createdBy'>[],
  ofBase: number,
  hasMore: boolean,
): ReadonlyMap<number, number> {
  const layers = <T extends { readonly keyword: string }>(all: readonly T[]) =>
    all.filter(({ keyword }) => layerKeywords.includes(keyword));
  const own = layers(steps.map(({ line, text }) => ({ line, keyword: keywordOf(text) }))).reverse();
  const all = layers(
    history.slice(0, history.length - ofBase).map(({ createdBy }, place) => ({ place, keyword: keywordOf(createdBy) })),
  );
  const made = ofBase > 0 && !hasMore ? all : all.slice(0, own.length);
  const isSame = own.length === made.length && own.every(({ keyword }, at) => keyword === made[at]?.keyword);
  return new Map(isSame ? made.map(({ place }, at) => [place, own[at]?.line ?? 0]) : []);
}

/** As steps name them: the last, the one that it starts from, and so on. The last alone where the Dockerfile is not known. */
function stagesOfImage({ steps, text, profile }: BuiltSteps): readonly string[] {
  const last = steps.at(-1)?.stage;
  if (last === undefined) return [];
  const document = parseDockerfile(text ?? '');
  const stage = document.stages.find((each) => stageLabel(document, each) === last);
  if (!stage) return [last];
  const buildArguments = new Map(Object.entries(profile?.buildArgs ?? {}));
  return stageLineage(document, stage, buildArguments).map((each) => stageLabel(document, each));
}

/** In the order in which they were made. */
const stepsOf = ({ steps }: BuiltSteps, stages: readonly string[]): readonly StepRecord[] =>
  [...stages].reverse().flatMap((stage) => steps.filter((step) => step.stage === stage));

/** The last one: then it has no step for its FROM. */
function startsFromStage({ steps }: BuiltSteps): boolean {
  const last = steps.at(-1)?.stage;
  const isOfLast = ({ stage }: StepRecord) => stage === last;
  return !steps.every(isOfLast) && !steps.some((step) => isOfLast(step) && keywordOf(step.text) === 'FROM');
}

/** Bytes by the line of the instruction. */
export function layerSizes(build: BuiltSteps, history: readonly HistoryStep[]): ReadonlyMap<number, number> {
  return new Map([...layerLines(build, history)].map(([place, line]) => [line, history[place]?.size ?? 0]));
}

/** What the base image brings, and where the FROM stands; undefined where that is not known. */
export function baseSize(build: BuiltSteps, history: readonly HistoryStep[]): BaseSize | undefined {
  const own = stepsOf(build, stagesOfImage(build));
  // A stage that starts from another stage has no step for it.
  const from = own.find(({ text }) => keywordOf(text) === 'FROM');
  const lines = layerLines(build, history);
  const layers = own.filter(({ text }) => layerKeywords.includes(keywordOf(text)));
  if (!from || lines.size < layers.length) return undefined;
  const below = history.slice(Math.max(-1, ...lines.keys()) + 1);
  return { line: from.line, bytes: below.reduce((sum, { size }) => sum + size, 0) };
}

/**
 * By line. `wasted`: by the steps of the image's history, the oldest is 0; `lines`: those of the steps; what stands below all of
 * them is the base's.
 */
export function wastedByLine(
  wasted: readonly { readonly step: number; readonly by: number; readonly bytes: number }[],
  lines: readonly (number | undefined)[],
  base: BaseSize | undefined,
): Readonly<Record<number, readonly WastedBytes[]>> {
  const first = lines.findIndex((line) => line !== undefined);
  const lineOf = (step: number) => lines[step] ?? (step < first ? base?.line : undefined);
  const found = new Map<number, WastedBytes[]>();
  for (const { step, by, bytes } of wasted) {
    const line = lineOf(step);
    const later = lineOf(by);
    // What the base itself wastes is nobody's here.
    if (line === undefined || line === later) continue;
    const known = found.get(line) ?? [];
    const same = known.find((each) => each.by === later);
    const others = known.filter((each) => each !== same);
    found.set(line, [...others, { bytes: bytes + (same?.bytes ?? 0), by: later }]);
  }
  for (const list of found.values()) list.sort((a, b) => b.bytes - a.bytes);
  return Object.fromEntries(found);
}

/** BuildKit names the instruction; the older builder wrote `/bin/sh -c #(nop) COPY …`, and for RUN the command alone. */
function keywordOf(text: string): string {
  const setting = /^\/bin\/sh -c #\(nop\)\s+(\w+)/.exec(text)?.[1];
  const written = setting ?? (text.startsWith('/bin/sh -c ') ? 'RUN' : /^\s*(?:ONBUILD\s+)?(\w+)/i.exec(text)?.[1]);
  return (written ?? '').toUpperCase();
}
