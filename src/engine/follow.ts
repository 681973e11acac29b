// Keeps lists of one connected engine's objects true: everything once, then what its events touch. No retries and no
// state of its own beyond that connection: the inventory decides what a lost engine means.
import type { Clock } from '../clock.ts';
import { type EngineError, isEngineError } from '../errors.ts';
import type { Container } from './container-api.ts';
import type { Engine } from './engine.ts';
import { createLeavingContainers, isRemoval } from './leaving.ts';
import { type ListName, listNames, type ObjectLists, type OptionalList, readList } from './lists.ts';
import { type Became, createStaleMarks, type Stale } from './stale.ts';

export interface Lists extends ObjectLists {
  /** Why a list could not be read the last time, while others could. What was known of it stays. */
  readonly failures: Failures;
}

export type Failures = Readonly<Partial<Record<ListName, EngineError>>>;

export interface Follower {
  /** `read` has a list read that came to be wanted only now. */
  onFirstLists(lists: Lists, read: (list: OptionalList) => void): void;
  /** May grow. */
  readonly wanted: ReadonlySet<OptionalList>;
  /** What is known at the moment. */
  lists(): Lists;
  /** Only the lists that were read again. */
  onFreshLists(lists: Partial<Lists>): void;
}

/**
 * Milliseconds in which events are gathered. `single`: of one container alone, whose row a person looks at while it changes.
 * `several`: short, too. `longest`: how late a row may be in a flood of events (`docker compose down`, a prune), which shall not
 * cost a list for each.
 */
const gatherTimes = { single: 10, several: 50, longest: 1500 } as const;

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
  { onFirstLists, onFreshLists, lists, wanted }: Follower,
  fail: (error: unknown) => void,
): void {
  const stale = createStaleMarks(wanted);
  let idle = false;
  /** Nothing was noted since the present wait began. */
  let quiet = true;
  let cancelReading = () => {};
  signal.addEventListener('abort', () => cancelReading(), { once: true });

  /** Containers that went while something was being read, which may still have them. */
  const gone = new Set<string>();
  const withoutGone = <L extends Partial<Lists>>(read: L): L =>
    gone.size === 0 || !read.containers
      ? read
      : { ...read, containers: read.containers.filter(({ id }) => !gone.has(id)) };

  /** Nothing needs to be asked to know that its row goes. */
  function removed(id: string): void {
    stale.forget(id);
    if (idle) gone.clear();
    gone.add(id);
    const { containers } = lists();
    if (containers.some((container) => container.id === id))
      onFreshLists({ containers: containers.filter((container) => container.id !== id) });
  }

  /** One reading at a time; what happens meanwhile waits for the next. */
  function readSoon(delay: number = stale.isSingle() ? gatherTimes.single : gatherTimes.several): void {
    if (!idle || stale.isEmpty() || signal.aborted) return;
    idle = false;
    gather(delay, 0);
  }

  /** Waits on for whole lists as long as more happens; a few containers are cheap enough to be read at once. */
  function gather(delay: number, waited: number): void {
    quiet = true;
    cancelReading = clock.after(delay, () => {
      const soFar = waited + delay;
      const longest = stale.needsLists() ? gatherTimes.longest : stale.isSingle() ? 0 : gatherTimes.several;
      if (!quiet && soFar < longest) gather(gatherTimes.several, soFar);
      else read(delay);
    });
  }

  function read(delay: number): void {
    readStale(engine, stale.take(), lists, signal).then((fresh) => {
      if (signal.aborted) return;
      idle = true;
      onFreshLists(withoutGone(fresh));
      // Something happens all the time: more of it is gathered each time, so that it costs ever less.
      readSoon(delay < gatherTimes.several ? gatherTimes.several : Math.min(delay * 2, gatherTimes.longest));
    }, fail);
  }

  const readWanted = (list: OptionalList) => {
    stale.mark(list);
    // Somebody looks at an empty view.
    readSoon(0);
  };
  const leaving = createLeavingContainers(clock, (event) => {
    if (isRemoval(event)) {
      removed(event.id);
      return;
    }
    if (!stale.note(event)) return;
    quiet = false;
    readSoon();
  });
  signal.addEventListener('abort', leaving.dispose, { once: true });
  // Listed only once the engine listens: nothing can happen unseen in between.
  const onConnected = () => {
    readLists(engine, wanted, signal).then((first) => {
      if (signal.aborted) return;
      idle = true;
      onFirstLists(withoutGone(first), readWanted);
      readSoon();
    }, fail);
  };
  engine.events(leaving.note, onConnected, signal).catch(fail);
}

