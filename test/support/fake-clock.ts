// A clock that stands still until a test moves it.
import type { Clock } from '../../src/clock.ts';

export interface FakeClock extends Clock {
  /** Runs what is due in the next `milliseconds`, in order, and lets each step's promises settle. */
  advance(milliseconds: number): Promise<void>;
  /** Milliseconds until each of the waiting callbacks, soonest first. */
  waiting(): number[];
}

export function createFakeClock(): FakeClock {
  let now = 0;
  const due = new Set<{ at: number; callback: () => void }>();
  const next = (limit: number) => [...due].filter(({ at }) => at <= limit).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (milliseconds, callback) => {
      const entry = { at: now + milliseconds, callback };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance: async (milliseconds) => {
      const limit = now + milliseconds;
      await settled();
      for (let entry = next(limit); entry; entry = next(limit)) {
        due.delete(entry);
        now = entry.at;
        entry.callback();
        await settled();
      }
      now = limit;
    },
    waiting: () => [...due].map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

/** Until all promises that need no timer and no I/O have settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
