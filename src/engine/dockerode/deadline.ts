// The time limit of what an engine answers at once. A hung engine accepts connections and says nothing, so without it a
// request would never end. What may take its time ends with the engine's heartbeat (`heartbeat.ts`).
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** Told when an answer is late, with a way to give up; what it answers is called when the wait is over. */
export type OnSlow = (words: string, giveUp: (reason: Error) => void) => () => void;

export interface Deadline {
  /** Milliseconds until `work` is given up. */
  readonly limit: number;
  /** Milliseconds until `onSlow` is called. */
  readonly slow: number;
  readonly onSlow: OnSlow;
  /** The engine, for a person. */
  readonly words: string;
}

/** Rejects as unreachable when `work` takes longer than the limit; `work` gets a signal that is aborted then. */
export async function withDeadline<T>(
  { limit, slow, onSlow, words }: Deadline,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withAbort(signal, async (controller) => {
    let isOver = () => {};
    const timers = [
      setTimeout(() => controller.abort(silent(words, limit)), limit),
      setTimeout(() => {
        isOver = onSlow(words, (reason) => controller.abort(reason));
      }, slow),
    ];
    try {
      return await work(controller.signal);
    } finally {
      for (const timer of timers) clearTimeout(timer);
      isOver();
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
    l10n.t(
      '{0} did not answer within {1} s. The engine hangs or is overloaded. Restart it, or choose another engine.',
      words,
      milliseconds / 1000,
    ),
  );
}
