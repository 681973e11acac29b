// Renames over the archive API, which has no such call: the archive comes out, goes in again under the new name, is
// compared, and only then the old one goes. It waits on this machine's disk in between, since the engine locks a container
// until its archive is read to the end (`containerArchivePath` in daemon/archive_unix.go of moby).

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { paxHeader, tarEnd, tarPadding } from '../build-context/tar-header.ts';
import type { Engine } from '../engine/engine.ts';
import { writeFromStream } from '../file-from-stream.ts';
import { UserError } from '../user-error.ts';
import { localError } from './local-error.ts';
import { statIfThere } from './path-facts.ts';
import { nameOf, parentOf } from './paths.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

/** Why a copy does not take the place of what it was made of. */
export const copySentences = {
  changed: (path: string) =>
    l10n.t('"{0}" changed while it was being copied, so it was not renamed. Stop the container and try again.', path),
};

/**
 * Both paths are without symlinks on their way, and neither is in the other. `replaces`: something is at `to`, which goes;
 * it comes back if the copy fails.
 */
export async function moveByCopy(
  engine: Engine,
  container: string,
  from: string,
  to: string,
  replaces: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const drafts = await mkdtemp(join(tmpdir(), 'longshore-move-'));
  const [moved, replaced] = [join(drafts, 'moved'), join(drafts, 'replaced')];
  try {
    // Nothing goes in: the engine only says whether the folder may be written, before anything is begun.
    const nothing = Readable.from([tarEnd()], { objectMode: false });
    await engine.files.write(container, parentOf(from), nothing, signal);
    await save(engine, container, from, moved, signal);
    if (replaces) await save(engine, container, to, replaced, signal);
    const { digest } = await summaryOf(createReadStream(moved));
    try {
      if (replaces) await engine.files.remove(container, to, signal);
      await unpack(engine, container, moved, to, signal);
      const copy = await summaryOf(await engine.files.read(container, to, signal));
      if (copy.digest !== digest) throw differentCopy(from);
    } catch (error) {
      // Without the signal: what was begun is undone even when somebody cancels.
      if (await statIfThere(engine, container, to)) await engine.files.remove(container, to);
      if (replaces) await unpack(engine, container, replaced, to);
      throw error;
    }
    await engine.files.remove(container, from, signal);
  } finally {
    await rm(drafts, { recursive: true, force: true });
  }
}

function differentCopy(path: string): UserError {
  return new UserError('failed', copySentences.changed(path));
}

async function save(
  engine: Engine,
  container: string,
  path: string,
  file: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const archive = await engine.files.read(container, path, signal);
  try {
    await writeFromStream(archive, file, { flags: 'wx', mode: 0o600, signal });
  } catch (error) {
    throw signal?.aborted ? signal.reason : localError(error);
  }
}

/**
 * A hard link's set-user-id bit is lost when its owner is set, and comes back only where its target is found from the root
 * (`handleLChmod` in moby's archive package looks there, wherever it unpacks).
 */
async function unpack(
  engine: Engine,
  container: string,
  file: string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const { linksPrograms } = await summaryOf(createReadStream(file));
  const folder = linksPrograms ? '/' : parentOf(path);
  const name = linksPrograms ? path.slice(1) : nameOf(path);
  const archive = Readable.from(renamed(createReadStream(file), name), { objectMode: false });
  await engine.files.write(container, folder, archive, signal);
}

/** The same archive with another name at its top. Nothing else of it is touched, whatever its headers hold. */
async function* renamed(archive: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  for await (const { below, belowTarget, entry } of entriesOf(archive)) {
    const records = new Map<string, string | Buffer>(entry.raw.records).set('path', `${name}${below}`);
    if (belowTarget !== undefined) records.set('linkpath', `${name}${belowTarget}`);
    yield paxHeader(records);
    yield entry.raw.header;
    yield* entry.content;
    yield tarPadding(entry.size);
  }
  yield tarEnd();
}

interface Summary {
  /** Of everything that the archive tells but the name at its top. */
  readonly digest: string;
  /** Whether it has a hard link with a set-user-id or set-group-id bit. */
  readonly linksPrograms: boolean;
}

async function summaryOf(archive: AsyncIterable<Buffer>): Promise<Summary> {
  let linksPrograms = false;
  const hash = createHash('sha256');
  for await (const { below, belowTarget, entry } of entriesOf(archive)) {
    const { kind, mode, size, modifiedAt, owner, group, linkTarget, records, raw } = entry;
    const type = raw.header.toString('latin1', 156, 157);
    const device = raw.header.toString('latin1', 329, 345);
    const extra = [...records].map(([key, value]) => [key, value.toString('base64')]).sort();
    const facts = [kind, type, device, mode, size, modifiedAt, owner, group, belowTarget ?? linkTarget, extra];
    linksPrograms ||= kind === 'hardlink' && (mode & 0o6000) !== 0;
    hash.update(`${JSON.stringify([below, ...facts])}\n`);
    for await (const piece of entry.content) hash.update(piece);
  }
  return { digest: hash.digest('hex'), linksPrograms };
}

interface PlacedEntry {
  readonly entry: TarEntry;
  /** What follows the name at the top: empty, or with a slash before it. */
  readonly below: string;
  /** The same of what a hard link leads to. */
  readonly belowTarget: string | undefined;
}

async function* entriesOf(archive: AsyncIterable<Buffer>): AsyncGenerator<PlacedEntry> {
  let top: string | undefined;
  for await (const entry of readTar(archive)) {
    top ??= entry.path;
    const belowTarget = entry.kind === 'hardlink' ? belowOf(top, entry.linkTarget) : undefined;
    yield { entry, below: belowOf(top, entry.path), belowTarget };
  }
}

function belowOf(top: string, path: string): string {
  if (path === top || path.startsWith(`${top}/`)) return path.slice(top.length);
  throw new UserError('failed', l10n.t('The engine sent "{1}" instead of "{0}". Nothing was renamed.', path, top));
}
