// So many at once, the others in turn. A turn that is waited for can be given up at any time.

export interface Turns {
  /** Runs `work` when it is its turn. Rejects with the reason of `signal` if that comes first. */
  take<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
}

export function createTurns(most: number): Turns {
  let running = 0;
  const waiting = new Set<() => void>();

  function next(): void {
    const [begin] = waiting;
    if (begin === undefined || running >= most) return;
    waiting.delete(begin);
    begin();
  }

  function myTurn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const giveUp = () => {
        waiting.delete(begin);
        reject(signal?.reason);
      };
      const begin = () => {
        signal?.removeEventListener('abort', giveUp);
        running++;
        resolve();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.add(begin);
      next();
    });
  }

  return {
    take: async (signal, work) => {
      await myTurn(signal);
      try {
        return await work();
      } finally {
        running--;
        next();
      }
    },
  };
}
