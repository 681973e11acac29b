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

export type Turn = ReturnType<typeof createTurns>;

/** Items that are sorted at once: a few milliseconds. */
const run = 4096;

/** A sorted copy; equal ones keep their order. */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  turn: Turn,
): Promise<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += run) {
    runs.push(items.slice(start, start + run).sort(compare));
    const others = turn(run);
    if (others) await others;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare, turn));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merged<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
  turn: Turn,
): Promise<readonly T[]> {
  if (other.length === 0) return one;
  const all: T[] = [];
  let [first, second] = [0, 0];
  while (first < one.length && second < other.length) {
    const [a, b] = [one[first] as T, other[second] as T];
    if (compare(a, b) <= 0) {
      all.push(a);
      first++;
    } else {
      all.push(b);
      second++;
    }
    const others = turn();
    if (others) await others;
  }
  // At most one of both has some left.
  for (const rest of [one.slice(first), other.slice(second)]) for (const each of rest) all.push(each);
  return all;
}
