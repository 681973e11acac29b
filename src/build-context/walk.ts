// The entries of a build context in a stable order: what is left of a folder after its ignore rules.
// Symbolic links stay links. Sockets, pipes and devices are left out: no build can use them.
// The file system is asked synchronously, which takes a fifth of the time, in slices that let others in between.

import { type BigIntStats, type Dirent, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { BuildContextError, unreadable } from './error.ts';
import {
  type Fits,
  fitsOf,
  type IgnoreRules,
  isIgnoredBy,
  mayFitBelow,
  mayHoldUnignored,
  noIgnoreRules,
} from './ignore-file.ts';

export interface ContextEntry {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly absolutePath: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** The twelve permission bits. */
  readonly mode: number;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modifiedAt: number;
  /** Nanoseconds since 1970. */
  readonly modifiedAtNs: bigint;
  /** Nanoseconds since 1970: when anything of it was changed, also its name or permissions. */
  readonly changedAtNs?: bigint;
  readonly inode?: bigint;
  /** Only of links. */
  readonly linkTarget?: string | undefined;
  /** Only of files with several names: what these names have in common. */
  readonly sharedFile?: string | undefined;
}

export interface WalkOptions {
  readonly rules: IgnoreRules;
  /** Paths that are sent even if the rules say otherwise. */
  readonly always: ReadonlySet<string>;
  /** Only what these patterns fit, with what is in it; absent: everything. */
  readonly only?: IgnoreRules | undefined;
  /** Links are told as what they lead to. */
  readonly followLinks?: boolean;
}

/** Milliseconds for which reading a context may keep the rest of this process waiting. */
export const slice = 5;

/** In each folder by name, as bytes; a folder before what is in it. Rejects with BuildContextError, and with the signal's reason. */
export async function* walkContext(
  folder: string,
  options: WalkOptions,
  signal?: AbortSignal,
): AsyncGenerator<ContextEntry> {
  for (let begun = performance.now(), walk = contextEntries(folder, options); ; ) {
    const { done, value } = walk.next();
    if (done) return;
    if (value) yield value;
    if (performance.now() - begun < slice) continue;
    await pause();
    signal?.throwIfAborted();
    begun = performance.now();
  }
}

/** Lets everything else of this process go on first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same, for whoever makes slices of a walk: undefined is only an occasion to stop. Throws BuildContextError. */
export function* contextEntries(folder: string, options: WalkOptions): Generator<ContextEntry | undefined> {
  yield* walkFolder({ ...options, root: folder, above: [] }, '', undefined, undefined);
}

interface Walk extends WalkOptions {
  readonly root: string;
  /** Folders that hold the one being walked and are not seen themselves: told only when something in them is. */
  readonly above: ContextEntry[];
}

function* walkFolder(
  walk: Walk,
  folder: string,
  ignoring: Fits | undefined,
  choosing: Fits | undefined,
): Generator<ContextEntry | undefined> {
  const { root, above } = walk;
  for (const found of sortedEntries(folder === '' ? root : `${root}/${folder}`)) {
    const path = folder === '' ? found.name : `${folder}/${found.name}`;
    const sight = sightOf(walk, path, found, { ignored: ignoring, chosen: choosing });
    if (sight === undefined) {
      yield undefined;
      continue;
    }
    const { isSeen, ignored, chosen } = sight;
    const entry = contextEntry(`${root}/${path}`, path, walk.followLinks);
    if (entry === undefined) continue;
    if (isSeen) {
      yield* above.splice(0);
      yield entry;
    } else above.push(entry);
    if (entry.kind === 'folder') yield* walkFolder(walk, path, ignored, chosen);
    if (above.at(-1) === entry) above.pop();
  }
}

/** Which patterns fit a path or a folder above it. */
export interface PathFits {
  readonly ignored: Fits | undefined;
  readonly chosen: Fits | undefined;
}

export interface Sight extends PathFits {
  /** false: a folder that is told only if something in it is. */
  readonly isSeen: boolean;
}

/** `above`: of the folder that holds it. undefined: a build sees neither it nor anything in it. */
export function sightOf(options: WalkOptions, path: string, found: Dirent, above: PathFits): Sight | undefined {
  const { rules, always, only, followLinks } = options;
  const ignored = fitsOf(rules.patterns, path, above.ignored);
  const chosen = fitsOf((only ?? noIgnoreRules).patterns, path, above.chosen);
  const isIgnored = isIgnoredBy(rules, ignored) && !always.has(path);
  const isSeen = !isIgnored && (only === undefined || chosen.includes(true));
  const isFolder = found.isDirectory() || (followLinks === true && found.isSymbolicLink());
  if (!isSeen && !(isFolder && mayHoldSeen(options, path, isIgnored, chosen))) return undefined;
  return { isSeen, ignored, chosen };
}

function mayHoldSeen({ rules, always, only }: WalkOptions, path: string, isIgnored: boolean, chosen: Fits): boolean {
  if ([...always].some((kept) => kept.startsWith(`${path}/`))) return true;
  if (isIgnored && !mayHoldUnignored(rules, path)) return false;
  return only === undefined || chosen.includes(true) || only.patterns.some((pattern) => mayFitBelow(pattern, path));
}

/** By name, as bytes. Throws BuildContextError. */
export function sortedEntries(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    // Where code units and bytes sort alike, bytes need not be made.
    return entries.some(({ name }) => /[\ud800-\uffff]/.test(name))
      ? entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
      : entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/** undefined: gone meanwhile, or nothing that a build can use. Throws BuildContextError. */
export function contextEntry(absolutePath: string, path: string, followLinks = false): ContextEntry | undefined {
  try {
    const stats = (followLinks ? statSync : lstatSync)(absolutePath, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) {
      mustBeReadableName(absolutePath);
      return undefined;
    }
    const kind = kindOf(stats);
    if (kind === undefined) return undefined;
    return {
      path,
      absolutePath,
      kind,
      mode: modeOf(Number(stats.mode)),
      size: kind === 'file' ? Number(stats.size) : 0,
      modifiedAt: Number(stats.mtimeNs / 1_000_000_000n),
      modifiedAtNs: stats.mtimeNs,
      changedAtNs: stats.ctimeNs,
      inode: stats.ino,
      linkTarget: kind === 'link' ? linkTarget(absolutePath) : undefined,
      sharedFile: kind === 'file' && stats.nlink > 1n ? `${stats.dev} ${stats.ino}` : undefined,
    };
  } catch (error) {
    if (error instanceof BuildContextError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(absolutePath, error);
  }
}

/** A name in another encoding is read with replacement characters, by which nothing is found: it must not look gone. */
function mustBeReadableName(absolutePath: string): void {
  if (!absolutePath.includes('\ufffd')) return;
  throw new BuildContextError(
    absolutePath,
    l10n.t(
      'The name of {0} is not valid UTF-8, so it cannot be built. Rename it, or add its folder to .dockerignore.',
      absolutePath,
    ),
  );
}

function kindOf(stats: BigIntStats): ContextEntry['kind'] | undefined {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : undefined;
}

/** Windows knows no execute bit: everything gets it, as Docker's own client does. */
function modeOf(mode: number): number {
  return process.platform === 'win32' ? (mode | 0o111) & 0o755 : mode & 0o7777;
}

function linkTarget(absolutePath: string): string {
  const target = readlinkSync(absolutePath);
  return process.platform === 'win32' ? target.replaceAll('\\', '/') : target;
}
