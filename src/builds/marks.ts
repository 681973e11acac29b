// What the line of an instruction says of its build. Pure.
import * as l10n from '@vscode/l10n';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatDuration } from '../quantities.ts';
import type { LineState } from './line-states.ts';

export type MarkTone = 'waiting' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';

export interface Mark {
  /** `✓ 2.3 s` */
  readonly text: string;
  readonly tone: MarkTone;
}

/** `now`: milliseconds since 1970; `isOver`: nothing of the build goes on. */
export function markOf({ state, startedAt, completedAt, error }: LineState, now: number, isOver: boolean): Mark {
  const time = startedAt === undefined ? '' : ` ${formatDuration((completedAt ?? now) - startedAt)}`;
  switch (state) {
    case 'waiting':
      return { text: isOver ? '○ not reached' : '○ waiting', tone: 'waiting' };
    case 'running':
      // It was cut off.
      if (isOver) return { text: '■ canceled', tone: 'canceled' };
      // Whole seconds: tenths would only flicker.
      return {
        text: `● running${startedAt === undefined ? '' : ` ${wholeSeconds(now - startedAt)}`}`,
        tone: 'running',
      };
    case 'cached':
      return { text: '✓ CACHED', tone: 'cached' };
    case 'done':
      return { text: `✓${time}`, tone: 'done' };
    case 'failed':
      return { text: `✗ failed${time && ` after${time}`}${exitWords(error)}`, tone: 'failed' };
    case 'canceled':
      return { text: '■ canceled', tone: 'canceled' };
  }
}

function wholeSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

function exitWords(error: string | undefined): string {
  const code = exitCodeOf(error);
  return code === undefined ? '' : `, exit code ${code}`;
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

/** The problem that a failed instruction has: what it means, and the end of what was written. */
export function problemOf({ error, instruction }: LineState, output: readonly string[]): string {
  const code = exitCodeOf(error);
  const meaning = code === undefined ? undefined : exitMeaning(code);
  const what =
    code === undefined
      ? (error ?? l10n.t('It failed'))
      : `${instruction.keyword} failed with exit code ${code}${meaning ? `: ${meaning.long}` : ' (0 would be success)'}`;
  const last = output.filter((line) => line.trim() !== '').slice(-problemLines);
  return last.length === 0 ? what : `${what}\n\n${last.join('\n')}`;
}
