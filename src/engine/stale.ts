// What must be read anew after some events, kept until somebody reads it. Pure; knows the engines' words for what happens.
import type { EngineEvent } from './engine.ts';
import { isHelper } from './helper.ts';
import type { ListName, OptionalList } from './lists.ts';

/** An engine's list may be a little behind its events: what it says can be held against them. */
export type Became = 'running' | 'paused' | 'ended';

export interface Stale {
  /** Ids to ask for one by one; `all` where that would be more than one list. */
  readonly containers: 'all' | readonly string[];
  /** What the last events say that containers, by id, have become. */
  readonly became: ReadonlyMap<string, Became>;
  /** To be read as a whole; that of containers is told above. */
  readonly lists: ReadonlySet<Exclude<ListName, 'containers'>>;
}

export interface StaleMarks {
  /** Whether the event makes anything stale. */
  note(event: EngineEvent): boolean;
  /** Nothing more is to be read of this container: it is gone. */
  forget(container: string): void;
  mark(list: OptionalList): void;
  /** What is stale, and from now on nothing is. */
  take(): Stale;
  /** Whether it is one container, and nothing else. */
  isSingle(): boolean;
  /** Whether reading what is stale means whole lists. */
  needsLists(): boolean;
  isEmpty(): boolean;
}

/** From this number on, one list of all containers is cheaper than asking for each. */
const manyContainers = 6;

const becomes: Readonly<Record<string, Became>> = {
  start: 'running',
  restart: 'running',
  unpause: 'running',
  pause: 'paused',
  die: 'ended',
};

/**
 * Things that are done with a container and leave it as it is. Before a colon, as health checks add their command. A signal is one
 * of them: what it brings about has an event of its own.
 */
const harmlessActions = new Set(
  [
    'kill',
    'attach',
    'detach',
    'resize',
    'top',
    'copy',
    'export',
    'archive-path',
    'extract-to-dir',
    'cleanup',
    'sync',
  ].concat(['exec', 'exec_create', 'exec_start', 'exec_die', 'exec_died', 'exec_detach', 'push', 'save']),
);

/** Of volumes and networks: containers come to use them and leave them, which no list of them tells. */
const harmlessUses = new Set(['mount', 'unmount', 'connect', 'disconnect']);
const optionalListOf: Readonly<Record<string, OptionalList>> = { volume: 'volumes', network: 'networks' };

/** `wanted` may grow; what happens to objects of other optional lists makes nothing stale. */
export function createStaleMarks(wanted: ReadonlySet<OptionalList>): StaleMarks {
  let containers = new Set<string>();
  let became = new Map<string, Became>();
  let allContainers = false;
  let lists = new Set<Exclude<ListName, 'containers'>>();
  const needsAllContainers = () => allContainers || containers.size >= manyContainers;
  return {
    note: ({ type, action, id, attributes }) => {
      const verb = action.split(':', 1)[0] ?? action;
      if (harmlessActions.has(verb) || isHelper(attributes)) return false;
      const state = type === 'container' && Object.hasOwn(becomes, verb) ? becomes[verb] : undefined;
      if (state) became.set(id, state);
      if (type === 'image') lists.add('images');
      else if (type === 'container' && verb === 'commit') lists.add('images');
      // A prune tells no id.
      else if (type === 'container' && id === '') allContainers = true;
      else if (type === 'container') containers.add(id);
      // `docker network connect`: nothing else tells that the container's row is another now.
      else if (type === 'network' && harmlessUses.has(verb) && attributes.container)
        containers.add(attributes.container);
      else {
        const list = optionalListOf[type];
        if (list === undefined || !wanted.has(list) || harmlessUses.has(verb)) return false;
        lists.add(list);
      }
      return true;
    },
    forget: (container) => {
      containers.delete(container);
      became.delete(container);
    },
    mark: (list) => void lists.add(list),
    take: () => {
      const taken = {
        containers: needsAllContainers() ? ('all' as const) : [...containers],
        became,
        lists,
      };
      containers = new Set();
      became = new Map();
      allContainers = false;
      lists = new Set();
      return taken;
    },
    isSingle: () => containers.size === 1 && !allContainers && lists.size === 0,
    needsLists: () => needsAllContainers() || lists.size > 0,
    isEmpty: () => containers.size === 0 && !allContainers && lists.size === 0,
  };
}
