// What must be read anew after some events, kept until somebody reads it. Pure; knows the engines' words for what happens.
import type { EngineEvent } from './engine.ts';

export interface Stale {
  /** Ids to ask for one by one; `all` where that would be more than one list. */
  readonly containers: 'all' | readonly string[];
  readonly images: boolean;
}

export interface StaleMarks {
  /** Whether the event makes anything stale. */
  note(event: EngineEvent): boolean;
  /** What is stale, and from now on nothing is. */
  take(): Stale;
  isEmpty(): boolean;
}

/** From this number on, one list of all containers is cheaper than asking for each. */
const manyContainers = 6;

/** Things that are done with a container and leave it as it is. Before a colon, as health checks add their command. */
const harmlessActions = new Set(
  ['attach', 'detach', 'resize', 'top', 'copy', 'export', 'archive-path', 'extract-to-dir', 'cleanup', 'sync'].concat([
    'exec',
    'exec_create',
    'exec_start',
    'exec_die',
    'exec_died',
    'exec_detach',
    'push',
    'save',
  ]),
);

export function createStaleMarks(): StaleMarks {
  let containers = new Set<string>();
  let allContainers = false;
  let images = false;
  return {
    note: ({ type, action, id }) => {
      const verb = action.split(':', 1)[0] ?? action;
      if (harmlessActions.has(verb)) return false;
      if (type === 'image') images = true;
      else if (type === 'container' && verb === 'commit') images = true;
      // A prune tells no id.
      else if (type === 'container' && id === '') allContainers = true;
      else if (type === 'container') containers.add(id);
      else return false;
      return true;
    },
    take: () => {
      const taken = {
        containers: allContainers || containers.size >= manyContainers ? ('all' as const) : [...containers],
        images,
      };
      containers = new Set();
      allContainers = false;
      images = false;
      return taken;
    },
    isEmpty: () => containers.size === 0 && !allContainers && !images,
  };
}
