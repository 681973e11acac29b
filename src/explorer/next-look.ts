// When rows have other words though nothing happens: ages grow. Pure.
import { nextAge } from '../quantities.ts';
import type { Kind } from './kind.ts';

/** Milliseconds that lie between two looks at least: of a thousand rows, one or another always grows older. */
const shortestPause = 5000;

/** Milliseconds until some row has an older word; undefined: none will. */
export function nextLook<T, Source>(kind: Kind<T, Source, never>, source: Source, now: number): number | undefined {
  if (!kind.times) return undefined;
  let soonest = Number.POSITIVE_INFINITY;
  for (const item of kind.list(source)) {
    for (const time of kind.times(item)) if (time !== undefined) soonest = Math.min(soonest, nextAge(time, now));
  }
  return Number.isFinite(soonest) ? Math.max(soonest, shortestPause) : undefined;
}
