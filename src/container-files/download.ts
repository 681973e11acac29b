// Copies a file or folder out of a container to the local disk (`docker cp`), piece by piece. The container may be
// hostile: nothing is written outside of the folder of the copy, and under its final name stands only what is whole.

import { chmod, link, lstat, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import { writeFromStream } from '../file-from-stream.ts';
import { isKnownFailure, UserError } from '../user-error.ts';
import { isRunning, runCommand } from './command-run.ts';
import { localError } from './local-error.ts';
import { factsOf } from './path-facts.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

/** Why an archive is not unpacked. */
export const unpackSentences = {
  outside: (path: string) => l10n.t('The archive has an entry outside of its folder: "{0}". Nothing was copied.', path),
};

export interface Download {
  readonly container: string;
  readonly path: string;
  /** Absolute local path of the file or folder that comes to be. */
  readonly target: string;
  /** Puts what is in the folder into the (present) target folder, as `docker cp CONTAINER:dir/. target` does. */
  readonly contentsOnly?: boolean;
}

/**
 * What is at the target already is replaced (with `contentsOnly`: what has the same name). Answers how many pipes, sockets and
 * devices were left out: they mean nothing on another machine.
 */
export async function download(
  engine: Engine,
  { container, path, target, contentsOnly = false }: Download,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<{ readonly leftOut: number }> {
  const { realPath, kind } = await factsOf(engine, container, path, signal);
  if (realPath === undefined) throw new UserError('not-found', l10n.t('The symlink "{0}" is broken.', path));
  if (kind === 'other') {
    throw new UserError('unsupported', cannotBeCopied(path));
  }
  return unpackTo(
    async (draft) => {
      const archive = readTar(await engine.files.read(container, realPath, signal));
      const inArchive = await unpack(archive, draft, onBytes, signal);
      return inArchive + (kind === 'folder' ? await countSockets(engine, container, realPath, signal) : 0);
    },
    { path, target, contentsOnly },
    signal,
  );
}

/** The same of entries of any archive, whose first one is the file or folder: all others stand below it. */
export async function extract(
  entries: AsyncIterable<TarEntry>,
  to: Pick<Download, 'path' | 'target'>,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<{ readonly leftOut: number }> {
  return unpackTo((draft) => unpack(entries, draft, onBytes, signal), { ...to, contentsOnly: false }, signal);
}

/** `fill`: puts it into a folder, and answers how much of it was left out. */
async function unpackTo(
  fill: (draft: string) => Promise<number>,
  { path, target, contentsOnly }: Required<Omit<Download, 'container'>>,
  signal: AbortSignal | undefined,
): Promise<{ readonly leftOut: number }> {
  const outside = contentsOnly ? target : dirname(target);
  // On the same disk as the target, so that the last step is only a renaming.
  const draft = await mkdtemp(join(outside, '.longshore-partial-'));
  try {
    const leftOut = await fill(draft);
    const [top] = await readdir(draft);
    if (top === undefined) throw new UserError('not-found', l10n.t('"{0}" arrived without any content.', path));
    const copy = join(draft, top);
    if (!contentsOnly) await replace(copy, target);
    else for (const name of await readdir(copy)) await replace(join(copy, name), join(target, name));
    return { leftOut };
  } catch (error) {
    throw signal?.aborted ? signal.reason : localError(error);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A symlink that leads nowhere is there, too. */
export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function replace(copy: string, target: string): Promise<void> {
  // A renaming replaces a file at once, but no folder that has something in it.
  if ((await isThere(target)) && ((await lstat(target)).isDirectory() || (await lstat(copy)).isDirectory())) {
    await rm(target, { recursive: true });
  }
  await rename(copy, target);
}

async function unpack(
  archive: AsyncIterable<TarEntry>,
  folder: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let leftOut = 0;
  /** Folders made here, by their path in the archive: an entry in any other (a symlink!) could write elsewhere. */
  const folders = new Map<string, { mode: number; modifiedAt: number }>();
  const made: Made = { files: new Set(), symlinks: new Map() };
  let bytes = 0;
  for await (const entry of archive) {
    signal?.throwIfAborted();
    const path = safePath(entry.path);
    const parent = posix.dirname(path);
    if (parent !== '.' && !folders.has(parent)) throw outside(entry.path);
    const local = join(folder, path);
    if (entry.kind === 'folder') {
      // Not recursive: that would take a symlink to a folder for one.
      if (!folders.has(path)) await mkdir(local, { mode: 0o700 }).catch(rethrowClash(entry.path));
      folders.set(path, entry);
    } else if (entry.kind === 'file') {
      const count = async function* () {
        for await (const piece of entry.content) {
          bytes += piece.length;
          onBytes(bytes);
          yield piece;
        }
      };
      const content = Readable.from(count(), { objectMode: false });
      await writeFromStream(content, local, { flags: 'wx', signal }).catch(rethrowClash(entry.path));
      await like(entry, local);
      made.files.add(path);
    } else if (entry.kind === 'symlink' || entry.kind === 'hardlink') {
      await makeLink(entry, folder, local, made).catch(rethrowClash(entry.path));
    } else leftOut++;
  }
  // Now that nothing is written into them any more; the deepest first.
  for (const [path, facts] of [...folders].reverse()) await like(facts, join(folder, path));
  return leftOut;
}

/** Engines put none into an archive, and say so to nobody; only a running container with `find` knows of them. */
async function countSockets(engine: Engine, container: string, folder: string, signal?: AbortSignal): Promise<number> {
  if (!(await isRunning(engine, container, signal))) return 0;
  try {
    const { output, exitCode } = await runCommand(engine, container, ['find', folder, '-type', 's'], signal);
    return exitCode === 0 ? output.split('\n').filter((line) => line.startsWith('/')).length : 0;
  } catch (error) {
    // An image without that program; the copy is there all the same.
    if (isKnownFailure(error) && !signal?.aborted) return 0;
    throw error;
  }
}

/** Made here, by their path in the archive: a hard link to anything else could lead elsewhere, through a symlink. */
interface Made {
  readonly files: Set<string>;
  /** With their targets. */
  readonly symlinks: Map<string, string>;
}

async function makeLink(
  { path, kind, linkTarget }: TarEntry,
  folder: string,
  local: string,
  made: Made,
): Promise<void> {
  const mine = safePath(path);
  const linked = kind === 'hardlink' ? safePath(linkTarget) : undefined;
  if (linked !== undefined && made.files.has(linked)) {
    await link(join(folder, linked), local);
    made.files.add(mine);
    return;
  }
  // A second name of a symlink is a symlink of its own: links to links are no use of any system's.
  const target = linked === undefined ? linkTarget : made.symlinks.get(linked);
  if (target === undefined) throw outside(path);
  await symlink(target, local);
  made.symlinks.set(mine, target);
}

/** Two names that this machine's disk cannot tell apart (`a` and `A`), or one that stands twice in the archive. */
function rethrowClash(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== 'EEXIST') throw error;
    throw new UserError(
      'failed',
      l10n.t(
        '"{0}" is in the archive twice, or its name is the same as another one on this disk. Nothing was copied.',
        path,
      ),
    );
  };
}

function safePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  // An archive of the root has no name of its own.
  if (parts.length === 0) return 'root';
  if (parts.includes('..') || path.includes('\0')) throw outside(path);
  // There, they separate folders, and name disks and streams.
  if (process.platform === 'win32' && /[\\:]/.test(path)) throw notHere(path);
  return path.startsWith('/') || path.startsWith('./') ? ['root', ...parts].join('/') : parts.join('/');
}

/** Without the set-user-id bits: here it is another machine. */
async function like({ mode, modifiedAt }: { mode: number; modifiedAt: number }, local: string): Promise<void> {
  await chmod(local, mode & 0o777);
  await utimes(local, modifiedAt / 1000, modifiedAt / 1000);
}

function notHere(path: string): UserError {
  return new UserError('failed', l10n.t('"{0}" is not a valid file name on this machine. Nothing was copied.', path));
}

function outside(path: string): UserError {
  return new UserError('failed', unpackSentences.outside(path));
}

export const cannotBeCopied = (path: string) =>
  l10n.t('"{0}" is a pipe, a socket or a device, so it cannot be copied.', path);
