// The one cache of what the engine has: kept by the engine's events, never by polling. Knows no dockerode and no editor.
import type { Container } from './container-api.ts';
import type { Engine } from './engine.ts';
import { EngineError, isEngineError } from './errors.ts';
import { type Clock, followEngine, type Lists, readLists, realClock } from './follow.ts';
import type { Image } from './image-api.ts';
import type { Network } from './network-api.ts';
import type { OptionalList } from './stale.ts';
import type { Volume } from './volume-api.ts';

export type Connection =
  /** Nobody has asked yet: nothing talks to any engine. */
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly engine: Engine }
  /** Tries again by itself. */
  | { readonly state: 'unreachable'; readonly error: EngineError };

/** What is different now. */
export interface InventoryChange {
  readonly connection: boolean;
  readonly containers: boolean;
  readonly images: boolean;
  readonly volumes: boolean;
  readonly networks: boolean;
}

export interface Inventory {
  readonly connection: Connection;
  /** The last known; empty while not connected. */
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  /** Undefined while not known: nobody has wanted it, it is being read, or there is no connection. */
  readonly volumes: readonly Volume[] | undefined;
  readonly networks: readonly Network[] | undefined;
  /** From now on keeps this list, too; it comes with a change. Until then such objects cost the engine nothing. Does not start. */
  want(list: OptionalList): void;
  /** Begins to connect and to watch, if that has not begun. */
  start(): void;
  /**
   * Starts if need be and waits for the first complete lists (or the next, if the engine is away at the moment, after one
   * attempt); rejects with the EngineError of that attempt.
   */
  lists(
    signal?: AbortSignal,
  ): Promise<{ readonly containers: readonly Container[]; readonly images: readonly Image[] }>;
  /** The engine, connected; the same waiting and rejecting as `lists`. */
  engine(signal?: AbortSignal): Promise<Engine>;
  /** Connects anew if it is not connected, and lists everything anew. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Leaves the engine for the one that `connect` answers now; nothing if it has not started. */
  reconnect(): void;
  onDidChange(listener: (change: InventoryChange) => void): { dispose(): void };
  dispose(): void;
}

export interface InventoryParts {
  /** Called at every attempt; what it throws is shown as the reason why there is no engine. */
  readonly connect: () => Promise<Engine>;
  /** One line for the log: what was connected to, and why that ended. */
  readonly log: (line: string) => void;
  /** For tests. */
  readonly clock?: Clock;
}

/** Milliseconds between two attempts, doubled from the first to the last. */
const retryTimes = { first: 500, last: 5000 } as const;

/** Does nothing until it is started; goes on, with retries, until it is disposed of. */
export function watchInventory({ connect, log, clock = realClock }: InventoryParts): Inventory {
  const listeners = new Set<(change: InventoryChange) => void>();
  const waiting = new Set<Waiting>();
  const nothing: Lists = { containers: [], images: [] };
  let connection: Connection = { state: 'idle' };
  let lists = nothing;
  /** Stays from engine to engine: a view once opened is open. */
  const wanted = new Set<OptionalList>();
  /** Of the present connection. */
  let readWanted: ((list: OptionalList) => void) | undefined;
  /** Of the present connection or attempt; aborting it ends that. */
  let current: AbortController | undefined;
  let cancelRetry = () => {};
  let retryTime: number = retryTimes.first;
  let disposed = false;

  function change(next: { connection?: Connection; lists?: Partial<Lists> }): void {
    connection = next.connection ?? connection;
    const before = lists;
    lists = next.lists === nothing ? nothing : { ...lists, ...next.lists };
    const what = {
      connection: next.connection !== undefined,
      containers: next.lists?.containers !== undefined,
      images: next.lists?.images !== undefined,
      volumes: lists.volumes !== before.volumes,
      networks: lists.networks !== before.networks,
    };
    for (const listener of [...listeners]) listener(what);
  }

  function begin(): void {
    if (disposed || current !== undefined) return;
    cancelRetry();
    const attempt = new AbortController();
    current = attempt;
    // A retry in the background shall not make the view flicker.
    if (connection.state !== 'unreachable') change({ connection: { state: 'connecting' } });
    follow(attempt.signal).catch((error: unknown) => {
      if (current !== attempt) return;
      current = undefined;
      lost(asEngineError(error));
    });
  }

  /** Rejects when there is no engine, or none any more; never resolves. */
  async function follow(signal: AbortSignal): Promise<never> {
    const engine = await connect();
    try {
      signal.throwIfAborted();
      return await followEngine(engine, clock, signal, {
        wanted,
        onFirstLists: (first, read) => {
          readWanted = read;
          retryTime = retryTimes.first;
          log(`Connected to ${engine.address}.`);
          change({ connection: { state: 'connected', engine }, lists: first });
          settle((waiter) => waiter.resolve(engine));
          // Those that came to be wanted while the first were on their way.
          for (const list of wanted) if (first[list] === undefined) read(list);
        },
        lists: () => lists,
        onFreshLists: (fresh) => change({ lists: fresh }),
      });
    } finally {
      engine.close();
    }
  }

  function lost(error: EngineError): void {
    readWanted = undefined;
    cancelRetry = clock.after(retryTime, begin);
    retryTime = Math.min(retryTime * 2, retryTimes.last);
    // The same once more is no news.
    if (connection.state !== 'unreachable' || connection.error.message !== error.message) {
      log(`No engine: ${error.message}`);
      change({ connection: { state: 'unreachable', error }, lists: nothing });
    }
    settle((waiter) => waiter.reject(error));
  }

  function settle(how: (waiter: Waiting) => void): void {
    const settled = [...waiting];
    waiting.clear();
    for (const waiter of settled) how(waiter);
  }

  function engine(signal?: AbortSignal): Promise<Engine> {
    if (connection.state === 'connected') return Promise.resolve(connection.engine);
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
        reject: (error) => {
          signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      waiting.add(waiter);
      signal?.addEventListener('abort', abort, { once: true });
      begin();
    });
  }

  /** Ends the present connection or attempt without a word. */
  function leave(): void {
    const left = current;
    current = undefined;
    readWanted = undefined;
    cancelRetry();
    left?.abort();
  }

  return {
    get connection() {
      return connection;
    },
    get containers() {
      return lists.containers;
    },
    get images() {
      return lists.images;
    },
    get volumes() {
      return lists.volumes;
    },
    get networks() {
      return lists.networks;
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
      const connected = connection.engine;
      const isCurrent = () => connection.state === 'connected' && connection.engine === connected;
      try {
        const all = await readLists(connected, wanted, signal);
        if (isCurrent()) change({ lists: all });
      } catch (error) {
        if (isCurrent() && (isEngineError(error, 'unreachable') || isEngineError(error, 'connection-lost'))) {
          leave();
          lost(error);
        }
        throw error;
      }
    },
    reconnect: () => {
      if (connection.state === 'idle' || disposed) return;
      leave();
      retryTime = retryTimes.first;
      change({ connection: { state: 'connecting' }, lists: nothing });
      begin();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose: () => {
      disposed = true;
      leave();
      listeners.clear();
      connection = { state: 'idle' };
      lists = nothing;
      settle((waiter) => waiter.reject(closedError()));
    },
  };
}

interface Waiting {
  resolve(engine: Engine): void;
  reject(error: EngineError): void;
}

function asEngineError(error: unknown): EngineError {
  if (isEngineError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EngineError('failed', `The engine cannot be used: ${message}`, { cause: error });
}

function closedError(): EngineError {
  return new EngineError('connection-lost', 'Longshore is shutting down.');
}
