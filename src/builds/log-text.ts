// A build's progress as the lines of a log: what steps write in the order in which they write it, each under its name.
import type { BuildProgress } from '../engine/build-api.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import type { BuildRecord } from './record.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

export interface LogText {
  take(progress: BuildProgress): void;
  end(record: BuildRecord, now: number): void;
}

export function createLogText(write: (line: string) => void): LogText {
  const steps = new Map<string, Step>();
  const told = new Map<string, Step['state']>();
  let speaking: string | undefined;
  const nameOf = (id: string) => (steps.get(id)?.name ?? '').replace(/\s*\n\s*/g, ' ');
  return {
    take(progress) {
      if (progress.kind === 'note') write(progress.text);
      else if (progress.kind === 'output') {
        // Steps run side by side: whenever another one writes, it is named.
        if (speaking !== progress.step) write(`> ${nameOf(progress.step)}`);
        speaking = progress.step;
        write(progress.line);
      } else if (progress.kind === 'step') {
        const { id, state, startedAt, completedAt, error } = progress;
        steps.set(id, progress);
        if (state === 'waiting' || state === 'running' || told.get(id) === state) return;
        told.set(id, state);
        if (speaking === id) speaking = undefined;
        const time =
          state !== 'cached' && startedAt !== undefined && completedAt !== undefined
            ? ` ${formatDuration(completedAt - startedAt)}`
            : '';
        write(`${state.toUpperCase()} ${nameOf(id)}${time}${error === undefined ? '' : `\n${error}`}`);
      }
    },
    end({ outcome, error, imageId, size, startedAt, endedAt }, now) {
      write('');
      const time = formatDuration((endedAt ?? now) - startedAt);
      if (outcome === 'built') write(`Built ${imageId ?? ''}, ${formatBytes(size ?? 0)}, in ${time}`);
      else write(outcome === 'failed' ? `Failed after ${time}: ${error ?? ''}` : `Canceled after ${time}`);
    },
  };
}
