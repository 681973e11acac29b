// The one cache of what the engine has: kept by the engine's events, never by polling. Knows no dockerode and no editor.
import { type Clock, realClock } from '../clock.ts';
import { type EngineError, isEngineError } from '../errors.ts';
import { createDoings, type Doings } from './doings.ts';
import { createEndings, type EndingMemory } from './endings.ts';
import type { Engine } from './engine.ts';
import type { EngineId } from './engine-id.ts';
import { type Failures, followEngine, type Lists, noLists } from './follow.ts';
import { createGivenNames, type NameMemory } from './given-names.ts';
import { knowingMore } from './knowing-more.ts';
import { forEachList, type ListName, listNames, type ObjectLists, type OptionalList } from './lists.ts';
import { asEngineError, closedError, isCancelled, retryDelay } from './lost-connection.ts';

export type Connection =
  /** Nobody has asked yet: nothing talks to any engine. */
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly engine: Engine }
  /** The connection broke just now and is made anew; what was known is kept. */
  | { readonly state: 'reconnecting'; readonly error: EngineError }
  /** Tries again by itself, unless only the user can mend it. */
  | { readonly state: 'unreachable'; readonly error: EngineError };

/** What is different now. */
export type InventoryChange = Readonly<Record<'connection' | ListName, boolean>>;

/** Its lists are empty, and the optional ones undefined, while there is no engine. */
export interface Inventory extends ObjectLists {
  readonly connection: Connection;
  /** The engine that it was connected to last; undefined: none so far. */
  readonly last: { readonly id: EngineId; readonly address: string } | undefined;
  /** Lists that could not be read the last time, while the others could. */
  readonly failures: Failures;
  /** What is being done to containers right now, from this editor, by their ids. */
  readonly doing: Doings['all'];
  /** From now on keeps this list, too; it comes with a change. Until then such objects cost the engine nothing. Does not start. */
  want(list: OptionalList): void;
  /** Begins to connect and to watch, if that has not begun. */
  start(): void;
  /**
   * Starts if need be and waits for the first complete lists (or the next, if the engine is away at the moment, after one
   * attempt); rejects with the EngineError of that attempt.
   */
  lists(signal?: AbortSignal): Promise<ObjectLists>;
  /** The engine, connected; the same waiting and rejecting as `lists`. */
  engine(signal?: AbortSignal): Promise<Engine>;
  /**
   * Somebody looks at the lists, until the answered function is called: an engine that falls silent meanwhile is noticed.
   * Does not start.
   */
  attend(): () => void;
  /** Connects anew if it is not connected; else listens to the events anew and lists everything anew. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Leaves the engine for the one that `connect` answers now; nothing if it has not started. */
  reconnect(): void;
  onDidChange(listener: (change: InventoryChange) => void): { dispose(): void };
  /** The limits, the restart policy or the networks of a container, by its id, were changed while it is there: by anybody. */
  onDidUpdate(listener: (container: string) => void): { dispose(): void };
  dispose(): void;
}

export interface InventoryParts {
  /** Called at every attempt; what it throws is shown as the reason why there is no engine. */
  readonly connect: () => Promise<Engine>;
  /** One line for the log: what was connected to, and why that ended. */
  readonly log: (line: string) => void;
  /** It is another engine now than the one that was shown before. */
  readonly onSwitched?: (from: string, to: string) => void;
  /** Who ended which container, and which name of an image was given last, beyond a restart. */
  readonly memory?: { readonly endings: EndingMemory; readonly names: NameMemory };
  /** For tests. */
  readonly clock?: Clock;
}

/** Milliseconds between the beginnings of two attempts that failed, doubled from the first to the last. */
const retryTimes = { first: 500, last: 1500 } as const;
/** The longest wait, in milliseconds, before a connection is made anew that breaks again and again. */
const longestPause = 4000;
/** Milliseconds after which a connection has proved itself. */
const steadyTime = 10_000;
/** Milliseconds for which what was known is kept after a connection broke: it is mostly back at once. */
const graceTime = 3000;

