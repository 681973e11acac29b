// What the line of an instruction says of its build. Pure.
import * as l10n from '@vscode/l10n';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import type { LineState } from './line-states.ts';
import type { BuildRecord } from './record.ts';

/** What a line costs. `size`: with its unit. */
export const costSentences = {
  adds: (size: string) => l10n.t('It adds {0} to the image.', size),
  baseBrings: (size: string) => l10n.t('The base image brings {0}.', size),
  wastedLater: (size: string) =>
    l10n.t('{0} of that is stored for nothing: a later step replaces or removes it.', size),
  wastedBy: (size: string, line: number) =>
    l10n.t('{0} of that is stored for nothing: line {1} replaces or removes it.', size, line),
};

export type MarkTone = 'waiting' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';

export interface Mark {
  /** `✓ 2.3 s` */
  readonly text: string;
  readonly tone: MarkTone;
}

/** Bytes: what adds less costs nobody anything, and its line says nothing of it. */
const leastTold = 100_000;

/** A mark with what the line adds to the image; `isLargest`: of all lines. */
export function withLayerSize(mark: Mark, size: number | undefined, isLargest: boolean): Mark {
  if (size === undefined || size < leastTold || (mark.tone !== 'done' && mark.tone !== 'cached')) return mark;
  const told = isLargest ? l10n.t('{0} (largest layer)', formatBytes(size)) : formatBytes(size);
  return { ...mark, text: `${mark.text} · ${told}` };
}

/** The same of a FROM, for what its image brings. */
export function withBaseSize(mark: Mark, size: number): Mark {
  if (size < leastTold || (mark.tone !== 'done' && mark.tone !== 'cached')) return mark;
  return { ...mark, text: `${mark.text} · ${l10n.t('base {0}', formatBytes(size))}` };
}

/** What a line costs in the image, and what later ones waste of that: sentences. `line`: as it was built. */
export function costsOf({ layerSizes, baseSize, wasted }: BuildRecord, line: number): readonly string[] {
  const size = layerSizes?.[line] ?? 0;
  const base = baseSize?.line === line ? baseSize.bytes : 0;
  return [
    ...(size >= leastTold ? [costSentences.adds(formatBytes(size))] : []),
    ...(base >= leastTold ? [costSentences.baseBrings(formatBytes(base))] : []),
    ...(wasted?.[line] ?? [])
      .filter(({ bytes }) => bytes >= leastTold)
      .map(({ bytes, by }) =>
        by === undefined
          ? costSentences.wastedLater(formatBytes(bytes))
          : costSentences.wastedBy(formatBytes(bytes), by + 1),
      ),
  ];
}

/** Milliseconds: below, nobody waits for a step. */
const leastSlow = 1000;

/** The step of a build that is over on which it spent most of its time; undefined: none stands out. */
export function slowestOf(states: readonly LineState[]): LineState | undefined {
  const timed = states
    .filter(
      ({ state, startedAt, completedAt }) => state === 'done' && startedAt !== undefined && completedAt !== undefined,
    )
    .map((state) => ({ state, time: (state.completedAt ?? 0) - (state.startedAt ?? 0) }))
    .sort((a, b) => b.time - a.time);
  const [slowest] = timed;
  return slowest && timed.length > 1 && slowest.time >= leastSlow ? slowest.state : undefined;
}

export function withSlowest(mark: Mark): Mark {
  return { ...mark, text: l10n.t('{0} (slowest step)', mark.text) };
}

/** `now`: milliseconds since 1970; `isOver`: nothing of the build goes on. */
export function markOf({ state, startedAt, completedAt, error }: LineState, now: number, isOver: boolean): Mark {
  const time = startedAt === undefined ? '' : ` ${formatDuration((completedAt ?? now) - startedAt)}`;
  switch (state) {
    case 'waiting':
      return { text: isOver ? l10n.t('○ not reached') : l10n.t('○ waiting'), tone: 'waiting' };
    case 'running':
      // It was cut off.
      if (isOver) return { text: l10n.t('■ canceled'), tone: 'canceled' };
      // Whole seconds: tenths would only flicker.
      return {
        text: startedAt === undefined ? l10n.t('● running') : l10n.t('● running {0}', wholeSeconds(now - startedAt)),
        tone: 'running',
      };
    case 'cached':
      return { text: l10n.t('✓ CACHED'), tone: 'cached' };
    case 'done':
      return { text: `✓${time}`, tone: 'done' };
    case 'failed':
      return { text: failedWords(time.trim(), exitCodeOf(error)), tone: 'failed' };
    case 'canceled':
      return { text: l10n.t('■ canceled'), tone: 'canceled' };
  }
}

function wholeSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

function failedWords(time: string, code: number | undefined): string {
  if (time === '') return code === undefined ? l10n.t('✗ failed') : l10n.t('✗ failed, exit code {0}', code);
  return code === undefined ? l10n.t('✗ failed after {0}', time) : failedMark(time, code);
}

/** In the engine's words of a step's failure. */
function exitCodeOf(error: string | undefined): number | undefined {
  const code = /exit code:? (\d+)|exit status (\d+)/i
    .exec(error ?? '')
    ?.slice(1)
    .find(Boolean);
  return code === undefined ? undefined : Number(code);
}

/** Of the log, in a problem. */
const problemLines = 10;

/** The problem that a failed instruction has: what the build `said` of it, or what it means, and the end of what was written. */
export function problemOf({ error, instruction }: LineState, output: readonly string[], said?: string): string {
  const code = exitCodeOf(error);
  const meaning = code === undefined ? undefined : exitMeaning(code);
  const { keyword } = instruction;
  const computed =
    code === undefined
      ? (error ?? l10n.t('The step failed'))
      : meaning
        ? l10n.t('{0} failed with exit code {1}: {2}', keyword, code, meaning.long)
        : l10n.t('{0} failed with exit code {1}', keyword, code);
  const what = said ?? computed;
  const last = output.filter((line) => line.trim() !== '').slice(-problemLines);
  return last.length === 0 ? what : `${what}\n\n${last.join('\n')}`;
}

export const failedMark = (time: string, code: string | number): string =>
  l10n.t('✗ failed after {0}, exit code {1}', time, code);