/** Before anything is read. */
export const noLists: Lists = { containers: [], images: [], volumes: undefined, networks: undefined, failures: {} };

const isOptional = (list: ListName): list is OptionalList => noLists[list] === undefined;
const isWanted = (list: ListName, wanted: ReadonlySet<OptionalList>) => !isOptional(list) || wanted.has(list);

/** Rejects if none can be read, or as soon as the engine itself does not answer. */
async function readLists(
  engine: Engine,
  wanted: ReadonlySet<OptionalList>,
  signal: AbortSignal | undefined,
): Promise<Lists> {
  const failures: Record<string, EngineError> = {};
  const reading = readingInto(failures);
  const names = listNames.filter((list) => isWanted(list, wanted));
  const read = await Promise.all(
    names.map((list) => reading<readonly unknown[]>(list, readList[list](engine, signal))),
  );
  if (names.every((list, index) => isOptional(list) || !read[index])) throw failures.containers;
  return { ...noLists, ...Object.fromEntries(names.map((list, index) => [list, read[index] ?? []])), failures };
}

/** One list that fails (a proxy that forbids it, a store that is broken) must not cost the others. */
function readingInto(failures: Record<string, EngineError>) {
  return async <T>(list: ListName, reading: Promise<T>): Promise<T | undefined> => {
    try {
      return await reading;
    } catch (error) {
      if (!isEngineError(error) || isEngineError(error, 'unreachable') || isEngineError(error, 'connection-lost'))
        throw error;
      failures[list] = error;
      return undefined;
    }
  };
}

async function readStale(
  engine: Engine,
  stale: Stale,
  lists: () => Lists,
  signal: AbortSignal,
): Promise<Partial<Lists>> {
  const failures: Record<string, EngineError> = {};
  const reading = readingInto(failures);
  const names = [...stale.lists];
  const [containers, ...others] = await Promise.all([
    reading(
      'containers',
      stale.containers === 'all'
        ? readList.containers(engine, signal)
        : readOneByOne(engine, stale.containers, lists, signal),
    ),
    ...names.map((list) => reading<readonly unknown[]>(list, readList[list](engine, signal))),
  ]);
  const read = Object.fromEntries(
    names.flatMap((list, index) => {
      // Somebody waits for an optional one, which is empty then.
      const now = others[index] ?? (isOptional(list) ? (lists()[list] ?? []) : undefined);
      return now ? [[list, now]] : [];
    }),
  );
  const inStep = containers && (await inStepWithEvents(engine, containers, stale.became, signal));
  const fresh: Partial<Lists> = { ...read, ...(inStep && { containers: inStep }) };
  return { ...fresh, failures: { ...withoutKeys(lists().failures, Object.keys(fresh)), ...failures } };
}

function withoutKeys<T extends object>(record: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as Partial<T>;
}

/**
 * Docker tells what happened up to some tenths of a second before its lists know it. An inspection waits for the engine
 * to be done with the container; after it the list is right.
 */
async function inStepWithEvents(
  engine: Engine,
  containers: readonly Container[],
  became: ReadonlyMap<string, Became>,
  signal: AbortSignal,
): Promise<readonly Container[]> {
  const settled = containers.map(async (container) => {
    if (!isBehind(container, became.get(container.id))) return container;
    try {
      await engine.containers.inspect(container.id, signal);
    } catch (error) {
      if (!isEngineError(error, 'not-found')) throw error;
    }
    return engine.containers.get(container.id, signal);
  });
  return (await Promise.all(settled)).filter((container) => container !== undefined);
}

function isBehind({ state }: Container, became: Became | undefined): boolean {
  if (became === 'ended') return state === 'running' || state === 'paused';
  if (became === 'paused') return state === 'running';
  // What has begun may have ended since, of which an event tells.
  return became === 'running' && (state === 'paused' || state === 'created' || state === 'exited');
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
