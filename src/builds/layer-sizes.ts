// How much each line of a Dockerfile adds to its image, by the history of that image, and what later lines waste of it. Pure.
import type { BaseSize, StepRecord, WastedBytes } from './record.ts';

/** One entry of an image's history, newest first as `docker history` has them. */
export interface HistoryStep {
  /** `RUN /bin/sh -c npm ci # buildkit` */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
}

const layerKeywords = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/**
 * The line of the instruction that made an entry, by the entry's place in the history: of the last stage's steps, as only their
 * layers are in the image. Empty where the newest entries are not just these instructions in this order: nothing is guessed.
 * `ofBase`: how many of the oldest entries are the base's; 0 if that is not known.
 */
export function layerLines(
  steps: readonly StepRecord[],
  history: readonly Pick<HistoryStep, 'createdBy'>[],
  ofBase = 0,
): ReadonlyMap<number, number> {
  const lastStage = steps.at(-1)?.stage;
  const own = steps
    .filter(({ stage }) => stage === lastStage)
    .map(({ line, text }) => ({ line, keyword: keywordOf(text) }))
    .filter(({ keyword }) => layerKeywords.includes(keyword))
    .reverse();
  const all = history
    .slice(0, history.length - ofBase)
    .map(({ createdBy }, place) => ({ place, keyword: keywordOf(createdBy) }))
    .filter(({ keyword }) => layerKeywords.includes(keyword));
  // Below a stage that starts from another stage, which has no step for it, there are that one's layers.
  const isOnStage =
    steps.some(({ stage }) => stage !== lastStage) &&
    !steps.some(({ stage, text }) => stage === lastStage && keywordOf(text) === 'FROM');
  const made = ofBase > 0 && !isOnStage ? all : all.slice(0, own.length);
  const isSame = own.length === made.length && own.every(({ keyword }, at) => keyword === made[at]?.keyword);
  return new Map(isSame ? made.map(({ place }, at) => [place, own[at]?.line ?? 0]) : []);
}

/** Bytes by the line of the instruction. */
export function layerSizes(steps: readonly StepRecord[], history: readonly HistoryStep[]): ReadonlyMap<number, number> {
  return new Map([...layerLines(steps, history)].map(([place, line]) => [line, history[place]?.size ?? 0]));
}

/** What the base image brings, and where the FROM stands; undefined where that is not known. */
export function baseSize(steps: readonly StepRecord[], history: readonly HistoryStep[]): BaseSize | undefined {
  const lastStage = steps.at(-1)?.stage;
  const own = steps.filter(({ stage }) => stage === lastStage);
  // A stage that starts from another stage has no step for it.
  const from = own.find(({ text }) => keywordOf(text) === 'FROM');
  const lines = layerLines(steps, history);
  const hasLayers = own.some(({ text }) => layerKeywords.includes(keywordOf(text)));
  if (!from || (hasLayers && lines.size === 0)) return undefined;
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
