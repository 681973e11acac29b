// Notices an engine that has fallen silent: after sleep, a dropped route or a frozen machine a connection stays open and
// says nothing. Asks only while somebody depends on the engine and nothing was heard of it for a while.
import type { Duplex } from 'node:stream';
import type { EngineError } from '../../errors.ts';

/** Asks the engine something that it answers at once. Rejects with an EngineError. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

export interface Dependent {
  /** Called at most once, when the engine has fallen silent. */
  onLost(error: EngineError): void;
  /** Asks in the place of a ping. */
  readonly probe?: Probe;
  /** Does not make the heart beat, but is told when it stops. */
  readonly isPassive?: boolean;
}

export interface Heartbeat {
  /** Until the function that it answers is called. */
  join(dependent: Dependent): () => void;
  /** Something has failed elsewhere: asks at once, on behalf of all who have joined. */
  ask(): void;
  /** How many have joined who are not passive. */
  readonly users: number;
  /** Calls back once, when nobody but passive ones has joined any more. */
  whenUnused(callback: () => void): void;
  stop(): void;
}

export interface HeartbeatParts {
  /** Milliseconds without a byte after which the engine is asked. */
  readonly silence: number;
  readonly ping: Probe;
  /** Gives a probe so long and no longer. */
  inTime(signal: AbortSignal, probe: Probe): Promise<unknown>;
  /** Bytes heard so far, over all connections. */
  heard(): number;
  /** Whether connections break when the machine sleeps (they do over a network), and how to say so. */
  readonly afterSleep: (() => EngineError) | undefined;
  readonly clock?: BeatClock;
}

export interface BeatClock {
  /** Milliseconds since 1970; goes on while the machine sleeps. */
  now(): number;
  every(milliseconds: number, callback: () => void): () => void;
}

const realClock: BeatClock = {
  now: Date.now,
  every: (milliseconds, callback) => {
    const timer = setInterval(callback, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** How often it is looked whether anything was heard. Costs nothing but a comparison. */
const looksInSilence = 4;
/** Milliseconds by which a look may be late before the machine is taken to have slept. */
const lateness = 10_000;

export function createHeartbeat(parts: HeartbeatParts): Heartbeat {
  const { silence, ping, inTime, heard, afterSleep, clock = realClock } = parts;
  const dependents = new Set<Dependent>();
  let users = 0;
  let unused = () => {};
  let stopLooking: (() => void) | undefined;
  let asking: AbortController | undefined;
  let lastCount = 0;
  let heardAt = 0;
  let lookedAt = 0;

  function lose(error: EngineError): void {
    const told = [...dependents];
    dependents.clear();
    users = 0;
    rest();
    for (const dependent of told) dependent.onLost(error);
    unused();
  }

  function ask(): void {
    if (asking || dependents.size === 0) return;
    const present = new AbortController();
    asking = present;
    const probe = [...dependents].find((dependent) => dependent.probe)?.probe ?? ping;
    inTime(present.signal, probe)
      .then(
        () => {
          heardAt = clock.now();
        },
        (error: EngineError) => {
          if (!present.signal.aborted) lose(error);
        },
      )
      .finally(() => {
        if (asking === present) asking = undefined;
      });
  }

  function look(): void {
    const now = clock.now();
    const late = now - lookedAt - silence / looksInSilence;
    lookedAt = now;
    if (late > lateness) {
      if (afterSleep) lose(afterSleep());
      else ask();
      return;
    }
    const count = heard();
    if (count !== lastCount) heardAt = now;
    lastCount = count;
    if (now - heardAt >= silence) ask();
  }

  function beat(): void {
    if (stopLooking) return;
    lookedAt = clock.now();
    heardAt = lookedAt;
    lastCount = heard();
    stopLooking = clock.every(silence / looksInSilence, look);
  }

  /** Nobody but passive ones is left. */
  function rest(): void {
    stopLooking?.();
    stopLooking = undefined;
    asking?.abort();
    asking = undefined;
  }

  return {
    join: (dependent) => {
      dependents.add(dependent);
      if (!dependent.isPassive && users++ === 0) beat();
      return () => {
        if (!dependents.delete(dependent)) return;
        if (dependent.isPassive || --users > 0) return;
        rest();
        unused();
      };
    },
    ask,
    get users() {
      return users;
    },
    whenUnused: (callback) => {
      if (users === 0) callback();
      else unused = callback;
    },
    stop: () => {
      unused = () => {};
      dependents.clear();
      users = 0;
      rest();
    },
  };
}

/** Runs `work`, which may take its time, and ends it when the engine falls silent. */
export async function whileAlive<T>(
  heartbeat: Heartbeat,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  const abort = () => ending.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const leave = heartbeat.join({ onLost: (error) => ending.abort(error) });
  try {
    return await work(ending.signal);
  } finally {
    leave();
    signal?.removeEventListener('abort', abort);
  }
}

/** Cuts a connection when the engine falls silent. Answers a function that tells whether that is why it ended. */
export function cutWhenLost(heartbeat: Heartbeat, socket: Duplex): () => boolean {
  let isLost = false;
  const leave = heartbeat.join({
    onLost: () => {
      isLost = true;
      socket.destroy();
    },
  });
  socket.once('close', leave);
  return () => isLost;
}
