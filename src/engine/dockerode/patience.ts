// How long an engine is waited for. A slow engine must stay usable and a dead one be noticed soon: the first answer may
// take long, and what it took tells how long the later ones may.

export interface PatienceSettings {
  /** Milliseconds for the first answer: a login over ssh, a machine that has just woken up. */
  readonly first: number;
  /** Milliseconds for what the engine answers at once, unless it has shown to be slower. */
  readonly quick: number;
  /** Milliseconds of silence after which an engine that somebody depends on is asked whether it is still there. */
  readonly silence: number;
  /** Milliseconds after which a stream that is silent is asked after over another connection. */
  readonly unheard: number;
  /** Milliseconds after which the user is told that the engine is slow. */
  readonly slow: number;
}

export const usualPatience: PatienceSettings = {
  first: 20_000,
  quick: 5_000,
  silence: 8_000,
  unheard: 20_000,
  slow: 3_000,
};

export interface Patience {
  /** Milliseconds for a request that begins now. */
  limit(): number;
  /** A request was answered after so many milliseconds. `isPing`: the engine had nothing to do for it. */
  answered(after: number, isPing: boolean): void;
}

/** An answer may take so many times the slowest one so far. */
const tolerance = 4;
const longest = 60_000;

export function createPatience({ first, quick }: PatienceSettings): Patience {
  let slowest: number | undefined;
  return {
    limit: () =>
      slowest === undefined ? first : Math.max(quick, Math.min(tolerance * slowest, Math.max(longest, quick))),
    answered: (after, isPing) => {
      // What takes an engine long says little of the next request, but for the first one.
      if (slowest === undefined || isPing) slowest = Math.max(slowest ?? 0, after);
    },
  };
}
