// What is being done to containers at this moment, by this editor: a row says so from the click on, not only once the engine
// has an event. Each call of a connected engine that takes a while is noted here; nobody else needs to think of it.
import type { Clock } from '../clock.ts';
import type { Container } from './container-api.ts';
import type { Engine } from './engine.ts';
import { inheriting } from './inheriting.ts';

export type Doing = 'starting' | 'stopping' | 'restarting' | 'removing';

export interface Doings {
  /** By the container's id. */
  readonly all: ReadonlyMap<string, Doing>;
  /** The same engine, whose calls are noted. */
  noting(engine: Engine): Engine;
  /** The list is another now: what it shows done is not being done any more. */
  settle(): void;
  dispose(): void;
}

/** Milliseconds after a call's end in which its event has come; what made none is said no longer. */
const longestWait = 2000;

interface Entry {
  /** As it was listed when the call began. */
  readonly seen: Container | undefined;
  isOver: boolean;
  cancel(): void;
}

export function createDoings(
  clock: Clock,
  listed: (id: string) => Container | undefined,
  onChange: () => void,
): Doings {
  const all = new Map<string, Doing>();
  const entries = new Map<string, Entry>();
  const end = (id: string, entry: Entry) => {
    if (entries.get(id) !== entry) return;
    entry.cancel();
    entries.delete(id);
    all.delete(id);
  };
  const isShown = (id: string, { seen, isOver }: Entry) => isOver && listed(id) !== seen;

  const during = async <T>(id: string, doing: Doing, call: () => Promise<T>): Promise<T> => {
    const entry: Entry = { seen: listed(id), isOver: false, cancel: () => undefined };
    entries.get(id)?.cancel();
    entries.set(id, entry);
    all.set(id, doing);
    onChange();
    try {
      const answer = await call();
      entry.isOver = true;
      if (!isShown(id, entry)) {
        entry.cancel = clock.after(longestWait, () => {
          end(id, entry);
          onChange();
        });
        return answer;
      }
      end(id, entry);
      onChange();
      return answer;
    } catch (error) {
      end(id, entry);
      onChange();
      throw error;
    }
  };

  return {
    all,
    noting(engine) {
      const { containers } = engine;
      const noted: Partial<Engine['containers']> = {
        start: (id, ...rest) => during(id, 'starting', () => containers.start(id, ...rest)),
        startAttached: (id, ...rest) => during(id, 'starting', () => containers.startAttached(id, ...rest)),
        stop: (id, ...rest) => during(id, 'stopping', () => containers.stop(id, ...rest)),
        restart: (id, ...rest) => during(id, 'restarting', () => containers.restart(id, ...rest)),
        remove: (id, ...rest) => during(id, 'removing', () => containers.remove(id, ...rest)),
      };
      return inheriting(engine, { containers: inheriting(containers, noted) });
    },
    settle() {
      for (const [id, entry] of entries) if (isShown(id, entry)) end(id, entry);
    },
    dispose() {
      for (const { cancel } of entries.values()) cancel();
      entries.clear();
      all.clear();
    },
  };
}
