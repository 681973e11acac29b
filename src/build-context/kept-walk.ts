// The walk through a build context, kept: the next one asks the file system only for what may be another. Folders are looked at each
// time, which tells of all that came, went or was renamed; files only where somebody says so, or their folder is another.

import { type ContextEntry, contextEntry, type PathFits, sightOf, sortedEntries, type WalkOptions } from './walk.ts';

export interface KeptEntry {
  /** The context itself has the path ''. */
  readonly entry: ContextEntry;
  /** false: a folder that is told only if something in it is. */
  readonly isSeen: boolean;
  /** Of a folder: by name, as bytes. */
  readonly inside?: KeptInside;
}

interface KeptInside {
  readonly entries: readonly KeptEntry[];
  readonly fits: PathFits;
  /** Milliseconds since 1970: when its names were read. */
  readonly listedAt: number;
  /** Something in it has a name elsewhere, too, by which it can be changed. */
  readonly isShared: boolean;
}

/**
 * Milliseconds: what was changed so shortly before it was read may be changed once more without another time, as clocks of file
 * systems are coarse (two seconds on FAT).
 */
export const coarsestClock = 2000;

/** What may have changed in files: paths in the context. */
export interface Suspects {
  /** A file, or a folder with all that is in it; also what is gone, or not known. */
  readonly paths: ReadonlySet<string>;
  /** Folders with all that is in them, whatever is said of it; of all names. */
  readonly always: (path: string) => boolean;
}

/**
 * `before`: of the same folder with the same options; what is as it was is the same object again. Each `undefined` is an occasion to
 * stop. Returns undefined if the folder is gone. Throws BuildContextError.
 */
export function* keptWalk(
  root: string,
  options: WalkOptions,
  before: KeptEntry | undefined,
  suspects: Suspects,
): Generator<undefined, KeptEntry | undefined> {
  const walk: Walk = { root, options, always: suspects.always, ...placesOf(suspects.paths, before) };
  const top = { isSeen: true, fits: { ignored: undefined, chosen: undefined } };
  return yield* walkedFolder(walk, '', top, before, before === undefined);
}

interface Walk {
  readonly root: string;
  readonly options: WalkOptions;
  /** Folders whose names and files are read again. */
  readonly again: ReadonlySet<string>;
  /** The same with all below them. */
  readonly whole: ReadonlySet<string>;
  readonly always: (path: string) => boolean;
}

/** For each path the nearest folder that is known; a known folder itself is walked as a whole. */
function placesOf(paths: ReadonlySet<string>, before: KeptEntry | undefined) {
  const again = new Set<string>();
  const whole = new Set<string>();
  for (const path of paths) {
    let folder = before?.inside && before;
    let isFolder = folder !== undefined;
    for (let end = 0; folder && isFolder && end < path.length; ) {
      const slash = path.indexOf('/', end + 1);
      end = slash < 0 ? path.length : slash;
      const next = path.slice(0, end);
      const child = folder.inside?.entries.find(({ entry }) => entry.path === next);
      // Folders on the way are as they were, or say so themselves.
      if (child?.inside) folder = child;
      else isFolder = false;
    }
    if (folder) (isFolder ? whole : again).add(folder.entry.path);
  }
  return { again, whole };
}

type Place = Pick<KeptEntry, 'isSeen'> & { readonly fits: PathFits };

function* walkedFolder(
  walk: Walk,
  path: string,
  { isSeen, fits }: Place,
  before: KeptEntry | undefined,
  isWhole: boolean,
): Generator<undefined, KeptEntry | undefined> {
  // The context itself may be named by a link.
  const entry = contextEntry(pathIn(walk, path), path, path === '');
  if (entry?.kind !== 'folder') return entry && { entry, isSeen };
  const known = before?.inside;
  const isAllAgain = isWhole || walk.whole.has(path) || walk.always(path);
  const isListed =
    known &&
    !isAllAgain &&
    !known.isShared &&
    !walk.again.has(path) &&
    isSame(before.entry, entry) &&
    isSettled(before);
  if (!isListed) return yield* listedFolder(walk, entry, { isSeen, fits }, before, isAllAgain);
  yield undefined;
  const entries: KeptEntry[] = [];
  for (const each of known.entries) {
    if (!each.inside) {
      entries.push(each);
      continue;
    }
    const now = yield* walkedFolder(
      walk,
      each.entry.path,
      { isSeen: each.isSeen, fits: each.inside.fits },
      each,
      false,
    );
    if (now) entries.push(now);
  }
  const isAsBefore = entries.length === known.entries.length && entries.every((each, at) => each === known.entries[at]);
  return isAsBefore ? before : { ...before, inside: { ...known, entries } };
}

function* listedFolder(
  walk: Walk,
  entry: ContextEntry,
  { isSeen, fits }: Place,
  before: KeptEntry | undefined,
  isWhole: boolean,
): Generator<undefined, KeptEntry> {
  const { path } = entry;
  const known = new Map((before?.inside?.entries ?? []).map((each) => [each.entry.path, each]));
  const listedAt = Date.now();
  const entries: KeptEntry[] = [];
  for (const found of sortedEntries(pathIn(walk, path))) {
    yield undefined;
    const below = path === '' ? found.name : `${path}/${found.name}`;
    const sight = sightOf(walk.options, below, found, fits);
    if (sight === undefined) continue;
    const earlier = known.get(below);
    const place = { isSeen: sight.isSeen, fits: { ignored: sight.ignored, chosen: sight.chosen } };
    const now = found.isDirectory()
      ? yield* walkedFolder(walk, below, place, earlier, isWhole)
      : walkedFile(walk, below, sight.isSeen, earlier);
    if (now) entries.push(now);
  }
  const isShared = entries.some(({ entry: { sharedFile } }) => sharedFile !== undefined);
  return { entry, isSeen, inside: { entries, fits, listedAt, isShared } };
}

function walkedFile(walk: Walk, path: string, isSeen: boolean, before: KeptEntry | undefined): KeptEntry | undefined {
  const entry = contextEntry(pathIn(walk, path), path);
  if (!entry) return undefined;
  const isAsBefore = before && !before.inside && isSame(before.entry, entry);
  return isAsBefore ? before : { entry, isSeen };
}

function pathIn({ root }: Walk, path: string): string {
  return path === '' ? root : `${root}/${path}`;
}

function isSame(a: ContextEntry, b: ContextEntry): boolean {
  return (
    a.kind === b.kind &&
    a.mode === b.mode &&
    a.size === b.size &&
    a.modifiedAtNs === b.modifiedAtNs &&
    a.changedAtNs === b.changedAtNs &&
    a.inode === b.inode &&
    a.linkTarget === b.linkTarget &&
    a.sharedFile === b.sharedFile
  );
}

function isSettled({ entry: { modifiedAtNs, changedAtNs = 0n }, inside }: KeptEntry): boolean {
  const latest = Number((modifiedAtNs > changedAtNs ? modifiedAtNs : changedAtNs) / 1_000_000n);
  return inside !== undefined && inside.listedAt - latest > coarsestClock;
}
