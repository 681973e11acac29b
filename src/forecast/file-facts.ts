// What is known of the files of a build context: what they hold as a digest, and by what it is seen that this still holds.
import { createHash } from 'node:crypto';
import { type BigIntStats, createReadStream, lstatSync, readFileSync } from 'node:fs';
import { BuildContextError, unreadable } from '../build-context/error.ts';
import { coarsestClock } from '../build-context/kept-walk.ts';
import type { ContextEntry } from '../build-context/walk.ts';

export interface FileFact {
  readonly kind: ContextEntry['kind'];
  /** The twelve permission bits. */
  readonly mode: number;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** Nanoseconds since 1970, as decimals: too large for numbers. */
  readonly modified: string;
  readonly changed: string;
  readonly inode: string;
  /** Of the content; of a link, of what it leads to; '' of a folder. */
  readonly digest: string;
  /** Milliseconds since 1970: when it was read. */
  readonly readAt: number;
}

/** By the path in the context, with `/`. */
export type FileFacts = ReadonlyMap<string, FileFact>;

/** What was read before, by the same paths. */
export interface KnownFacts {
  get(path: string): FileFact | undefined;
  /** Takes what was read now, also if the reading is then given up. */
  set?(path: string, fact: FileFact): void;
}

/** Bytes; larger files are read in pieces. */
const readAtOnce = 1 << 20;

/** undefined: it is gone meanwhile. `before`: read again only if it may be another. Rejects with BuildContextError. */
export async function factOf(
  { absolutePath, kind, mode, size, linkTarget, modifiedAtNs, changedAtNs = 0n, inode = 0n }: ContextEntry,
  before: FileFact | undefined,
  signal?: AbortSignal,
): Promise<FileFact | undefined> {
  const times = { modified: String(modifiedAtNs), changed: String(changedAtNs), inode: String(inode) };
  const known = { kind, mode, size, ...times };
  if (kind === 'folder') return { ...known, digest: '', readAt: 0 };
  if (kind === 'link') return { ...known, digest: hashOf(linkTarget ?? ''), readAt: 0 };
  if (before && isSame(before, known) && isSettled(before))
    return before.mode === mode ? before : { ...known, digest: before.digest, readAt: before.readAt };
  const readAt = Date.now();
  const digest = await contentDigest(absolutePath, size, signal);
  return digest === undefined ? undefined : { ...known, digest, readAt };
}

/** Of a file that is to be saved with this content. */
export function unsavedFact({ kind, mode }: ContextEntry, text: string): FileFact {
  const content = Buffer.from(text);
  const times = { modified: 'unsaved', changed: 'unsaved', inode: 'unsaved' };
  return { kind, mode, size: content.length, ...times, digest: hashOf(content), readAt: 0 };
}

function isSame(a: FileFact, b: Omit<FileFact, 'digest' | 'readAt'>): boolean {
  const { kind, size, modified, changed, inode } = a;
  return b.kind === kind && b.size === size && b.modified === modified && b.changed === changed && b.inode === inode;
}

/** Whether it cannot have changed since it was read without another time. */
export function isSettled({ modified, changed, readAt }: FileFact): boolean {
  const latest = Math.max(Number(BigInt(modified) / 1_000_000n), Number(BigInt(changed) / 1_000_000n));
  return readAt - latest > coarsestClock;
}

/** Nanoseconds since 1970; '0' if it is gone. Throws BuildContextError. */
export function changeTimeOf(path: string): string {
  return String(statsOf(path)?.ctimeNs ?? 0);
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function contentDigest(path: string, size: number, signal?: AbortSignal): Promise<string | undefined> {
  try {
    if (size <= readAtOnce) return hashOf(readFileSync(path));
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path, { highWaterMark: readAtOnce, signal }))
      hash.update(piece as Buffer);
    return hash.digest('base64url').slice(0, digestLength);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BuildContextError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
}

/** 132 bits. */
const digestLength = 22;

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, digestLength);
}
