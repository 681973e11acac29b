// Time, so that tests need not wait for it.

export interface Clock {
  /** Milliseconds since some fixed time. */
  now(): number;
  /** Calls `callback` after so many milliseconds, unless what it answers is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
