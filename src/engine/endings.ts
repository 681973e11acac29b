// Whether somebody asked a container to end, or it ended by itself: lists do not tell, events do. It is kept, since a stopped
// container is looked at tomorrow as well.
import type { Ending } from './container-api.ts';
import type { EngineEvent } from './engine.ts';
import { isHelper } from './helper.ts';

/** By the container's id; beyond a restart of the editor. */
export interface EndingMemory {
  get(): Readonly<Record<string, Ending>>;
  set(endings: Readonly<Record<string, Ending>>): Promise<void>;
}

export interface Endings {
  note(event: EngineEvent): void;
  of(container: string): Ending | undefined;
  /** A list begins to be read; the answered function is told whose containers are in it. Others that were known before need not be kept. */
  beginReading(): (containers: readonly string[]) => void;
}

/**
 * What is meant to end a program (signal(7)); others are a way to talk to it. SIGHUP is not among them: servers are told by it
 * to read their configuration again.
 */
const endingSignals = new Set(['2', '3', '9', '15', 'INT', 'QUIT', 'KILL', 'TERM']);

export function createEndings(memory: EndingMemory): Endings {
  const known = new Map<string, Ending>(Object.entries(memory.get()));
  /** Were sent a signal that ends, and have not ended yet. */
  const signalled = new Set<string>();
  const keep = () => void memory.set(Object.fromEntries(known));
  const learn = (container: string, ending: Ending) => {
    if (known.get(container) === ending) return;
    known.set(container, ending);
    keep();
  };
  return {
    note({ type, action, id, attributes }) {
      if (type !== 'container' || id === '' || isHelper(attributes)) return;
      if (action === 'kill') {
        // The stop signal of an image may be any; of that the event `stop` tells, after the end.
        if (endingSignals.has((attributes.signal ?? '15').replace(/^SIG/, ''))) signalled.add(id);
      } else if (action === 'die' || action === 'died') {
        learn(id, signalled.delete(id) ? 'asked' : 'by-itself');
      } else if (action === 'stop') learn(id, 'asked');
      else if (action === 'destroy' || action === 'remove') {
        signalled.delete(id);
        if (known.delete(id)) keep();
      }
    },
    of: (container) => known.get(container),
    beginReading() {
      const before = [...known.keys()];
      return (containers) => {
        const there = new Set(containers);
        const gone = before.filter((id) => !there.has(id) && known.delete(id));
        if (gone.length > 0) keep();
      };
    },
  };
}
