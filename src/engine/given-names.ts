// Of several names of an image, the one that was given last: by a person or by the build of a Dockerfile. Lists have them in an
// order that means nothing; events tell when each was given, and that is kept.
import type { EngineEvent } from './engine.ts';
import { isHelper } from './helper.ts';

/** Milliseconds since 1970 by the name (`site:1`); beyond a restart of the editor. */
export interface NameMemory {
  get(): Readonly<Record<string, number>>;
  set(names: Readonly<Record<string, number>>): Promise<void>;
}

export interface GivenNames {
  /** The name is given from here now: however soon after a build, it is none that the build gives. */
  expect(name: string): void;
  note(event: EngineEvent, now: number): void;
  /** The names of one image: that which was given last stands first. */
  inOrder(names: readonly string[]): readonly string[];
  /**
   * A list begins to be read; the answered function is told the names in it: what was known before and is not among them
   * need not be kept. What was given meanwhile may have come too late for that list.
   */
  beginReading(): (names: readonly string[]) => void;
}

/** Milliseconds in which the names that one build gives follow each other: the first of them is the one it is called by. */
const oneGiving = 1000;

export function createGivenNames(memory: NameMemory): GivenNames {
  const known = new Map<string, number>(Object.entries(memory.get()));
  const lastOf = new Map<string, number>();
  const expected = new Set<string>();
  const keep = () => void memory.set(Object.fromEntries(known));
  return {
    expect: (name) => void expected.add(name),
    note({ type, action, id, attributes }, now) {
      if (type !== 'image' || (action !== 'tag' && action !== 'pull') || isHelper(attributes)) return;
      const name = action === 'pull' ? id : attributes.name;
      if (name === undefined || name === '') return;
      const last = lastOf.get(id) ?? Number.NEGATIVE_INFINITY;
      const at = !expected.delete(name) && now - last < oneGiving ? last : now;
      lastOf.set(id, at);
      if (known.get(name) === at) return;
      known.delete(name);
      known.set(name, at);
      keep();
    },
    inOrder(names) {
      if (names.length < 2) return names;
      const order = [...known.keys()];
      const given = (name: string) => known.get(name) ?? Number.NEGATIVE_INFINITY;
      return [...names].sort((a, b) => {
        const [one, other] = [given(a), given(b)];
        if (one !== other) return other - one;
        return one === Number.NEGATIVE_INFINITY ? plainFirst(a, b) : order.indexOf(a) - order.indexOf(b);
      });
    },
    beginReading() {
      const before = [...known];
      return (names) => {
        const there = new Set(names);
        const gone = before.filter(([name, at]) => !there.has(name) && known.get(name) === at);
        for (const [name] of gone) known.delete(name);
        if (gone.length > 0) keep();
      };
    },
  };
}

/** Given when nobody watched: at least always the same, and the shortest path is what people call it by. */
function plainFirst(a: string, b: string): number {
  const parts = (name: string) => name.split('/').length;
  return parts(a) - parts(b) || a.localeCompare(b, 'en', { numeric: true });
}
