// How much each line of a Dockerfile adds to its image, by the history of that image. Pure.
import type { StepRecord } from './record.ts';

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
  const made = ofBase > 0 ? all : all.slice(0, own.length);
  const isSame = own.length === made.length && own.every(({ keyword }, at) => keyword === made[at]?.keyword);
  return new Map(isSame ? made.map(({ place }, at) => [place, own[at]?.line ?? 0]) : []);
}

/** Bytes by the line of the instruction. */
export function layerSizes(steps: readonly StepRecord[], history: readonly HistoryStep[]): ReadonlyMap<number, number> {
  return new Map([...layerLines(steps, history)].map(([place, line]) => [line, history[place]?.size ?? 0]));
}

/** BuildKit names the instruction; the older builder wrote `/bin/sh -c #(nop) COPY …`, and for RUN the command alone. */
function keywordOf(text: string): string {
  const setting = /^\/bin\/sh -c #\(nop\)\s+(\w+)/.exec(text)?.[1];
  const written = setting ?? (text.startsWith('/bin/sh -c ') ? 'RUN' : /^\s*(?:ONBUILD\s+)?(\w+)/i.exec(text)?.[1]);
  return (written ?? '').toUpperCase();
}
