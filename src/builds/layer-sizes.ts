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
 * Bytes by the line of the instruction, of the last stage's steps: only their layers are in the image. Empty where the newest
 * entries of the history are not just these instructions in this order: nothing is guessed.
 */
export function layerSizes(steps: readonly StepRecord[], history: readonly HistoryStep[]): ReadonlyMap<number, number> {
  const lastStage = steps.at(-1)?.stage;
  const own = steps
    .filter(({ stage }) => stage === lastStage)
    .map(({ line, text }) => ({ line, keyword: keywordOf(text) }))
    .filter(({ keyword }) => layerKeywords.includes(keyword))
    .reverse();
  const made = history
    .map(({ createdBy, size }) => ({ size, keyword: keywordOf(createdBy) }))
    .filter(({ keyword }) => layerKeywords.includes(keyword))
    .slice(0, own.length);
  const isSame = own.length === made.length && own.every(({ keyword }, at) => keyword === made[at]?.keyword);
  return new Map(isSame ? own.map(({ line }, at) => [line, made[at]?.size ?? 0]) : []);
}

/** BuildKit names the instruction; the older builder wrote `/bin/sh -c #(nop) COPY …`, and for RUN the command alone. */
function keywordOf(text: string): string {
  const setting = /^\/bin\/sh -c #\(nop\)\s+(\w+)/.exec(text)?.[1];
  const written = setting ?? (text.startsWith('/bin/sh -c ') ? 'RUN' : /^\s*(?:ONBUILD\s+)?(\w+)/i.exec(text)?.[1]);
  return (written ?? '').toUpperCase();
}
