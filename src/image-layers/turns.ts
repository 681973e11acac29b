// Long work in turns: what else the thread has to do gets in between.

/** Milliseconds. */
const longestTurn = 10;
/** Steps between two looks at the clock. */
const steps = 100;

/**
 * To be called after each step, or after so many: `const others = turn(); if (others) await others;`. Answers undefined while the own
 * turn lasts. Rejects once `signal` is aborted.
 */
export function createTurns(signal?: AbortSignal): (done?: number) => Promise<void> | undefined {
  let count = 0;
  let began = performance.now();
  return (done = 1) => {
    count += done;
    if (count < steps) return undefined;
    count = 0;
    if (performance.now() - began < longestTurn) return undefined;
    return new Promise((resolve, reject) =>
      setImmediate(() => {
        began = performance.now();
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }),
    );
  };
}
