// How long the thread of forecasts is kept after its last answer. It takes some ten megabytes, and what it knows of files is gone
// with it: that is kept for as long as finding it out again would keep somebody waiting.
import type { Clock } from '../clock.ts';

/** The thread is kept so many times as long as its slowest answer took, in the bounds that follow. */
const worth = 100;
/** Milliseconds. Longer than a person who types pauses, and than it takes until all files are looked at (`live-forecasts.ts`). */
const least = 10_000;
const most = 300_000;

export interface Thread {
  call(name: string, question: unknown, signal?: AbortSignal): Promise<unknown>;
  end(): void;
}

export interface KeptThread {
  isRunning(): boolean;
  /** Begins the thread if none is there. */
  ask(name: string, question: unknown, signal?: AbortSignal): Promise<unknown>;
  /** What the thread was told is needed until the answer is called, however long nothing is asked. */
  hold(): () => void;
  dispose(): void;
}

/** `begin`: calls `gone` if the thread ends by itself. */
export function keepThread(begin: (gone: () => void) => Thread, clock: Clock): KeptThread {
  let running: { readonly thread: Thread; slowest: number } | undefined;
  let open = 0;
  let cancelEnd: (() => void) | undefined;

  const end = () => {
    running?.thread.end();
    running = undefined;
  };
  const use = () => {
    cancelEnd?.();
    open++;
  };
  const leave = () => {
    open--;
    if (open > 0 || !running) return;
    cancelEnd = clock.after(Math.min(Math.max(worth * running.slowest, least), most), end);
  };
  const begun = () => {
    const own: { readonly thread: Thread; slowest: number } = {
      thread: begin(() => {
        if (running === own) running = undefined;
      }),
      slowest: 0,
    };
    return own;
  };
  return {
    isRunning: () => running !== undefined,
    async ask(name, question, signal) {
      use();
      const since = clock.now();
      running ??= begun();
      const asked = running;
      try {
        return await asked.thread.call(name, question, signal);
      } finally {
        asked.slowest = Math.max(asked.slowest, clock.now() - since);
        leave();
      }
    },
    hold() {
      use();
      let isHeld = true;
      return () => {
        if (isHeld) leave();
        isHeld = false;
      };
    },
    dispose() {
      cancelEnd?.();
      end();
    },
  };
}