/** Does nothing until it is started; goes on, with retries, until it is disposed of. */
export function watchInventory({
  connect,
  log,
  onSwitched,
  memory = forgetful,
  clock = realClock,
}: InventoryParts): Inventory {
  const listeners = new Set<(change: InventoryChange) => void>();
  const updateListeners = new Set<(container: string) => void>();
  const waiting = new Set<Waiting>();
  let connection: Connection = { state: 'idle' };
  let lists = noLists;
  const known = {
    endings: createEndings(memory.endings),
    names: createGivenNames(memory.names),
    onUpdate: (id: string) => {
      for (const listener of [...updateListeners]) listener(id);
    },
  };
  const doings = createDoings(
    clock,
    (id) => lists.containers.find((container) => container.id === id),
    () => tell({ connection: false, ...forEachList((list) => list === 'containers') }),
  );
  /** Stays from engine to engine: a view once opened is open. */
  const wanted = new Set<OptionalList>();
  /** Of the present connection. */
  let readWanted: ((list: OptionalList) => void) | undefined;
  let current: Attempt | undefined;
  let cancelRetry = () => {};
  let retryTime: number = retryTimes.first;
  let connectedAt = 0;
  /** How many connections in a row broke soon. */
  let flaps = 0;
  let cancelGrace: (() => void) | undefined;
  let isGraceOver = true;
  /** Where the last connection led. */
  let last: { readonly id: EngineId; readonly address: string } | undefined;
  /** How many look on, and how the present engine is told that nobody does any more. */
  let attending = 0;
  let unattend: (() => void) | undefined;
  let disposed = false;

  function change(next: { connection?: Connection; lists?: Partial<Lists> }): void {
    connection = next.connection ?? connection;
    const before = lists;
    lists = next.lists === noLists ? noLists : { ...lists, ...next.lists };
    const what = {
      connection: next.connection !== undefined,
      ...forEachList(
        (list) =>
          next.lists?.[list] !== undefined ||
          lists[list] !== before[list] ||
          lists.failures[list] !== before.failures[list],
      ),
    };
    if (what.containers) doings.settle();
    tell(what);
  }

  function tell(what: InventoryChange): void {
    for (const listener of [...listeners]) listener(what);
  }

  /** `known`: an engine whose connections are good. */
  function begin(known?: Engine): void {
    if (disposed || current !== undefined) return;
    cancelRetry();
    const attempt: Attempt = { ending: new AbortController(), keepsEngine: false, begunAt: clock.now() };
    current = attempt;
    // A retry in the background shall not make the view flicker.
    if (connection.state === 'idle' || connection.state === 'connecting')
      change({ connection: { state: 'connecting' } });
    follow(attempt, known).catch((error: unknown) => {
      if (current !== attempt) return;
      current = undefined;
      lost(error, clock.now() - attempt.begunAt);
    });
  }

  /** Rejects when there is no engine, or none any more; never resolves. */
  async function follow(attempt: Attempt, open: Engine | undefined): Promise<never> {
    const { signal } = attempt.ending;
    const engine = open ?? doings.noting(knowingMore(await connect(), known, () => lists.containers));
    try {
      signal.throwIfAborted();
      return await followEngine(engine, clock, signal, {
        wanted,
        onFirstLists: (first, read) => {
          readWanted = read;
          if (!open) log(`Connected to ${engine.address}.`);
          connected(engine, first);
          // Those that came to be wanted while the first were on their way.
          for (const list of wanted) if (first[list] === undefined) read(list);
        },
        lists: () => lists,
        onFreshLists: (fresh) => change({ lists: fresh }),
      });
    } finally {
      if (!attempt.keepsEngine) engine.retire();
    }
  }

  function connected(engine: Engine, first: Lists): void {
    endGrace();
    connectedAt = clock.now();
    retryTime = retryTimes.first;
    const before = last;
    last = { id: engine.id, address: engine.address };
    change({ connection: { state: 'connected', engine }, lists: first });
    tellAttention(attending > 0);
    settle((waiter) => waiter.resolve(engine));
    if (before !== undefined && before.address !== last.address) onSwitched?.(before.address, last.address);
  }

  /** `after`: so many milliseconds. */
  function lost(reason: unknown, after: number): void {
    const error = asEngineError(reason);
    const wasConnected = connection.state === 'connected';
    readWanted = undefined;
    tellAttention(false);
    const pause = retryDelay(error, wasConnected ? pauseAfterBreak() : pauseAfterAttempt(after));
    if (pause !== undefined) cancelRetry = clock.after(pause, begin);
    if (wasConnected && isEngineError(error, 'connection-lost')) keepForNow(error);
    else if (connection.state === 'reconnecting' && pause !== undefined && !isGraceOver) {
      connection = { state: 'reconnecting', error };
    } else giveUp(error);
    settle((waiter) => waiter.reject(isCancelled(reason) ? reason : error));
  }

  /** Counted from the beginning of the attempt: one that waited in vain for an answer was pause enough. */
  function pauseAfterAttempt(took: number): number {
    const pause = retryTime;
    retryTime = Math.min(retryTime * 2, retryTimes.last);
    return Math.max(pause - took, 0);
  }

  function pauseAfterBreak(): number {
    flaps = clock.now() - connectedAt < steadyTime ? flaps + 1 : 0;
    return Math.min(retryTimes.first * 2 ** Math.max(flaps - 1, 0), longestPause);
  }

  /** The connection broke: what was known stays until an attempt has failed and the grace is over. */
  function keepForNow(error: EngineError): void {
    log(`The connection broke: ${error.message}`);
    isGraceOver = false;
    cancelGrace = clock.after(graceTime, () => {
      isGraceOver = true;
      const isBeingTried = current !== undefined || retryTime > retryTimes.first;
      if (connection.state === 'reconnecting' && isBeingTried) giveUp(connection.error);
    });
    change({ connection: { state: 'reconnecting', error } });
  }

  function giveUp(error: EngineError): void {
    endGrace();
    // The same once more is no news.
    if (connection.state === 'unreachable' && connection.error.message === error.message) return;
    log(`No engine: ${error.message}`);
    change({ connection: { state: 'unreachable', error }, lists: noLists });
  }

  function endGrace(): void {
    cancelGrace?.();
    cancelGrace = undefined;
    isGraceOver = true;
  }

  /** Tells the present engine whether anybody looks on. */
  function tellAttention(isAttended: boolean): void {
    unattend?.();
    unattend = isAttended && connection.state === 'connected' ? connection.engine.attend() : undefined;
  }

  function settle(how: (waiter: Waiting) => void): void {
    const settled = [...waiting];
    waiting.clear();
    for (const waiter of settled) how(waiter);
  }

  function engine(signal?: AbortSignal): Promise<Engine> {
    if (connection.state === 'connected') return Promise.resolve(connection.engine);
    const next = nextLists(signal);
    begin();
    return next;
  }

  /** The engine, when its lists have come the next time. */
  function nextLists(signal: AbortSignal | undefined): Promise<Engine> {
    return new Promise<Engine>((resolve, reject) => {
      signal?.throwIfAborted();
      if (disposed) throw closedError();
      const abort = () => {
        waiting.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiting = {
        resolve: (connected) => {
          signal?.removeEventListener('abort', abort);
          resolve(connected);
        },
        reject: (error: unknown) => {
          signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      waiting.add(waiter);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Ends the present connection or attempt without a word. */
  function leave(): void {
    const left = current;
    current = undefined;
    readWanted = undefined;
    cancelRetry();
    left?.ending.abort();
  }

  const getters = Object.fromEntries(listNames.map((list) => [list, { get: () => lists[list], enumerable: true }]));
  const inventory: Omit<Inventory, ListName> = {
    get connection() {
      return connection;
    },
    get last() {
      return last;
    },
    get failures() {
      return lists.failures;
    },
    doing: doings.all,
    attend: () => {
      if (attending++ === 0) tellAttention(true);
      return () => {
        if (--attending === 0) tellAttention(false);
      };
    },
    want: (list) => {
      if (wanted.has(list)) return;
      wanted.add(list);
      readWanted?.(list);
    },
    start: () => {
      if (connection.state === 'idle') begin();
    },
    lists: async (signal) => {
      await engine(signal);
      return lists;
    },
    engine,
    refresh: async (signal) => {
      if (connection.state !== 'connected') return void (await engine(signal));
      // A connection that brings no events any more looks like one where nothing happens.
      const { engine: known } = connection;
      if (current) current.keepsEngine = true;
      leave();
      const listed = nextLists(signal);
      begin(known);
      await listed;
    },
    reconnect: () => {
      if (connection.state === 'idle' || disposed) return;
      leave();
      endGrace();
      retryTime = retryTimes.first;
      tellAttention(false);
      change({ connection: { state: 'connecting' }, lists: noLists });
      begin();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    onDidUpdate: (listener) => {
      updateListeners.add(listener);
      return { dispose: () => void updateListeners.delete(listener) };
    },
    dispose: () => {
      disposed = true;
      const engine = connection.state === 'connected' ? connection.engine : undefined;
      leave();
      endGrace();
      engine?.close();
      doings.dispose();
      listeners.clear();
      updateListeners.clear();
      connection = { state: 'idle' };
      lists = noLists;
      settle((waiter) => waiter.reject(closedError()));
    },
  };
  return Object.defineProperties(inventory, getters) as Inventory;
}

/** For those who keep nothing. */
const forgetful = {
  endings: { get: () => ({}), set: async () => undefined },
  names: { get: () => ({}), set: async () => undefined },
};

interface Waiting {
  resolve(engine: Engine): void;
  reject(error: unknown): void;
}

/** The present connection, or the attempt to get one. */
interface Attempt {
  /** Ends it. */
  readonly ending: AbortController;
  readonly begunAt: number;
  /** Its engine goes on being used when it ends. */
  keepsEngine: boolean;
}
