// Rows keep still: a container that flaps stays where it is, in its group, and under the pointer that was on its way to it. Each
// item is placed as it was when it last was at rest, and shown as it is. Pure.

/** Milliseconds in which an item's place must have stayed the same before its row goes there. */
const quietTime = 30_000;

export interface StillPlaces<T> {
  /**
   * By what each item is sorted, grouped and filtered: itself, or an earlier state of it. `isSamePlace`: whether two states
   * stand in one place. `now` in milliseconds.
   */
  place(
    items: readonly { readonly id: string; readonly item: T }[],
    isSamePlace: (a: T, b: T) => boolean,
    now: number,
  ): readonly T[];
  /** Milliseconds until a row may move, if nothing happens; undefined: none wants to. */
  due(now: number): number | undefined;
  /** The user has changed something, or does not look: all go to where they belong. */
  release(): void;
}

interface Place<T> {
  readonly placed: T;
  readonly latest: T;
  /** When `latest` came to belong elsewhere than the state before it. */
  readonly changedAt: number;
}

export function createStillPlaces<T>(): StillPlaces<T> {
  let places = new Map<string, Place<T>>();
  return {
    place(items, isSamePlace, now) {
      const next = new Map<string, Place<T>>();
      const placed = items.map(({ id, item }) => {
        const before = places.get(id);
        const place = before ? follow(before, item, isSamePlace, now) : { placed: item, latest: item, changedAt: now };
        next.set(id, place);
        return place.placed;
      });
      places = next;
      return placed;
    },
    due(now) {
      const waiting = [...places.values()].filter(({ placed, latest }) => placed !== latest);
      if (waiting.length === 0) return undefined;
      return Math.max(Math.min(...waiting.map(({ changedAt }) => changedAt)) + quietTime - now, 1);
    },
    release() {
      places = new Map();
    },
  };
}

function follow<T>(before: Place<T>, item: T, isSamePlace: (a: T, b: T) => boolean, now: number): Place<T> {
  const changedAt = isSamePlace(before.latest, item) ? before.changedAt : now;
  const isAtRest = isSamePlace(before.placed, item) || now - changedAt >= quietTime;
  return { placed: isAtRest ? item : before.placed, latest: item, changedAt };
}
