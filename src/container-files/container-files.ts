// The files of one container as a file system. Reading and writing go through the archive API, which needs neither a
// shell nor a running container; what that cannot do (delete, rename) is done in the container, if it runs. No editor.
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../build-context/tar-header.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError, isEngineError } from '../engine/errors.ts';
import type { FileStat } from '../engine/files-api.ts';
import { listArchive } from './archive-listing.ts';
import { runCommand } from './command-run.ts';
import { foldersFirst, type ListedFile, type Listing, listScript, readListing } from './listing.ts';
import { linkedPath, nameOf, parentOf } from './paths.ts';
import { firstEntry, readTar, type TarEntry } from './tar-reader.ts';

/** As Linux counts: more is a circle. */
const mostLinks = 40;
const requestsAtOnce = 8;

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

async function statIfThere(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<FileStat | undefined> {
  try {
    return await engine.files.stat(container, path, signal);
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** Asks the container's own `stat` where there is one: the archive would bring all that is below the folder. */
export async function listFolder(
  engine: Engine,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const { realPath, kind } = await factsOf(engine, container, path, signal);
  if (realPath === undefined || kind !== 'folder') throw new EngineError('invalid', `"${path}" is not a folder.`);
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
    if (isEngineError(error)) return undefined;
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
  throw new EngineError('invalid', `"${path}" is no file with a content to read.`);
}

async function realFile(engine: Engine, container: string, path: string, signal?: AbortSignal): Promise<string> {
  const { realPath, kind } = await factsOf(engine, container, path, signal);
  if (realPath === undefined) throw new EngineError('not-found', `The symlink "${path}" leads nowhere.`);
  if (kind === 'folder') throw new EngineError('invalid', `"${path}" is a folder.`);
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
    throw isEngineError(error) && (await isMounted(engine, container, target)) ? mountedFile(path, error) : error;
  }
}

/** The engine mounts these three itself. */
const enginesOwn = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/** A file that is a mount by itself stands where no other can be put. */
async function isMounted(engine: Engine, container: string, path: string): Promise<boolean> {
  if (enginesOwn.includes(path)) return true;
  const { mounts } = await engine.containers.inspect(container);
  return mounts.some(({ destination }) => destination === path);
}

function mountedFile(path: string, cause: unknown): EngineError {
  return new EngineError(
    'unsupported',
    `"${path}" is mounted into the container and cannot be replaced from here: change it where it comes from, or in a shell in the container.`,
    { cause },
  );
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

/** `recursive`: a folder with all that is in it. A symlink goes, not what it leads to. */
export async function removeFile(
  engine: Engine,
  container: string,
  path: string,
  { recursive }: { recursive: boolean },
  signal?: AbortSignal,
): Promise<void> {
  const { kind } = await engine.files.stat(container, path, signal);
  const command = kind !== 'folder' ? ['rm', '-f'] : recursive ? ['rm', '-rf'] : ['rmdir'];
  await change(engine, container, 'deleted', [...command, '--', path], signal);
}

/** Rejects with `name-in-use` if there is something at `to`, unless it may be overwritten. */
export async function renameFile(
  engine: Engine,
  container: string,
  from: string,
  to: string,
  { overwrite }: { overwrite: boolean },
  signal?: AbortSignal,
): Promise<void> {
  await engine.files.stat(container, from, signal);
  const there = await statIfThere(engine, container, to, signal);
  if (there && !overwrite) throw new EngineError('name-in-use', `"${to}" is there already.`);
  // Else mv would put it into the folder.
  if (there?.kind === 'folder') await removeFile(engine, container, to, { recursive: true }, signal);
  await change(engine, container, 'renamed', ['mv', '-f', '--', from, to], signal);
}

async function change(
  engine: Engine,
  container: string,
  done: 'deleted' | 'renamed',
  command: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  if (!(await isRunning(engine, container, signal))) {
    throw new EngineError(
      'unsupported',
      `Files can be ${done} only in a running container: in a stopped one Docker lets them be added and replaced alone. Start it and try again.`,
    );
  }
  const { output, exitCode } = await runCommand(engine, container, command, signal).catch((error: unknown) => {
    // Some engines refuse at once to start what is not there.
    if (isEngineError(error) && !signal?.aborted) return { output: error.message, exitCode: 127 };
    throw error;
  });
  if (exitCode === 0) return;
  if (exitCode === 126 || exitCode === 127) {
    throw new EngineError(
      'unsupported',
      `It could not be ${done}: that needs the program "${command[0]}" in the container, which did not start (${output.trim()}).`,
    );
  }
  throw new EngineError('failed', `It could not be ${done}: ${output.trim() || `${command[0]} said no`}.`);
}

async function isRunning(engine: Engine, container: string, signal?: AbortSignal): Promise<boolean> {
  return (await engine.containers.get(container, signal))?.state === 'running';
}
