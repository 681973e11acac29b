// What a build without BuildKit tells (Podman, Windows engines): lines of text, in which `Step 2/5 : RUN …` begins a
// step; where Podman builds several stages, `[1/3] STEP 2/5: RUN …`. Knows no transport.
import type { BuildProgress } from '../build-api.ts';
import { wholeLines } from './whole-lines.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

export interface ClassicTrace {
  take(text: string): void;
  /** The last step is over; with an error it failed. */
  end(error: string | undefined): void;
  /** The id that the text tells at its end, as long as it is told. */
  imageId(): string | undefined;
  /** The text of the last step. */
  lastStep(): string | undefined;
}

const stepStart = /^(?:\[(\d+)\/\d+\] )?step (\d+)\/(\d+) ?: (.*)$/i;
/** Podman's, of which nothing is a program's output: what it commits, and ids of what it has made. */
const aboutImages =
  /^(?:\[\d+\/\d+\] )?COMMIT(?: |$)|^-+> [0-9a-f]{12}$|^[0-9a-f]{64}$|^Successfully (?:built|tagged) /;

/** `now`: milliseconds since 1970; the engine tells no times. */
export function createClassicTrace(
  onProgress: (progress: BuildProgress) => void,
  now: () => number = Date.now,
): ClassicTrace {
  let step: Step | undefined;
  let imageId: string | undefined;
  let stageName = '';

  function finish(state: Step['state'], error?: string): void {
    if (step?.state === 'running') onProgress({ ...step, state, completedAt: now(), error });
    else if (step?.state === 'cached') onProgress({ ...step, completedAt: now() });
    step = undefined;
  }

  function takeLine(line: string): void {
    const [, place, number, count, instruction = ''] = stepStart.exec(line) ?? [];
    if (number !== undefined) {
      finish('done');
      const stage = place === undefined ? undefined : Number(place) - 1;
      if (number === '1') stageName = /\sAS\s+(\S+)\s*$/i.exec(instruction)?.[1] ?? `stage-${stage}`;
      step = {
        kind: 'step',
        id: place === undefined ? number : `${place}.${number}`,
        name: `[${place === undefined ? '' : `${stageName} `}${number}/${count}] ${instruction}`,
        inOrder: { stage },
        state: 'running',
        startedAt: now(),
      };
      onProgress(step);
      return;
    }
    imageId = /^Successfully built ([0-9a-f]+)/.exec(line)?.[1] ?? imageId;
    if (step && /^\s*-+> Using cache/.test(line)) step = { ...step, state: 'cached' };
    else if (step && line.trim() !== '' && !aboutImages.test(line))
      onProgress({ kind: 'output', step: step.id, line, from: 'stdout' });
  }

  const lines = wholeLines(takeLine);
  let last: string | undefined;
  return {
    take: (text) => {
      lines.take(text);
      last = step?.name ?? last;
    },
    end: (error) => {
      lines.end();
      if (error === undefined) finish('done');
      else finish('failed', error);
    },
    imageId: () => imageId,
    lastStep: () => last,
  };
}
