// Keeps a stream open for as long as somebody wants it: again when it broke, with growing pauses. Knows no engine.
import type { Clock } from '../clock.ts';

const shortestPause = 1_000;
const longestPause = 30_000;

export interface Again {
  /** To be called whenever `isWanted` may have changed: begins, ends, or leaves things as they are. */
  check(): void;
  /** What was read shows that it works: the next break is the first again. */
  steady(): void;
}

/** `work` resolves when the stream has ended by itself; then it begins again at the next `check`. */
export function again(
  clock: Clock,
  isWanted: () => boolean,
  work: (signal: AbortSignal) => Promise<void>,
  onEnd: (error: unknown) => void,
): Again {
  let running: AbortController | undefined;
  let pause = shortestPause;
  let cancelPause: (() => void) | undefined;
  const begin = async () => {
    const ending = new AbortController();
    running = ending;
    try {
      await work(ending.signal);
      if (!ending.signal.aborted) onEnd(undefined);
    } catch (error) {
      if (!ending.signal.aborted) {
        onEnd(error);
        cancelPause = clock.after(pause, () => {
          cancelPause = undefined;
          check();
        });
        pause = Math.min(pause * 2, longestPause);
      }
    }
    running = undefined;
    // Wanted again before it had ended.
    if (ending.signal.aborted) check();
  };
  const check = () => {
    const wanted = isWanted();
    if (!wanted) {
      cancelPause?.();
      cancelPause = undefined;
      running?.abort();
    } else if (!running && !cancelPause) void begin();
  };
  return {
    check,
    steady: () => {
      pause = shortestPause;
    },
  };
}
