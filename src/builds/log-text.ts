// A build's progress as the lines of a log: what steps write in the order in which they write it, each under its name.
import type { BuildProgress } from '../engine/build-api.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import { markedLine, unmarkedLine } from './log-marks.ts';
import type { BuildRecord } from './record.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

export interface LogText {
  take(progress: BuildProgress): void;
  /** Under which the log has what the step wrote. */
  numberOf(step: string): number;
  end(record: BuildRecord, now: number): void;
}

export function createLogText(write: (line: string) => void): LogText {
  const steps = new Map<string, Step>();
  const told = new Map<string, Step['state']>();
  const numbers = new Map<string, number>();
  let speaking: string | undefined;
  const nameOf = (id: string) => (steps.get(id)?.name ?? '').replace(/\s*\n\s*/g, ' ');
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  return {
    numberOf,
    take(progress) {
      if (progress.kind === 'note') {
        write(markedLine('apart', progress.text));
        speaking = undefined;
      } else if (progress.kind === 'output') {
        // Steps run side by side: whenever another one writes, it is named.
        if (speaking !== progress.step)
          write(markedLine('heading', `> ${nameOf(progress.step)}`, numberOf(progress.step)));
        speaking = progress.step;
        write(unmarkedLine(progress.line));
      } else if (progress.kind === 'step') {
        const { id, state, startedAt, completedAt, error } = progress;
        steps.set(id, progress);
        if (state === 'waiting' || state === 'running' || told.get(id) === state) return;
        told.set(id, state);
        speaking = undefined;
        const time =
          state !== 'cached' && startedAt !== undefined && completedAt !== undefined
            ? ` ${formatDuration(completedAt - startedAt)}`
            : '';
        const line = `${state.toUpperCase()} ${nameOf(id)}${time}`;
        write(markedLine(state === 'failed' ? 'failed' : 'over', line, numberOf(id)));
        if (error !== undefined) write(unmarkedLine(error));
      }
    },
    end({ outcome, error, imageId, size, startedAt, endedAt }, now) {
      write(markedLine('apart', ''));
      const time = formatDuration((endedAt ?? now) - startedAt);
      if (outcome === 'built') write(`Built ${imageId ?? ''}, ${formatBytes(size ?? 0)}, in ${time}`);
      else write(outcome === 'failed' ? `Failed after ${time}: ${error ?? ''}` : `Canceled after ${time}`);
    },
  };
}
