// Ends of waiting: a time limit for what answers at once, and a heartbeat for what may take its time. A hung engine
// accepts connections and says nothing, so without these a request would never end.
import { EngineError } from '../errors.ts';

/** Rejects as unreachable when `work` takes longer than `milliseconds`; `work` gets a signal that is aborted then. */
export async function withDeadline<T>(
  milliseconds: number,
  words: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withAbort(signal, async (controller) => {
    const timer = setTimeout(() => controller.abort(silent(words, milliseconds)), milliseconds);
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
    }
  });
}

/** No limit for `work`, but every `interval` milliseconds `isAlive` must succeed, or it is ended with that error. */
export async function withHeartbeat<T>(
  interval: number,
  isAlive: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withAbort(signal, async (controller) => {
    let timer: NodeJS.Timeout | undefined;
    const beat = () => {
      if (controller.signal.aborted) return;
      timer = setTimeout(() => {
        isAlive(controller.signal).then(beat, (error) => controller.abort(error));
      }, interval);
    };
    beat();
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      // Ends a heartbeat that is under way.
      controller.abort(new Error('The work is done.'));
    }
  });
}

async function withAbort<T>(
  signal: AbortSignal | undefined,
  work: (controller: AbortController) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function silent(words: string, milliseconds: number): EngineError {
  return new EngineError(
    'unreachable',
    `${words} did not answer within ${milliseconds / 1000} s: the engine hangs or is overloaded. Restart it, or choose another engine.`,
  );
}
