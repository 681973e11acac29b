// The files of one container as a file system. Reading and writing go through the archive API, which needs neither a
// shell nor a running container; deleting and renaming stand in changes.ts. No editor.

import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { tarEnd, tarHeader, tarPadding } from '../build-context/tar-header.ts';
import type { Engine } from '../engine/engine.ts';
import { isKnownFailure, UserError } from '../user-error.ts';
import { listArchive } from './archive-listing.ts';
import { isRunning, runCommand } from './command-run.ts';
import { foldersFirst, type ListedFile, type Listing, listScript, readListing } from './listing.ts';
import { isMounted, mountedFile } from './mounted-paths.ts';
import { factsOf, statIfThere } from './path-facts.ts';
import { nameOf, parentOf } from './paths.ts';
import { firstEntry, readTar, type TarEntry } from './tar-reader.ts';

/** What a path leads to, where something else is wanted. */
export const fileKindSentences = {
  notFolder: (path: string) => l10n.t('"{0}" is not a folder.', path),
  brokenSymlink: (path: string) => l10n.t('The symlink "{0}" is broken.', path),
  folder: (path: string) => l10n.t('"{0}" is a folder.', path),
  notRegular: (path: string) => l10n.t('"{0}" is not a regular file.', path),
};

const requestsAtOnce = 8;

/** Asks the container's own `stat` where there is one: the archive would bring all that is below the folder. */
export async function listFolder(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const { realPath, kind } = await factsOf(engine, container, path, signal);
  if (realPath === undefined || kind !== 'folder') throw new UserError('invalid', fileKindSentences.notFolder(path));
  const quick = (await isRunning(engine, container, signal))
    ? await listByCommand(engine, container, realPath, signal)
    : undefined;
  if (quick) return quick;
  const { files, links, complete } = await listArchive(await engine.files.read(container, realPath, signal));
  const targets = await targetsOf(engine, container, realPath, [...links.keys()], signal);
  const all = [...files.values()].map((file): ListedFile => ({ ...file, target: targets.get(file.name) }));
  return { files: all.sort(foldersFirst), complete };
}

async function listByCommand(engine: Engine, container: string, path: string, signal?: AbortSignal) {
  try {
    const { output, exitCode } = await runCommand(engine, container, ['sh', '-c', listScript, 'sh', path], signal);
    return exitCode === 0 ? readListing(output) : undefined;
  } catch (error) {
    // No shell, or stopped meanwhile: the archive knows, too, and has its own word on what is really wrong.
    if (isKnownFailure(error)) return undefined;
    throw error;
  }
}

async function targetsOf(
  engine: Engine,
  container: string,
  folder: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, ListedFile['target']>> {
  const targets = new Map<string, ListedFile['target']>();
  const queue = [...names];
  const worker = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      const { kind, realPath } = await factsOf(engine, container, path, signal);
      targets.set(name, realPath === undefined || kind === 'symlink' ? undefined : kind);
    }
  };
  await Promise.all(Array.from({ length: Math.min(requestsAtOnce, names.length) }, worker));
  return targets;
}

/** The whole content. */
export async function readContent(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  const realPath = await realFile(engine, container, path, signal);
  for await (const { kind, content } of readTar(await engine.files.read(container, realPath, signal))) {
    if (kind !== 'file') break;
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  throw new UserError('invalid', fileKindSentences.notRegular(path));
}

async function realFile(engine: Engine, container: string, path: string, signal?: AbortSignal): Promise<string> {
  const { realPath, kind } = await factsOf(engine, container, path, signal);
  if (realPath === undefined) throw new UserError('not-found', fileKindSentences.brokenSymlink(path));
  if (kind === 'folder') throw new UserError('invalid', fileKindSentences.folder(path));
  return realPath;
}

/**
 * Replaces or makes a file. An existing one keeps its permissions, owner and extended attributes; a new one belongs to
 * the owner of its folder. A symlink stays: what it leads to is written.
 */
export async function writeContent(
  engine: Engine,
  container: string,
  path: string,
  content: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  const there = await statIfThere(engine, container, path, signal);
  const target = there ? await realFile(engine, container, path, signal) : path;
  const old = there ? await headerOf(engine, container, target, signal) : undefined;
  const owned = old ?? (await headerOf(engine, container, parentOf(target), signal));
  const header = tarHeader({
    path: nameOf(target),
    kind: 'file',
    mode: old?.mode ?? 0o644,
    size: content.length,
    modifiedAt: Date.now() / 1000,
    owner: owned.owner,
    group: owned.group,
    records: old?.records ?? new Map(),
  });
  const archive = Readable.from([header, Buffer.from(content), tarPadding(content.length), tarEnd()], {
    objectMode: false,
  });
  try {
    await engine.files.write(container, parentOf(target), archive, signal);
  } catch (error) {
    throw isKnownFailure(error) && (await isMounted(engine, container, target)) ? mountedFile(path, error) : error;
  }
}

/** The folder around it must be there. */
export async function createFolder(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const { owner, group } = await headerOf(engine, container, parentOf(path), signal);
  const modifiedAt = Date.now() / 1000;
  const header = tarHeader({
    path: `${nameOf(path)}/`,
    kind: 'folder',
    mode: 0o755,
    size: 0,
    modifiedAt,
    owner,
    group,
  });
  const archive = Readable.from([header, tarEnd()], { objectMode: false });
  await engine.files.write(container, parentOf(path), archive, signal);
}

/** The first header alone: the rest of the archive is not read. */
async function headerOf(engine: Engine, container: string, path: string, signal?: AbortSignal): Promise<TarEntry> {
  const { realPath } = await factsOf(engine, container, path, signal);
  return firstEntry(await engine.files.read(container, realPath ?? path, signal));
}
