// What is at a path in a container, with symlinks followed or not, asked by `stat` of the archive API.
import type { Engine } from '../engine/engine.ts';
import type { FileStat } from '../engine/files-api.ts';
import { isKnownFailure } from '../user-error.ts';
import { joined, linkedPath, parentOf } from './paths.ts';

/** As Linux counts: more is a circle. */
const mostLinks = 40;

export interface FileFacts extends Omit<FileStat, 'name' | 'linkTarget'> {
  /** Where it really is, all symlinks at the end followed; undefined: a symlink that leads nowhere. */
  readonly realPath: string | undefined;
  /** Whether the path itself is a symlink; size, mode and time are then those of what it leads to. */
  readonly isSymlink: boolean;
}

/** Follows symlinks at the end of the path (the engine follows those on the way). Rejects with `not-found`. */
export async function factsOf(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const first = await engine.files.stat(container, path, signal);
  let at = path;
  let stat = first;
  for (let steps = 0; stat.kind === 'symlink'; steps++) {
    at = linkedPath(at, stat.linkTarget ?? '');
    const next = steps < mostLinks ? await statIfThere(engine, container, at, signal) : undefined;
    if (!next) return { ...first, realPath: undefined, isSymlink: true };
    stat = next;
  }
  return { ...stat, realPath: at, isSymlink: first.kind === 'symlink' };
}

/** Undefined: nothing is there. A symlink is not followed. */
export async function statIfThere(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<FileStat | undefined> {
  try {
    return await engine.files.stat(container, path, signal);
  } catch (error) {
    if (isKnownFailure(error, 'not-found')) return undefined;
    throw error;
  }
}

/** Where the path really is: symlinks on the way followed, but not one at its end. What is not there stays as written. */
export async function placeWithoutLinks(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<string> {
  const names = namesOf(path);
  let place = '/';
  let links = 0;
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    if (name === '..') place = parentOf(place);
    if (name === '.' || name === '..') continue;
    const at = joined(place, name);
    const stat = names.length > 0 ? await statIfThere(engine, container, at, signal) : undefined;
    if (stat?.kind === 'symlink' && links++ < mostLinks) {
      names.unshift(...namesOf(stat.linkTarget ?? ''));
      if (stat.linkTarget?.startsWith('/')) place = '/';
    } else place = at;
  }
  return place;
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}
