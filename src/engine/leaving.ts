// Which events of a container that has just ended are worth a look, and when: mostly the next thing is told at once, that it was
// stopped, starts again or is gone. What is being removed is not shown as ended first: an editor draws the second of two changes
// within a fifth of a second late (see tree-news.ts), and its row would stay so much longer.
import type { Clock } from '../clock.ts';
import type { EngineEvent } from './engine.ts';

/** Milliseconds for which nobody is told that a container has ended, while nothing else is told of it. */
const longestWait = 200;

export interface LeavingContainers {
  note(event: EngineEvent): void;
  dispose(): void;
}

/** `tell`: of each event when its time has come; of nothing that the removal of its container makes old. */
export function createLeavingContainers(clock: Clock, tell: (event: EngineEvent) => void): LeavingContainers {
  /** By id: tells that they ended, or that nobody needs to know. */
  const held = new Map<string, { readonly tell: () => void; readonly forget: () => void }>();

  function hold(event: EngineEvent): void {
    const forget = () => {
      cancel();
      held.delete(event.id);
    };
    const tellNow = () => {
      forget();
      tell(event);
    };
    const cancel = clock.after(longestWait, tellNow);
    held.set(event.id, { tell: tellNow, forget });
  }

  return {
    note(event) {
      const { type, action, id, attributes } = event;
      // What it had goes with it, of which the same look tells.
      if (type === 'network' && action === 'disconnect' && held.has(attributes.container ?? '')) return;
      const before = type === 'container' ? held.get(id) : undefined;
      if (isRemoval(event)) before?.forget();
      else if (before && goesOn.has(action)) before.tell();
      if (type === 'container' && ends.has(action) && id !== '') {
        before?.forget();
        hold(event);
      } else tell(event);
    },
    dispose() {
      for (const { forget } of [...held.values()]) forget();
    },
  };
}

/** Docker's word for it, and Podman's. */
const ends = new Set(['die', 'died']);

/** It is there still: it was stopped, or runs again. */
const goesOn = new Set(['stop', 'start', 'restart']);

/** Docker's word for it, and Podman's. A helper of ours was in no list. */
export const isRemoval = ({ type, action, id }: EngineEvent) =>
  type === 'container' && id !== '' && (action === 'destroy' || action === 'remove');
