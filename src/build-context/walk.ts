// The entries of a build context in a stable order: what is left of a folder after its ignore rules.
// Symbolic links stay links. Sockets, pipes and devices are left out: no build can use them.
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadable } from './error.ts';
import { type IgnoreRules, isIgnored, mayHoldUnignored } from './ignore-file.ts';

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
  /** Only of links. */
  readonly linkTarget?: string | undefined;
}

export interface WalkOptions {
  readonly rules: IgnoreRules;
  /** Paths that are sent even if the rules say otherwise. */
  readonly always: ReadonlySet<string>;
}

/** In each folder by name, as bytes; a folder before what is in it. Rejects with BuildContextError. */
export async function* walkContext(folder: string, options: WalkOptions): AsyncGenerator<ContextEntry> {
  yield* walkFolder(folder, '', options, []);
}

/** `above`: ignored folders that hold this one, told (and taken out) only when something in them is not ignored. */
async function* walkFolder(
  root: string,
  folder: string,
  options: WalkOptions,
  above: ContextEntry[],
): AsyncGenerator<ContextEntry> {
  for (const found of await sortedEntries(join(root, folder))) {
    const path = folder === '' ? found.name : `${folder}/${found.name}`;
    const ignored = isIgnored(options.rules, path) && !options.always.has(path);
    if (ignored && !(found.isDirectory() && mayHold(options, path))) continue;
    const entry = await contextEntry(join(root, path), path);
    if (entry === undefined) continue;
    if (ignored) {
      above.push(entry);
      yield* walkFolder(root, path, options, above);
      if (above.at(-1) === entry) above.pop();
    } else {
      yield* above.splice(0);
      yield entry;
      if (entry.kind === 'folder') yield* walkFolder(root, path, options, above);
    }
  }
}

function mayHold({ rules, always }: WalkOptions, path: string): boolean {
  return mayHoldUnignored(rules, path) || [...always].some((kept) => kept.startsWith(`${path}/`));
}

async function sortedEntries(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/** undefined: gone meanwhile, or nothing that a build can use. */
export async function contextEntry(absolutePath: string, path: string): Promise<ContextEntry | undefined> {
  try {
    const stats = await lstat(absolutePath);
    const kind = kindOf(stats);
    if (kind === undefined) return undefined;
    return {
      path,
      absolutePath,
      kind,
      mode: modeOf(stats),
      size: kind === 'file' ? stats.size : 0,
      modifiedAt: Math.floor(stats.mtimeMs / 1000),
      linkTarget: kind === 'link' ? await linkTarget(absolutePath) : undefined,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(absolutePath, error);
  }
}

function kindOf(stats: Stats): ContextEntry['kind'] | undefined {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : undefined;
}

/** Windows knows no execute bit: everything gets it, as Docker's own client does. */
function modeOf({ mode }: Stats): number {
  return process.platform === 'win32' ? (mode | 0o111) & 0o755 : mode & 0o7777;
}

async function linkTarget(absolutePath: string): Promise<string> {
  const target = await readlink(absolutePath);
  return process.platform === 'win32' ? target.replaceAll('\\', '/') : target;
}
