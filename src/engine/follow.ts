// Keeps lists of one connected engine's objects true: everything once, then what its events touch. No retries and no
// state of its own beyond that connection: the inventory decides what a lost engine means.
import type { Container } from './container-api.ts';
import type { Engine, EngineEvent } from './engine.ts';
import type { Image } from './image-api.ts';
import { createStaleMarks, type Stale } from './stale.ts';

export interface Lists {
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
}

export interface Clock {
  /** Calls `callback` after so many milliseconds, unless what it answers is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const realClock: Clock = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface Follower {
  onFirstLists(lists: Lists): void;
  /** What is known at the moment. */
  lists(): Lists;
  /** Only the lists that were read again. */
  onFreshLists(lists: Partial<Lists>): void;
}

/** Milliseconds in which events are gathered: one `docker run` makes seven of them. */
const gatherTime = 100;

/** Never resolves. Rejects once the engine does not answer any more, or with the reason of `signal`. */
export async function followEngine(
  engine: Engine,
  clock: Clock,
  signal: AbortSignal,
  follower: Follower,
): Promise<never> {
  const ending = new AbortController();
  const end = () => ending.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise<never>((_resolve, reject) => {
      ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true });
      keepUp(engine, clock, ending.signal, follower, reject);
    });
  } finally {
    signal.removeEventListener('abort', end);
    ending.abort();
  }
}

function keepUp(
  engine: Engine,
  clock: Clock,
  signal: AbortSignal,
  { onFirstLists, onFreshLists, lists }: Follower,
  fail: (error: unknown) => void,
): void {
  const stale = createStaleMarks();
  let idle = false;
  let cancelReading = () => {};
  signal.addEventListener('abort', () => cancelReading(), { once: true });

  /** One reading at a time; what happens meanwhile waits for the next. */
  function readSoon(): void {
    if (!idle || stale.isEmpty() || signal.aborted) return;
    idle = false;
    cancelReading = clock.after(gatherTime, () => {
      readStale(engine, stale.take(), lists, signal).then((fresh) => {
        if (signal.aborted) return;
        idle = true;
        onFreshLists(fresh);
        readSoon();
      }, fail);
    });
  }

  const onEvent = (event: EngineEvent) => {
    if (stale.note(event)) readSoon();
  };
  // Listed only once the engine listens: nothing can happen unseen in between.
  const onConnected = () => {
    readLists(engine, signal).then((first) => {
      if (signal.aborted) return;
      idle = true;
      onFirstLists(first);
      readSoon();
    }, fail);
  };
  engine.events(onEvent, onConnected, signal).catch(fail);
}

export async function readLists(engine: Engine, signal: AbortSignal | undefined): Promise<Lists> {
  const [containers, images] = await Promise.all([engine.containers.list(signal), engine.images.list(signal)]);
  return { containers, images };
}

async function readStale(
  engine: Engine,
  stale: Stale,
  lists: () => Lists,
  signal: AbortSignal,
): Promise<Partial<Lists>> {
  const [images, containers] = await Promise.all([
    stale.images ? engine.images.list(signal) : undefined,
    stale.containers === 'all' ? engine.containers.list(signal) : readOneByOne(engine, stale.containers, lists, signal),
  ]);
  return { ...(images && { images }), ...(containers && { containers }) };
}

/** The list with what is known now of `ids`; undefined if there are none. */
async function readOneByOne(
  engine: Engine,
  ids: readonly string[],
  lists: () => Lists,
  signal: AbortSignal,
): Promise<readonly Container[] | undefined> {
  if (ids.length === 0) return undefined;
  const found = await Promise.all(ids.map((id) => engine.containers.get(id, signal)));
  const touched = new Set(ids);
  const others = lists().containers.filter(({ id }) => !touched.has(id));
  // As the engine lists them: the newest first.
  return [...found.filter((container) => container !== undefined), ...others].sort((a, b) => b.createdAt - a.createdAt);
}
