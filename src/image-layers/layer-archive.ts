// The layers of an image out of the archive that `docker save` writes: read as it comes in, contents pass by, nothing is kept
// but names and sizes. Which members are layers is told at the archive's end, so each is looked at by how it begins.
// Formats: docker-archive (`<id>/layer.tar`, `manifest.json`) and OCI (`blobs/sha256/…`, `index.json`), as engines 1.10 to 29 write
// them; layers plain, gzip (RFC 1952) or zstd (RFC 8878).
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { isTarHeader, readTar, type TarEntry } from '../container-files/tar-reader.ts';
import { unpackZstd } from '../container-files/zstd.ts';
import { UserError } from '../user-error.ts';

/** What is wrong with the archive of an image. */
export const layerSentences = {
  noLayers: () => l10n.t('The engine sent no image that can be read: its list of layers is missing.'),
};

/** One entry of a layer. */
export type LayerEntry = Pick<TarEntry, 'kind' | 'size' | 'mode' | 'owner' | 'group' | 'linkTarget'> & {
  /** Without a slash at its beginning or end: `usr/bin/env`. */
  readonly path: string;
};

export interface ArchivedLayer {
  /** Its place in the archive: layers that are alike share one. */
  readonly member: string;
  readonly entries: readonly LayerEntry[];
  /** Which step of the image's history made it; the oldest is 0. undefined: nobody noted that. */
  readonly step: number | undefined;
}

/** Of the contents of files, by the layer's member and by path. */
export type Digests = Map<string, Map<string, string>>;

/** Bytes of a manifest or configuration that are believed. */
const longestJson = 8 * 1024 * 1024;

/**
 * Of the only image in the archive, or the first; oldest layer first. `onBytes`: how many have come in. Rejects with an UserError
 * if it is no such archive. `digests`: is filled, which takes its time.
 */
export async function readLayers(
  archive: AsyncIterable<Buffer>,
  onBytes: (total: number) => void = () => undefined,
  digests?: Digests,
): Promise<readonly ArchivedLayer[]> {
  const texts = new Map<string, string>();
  const layers = new Map<string, readonly LayerEntry[]>();
  const links = new Map<string, string>();
  for await (const member of readTar(counted(archive, onBytes))) {
    const path = normal(member.path);
    if (member.kind === 'symlink') links.set(path, normal(posix.join(posix.dirname(path), member.linkTarget)));
    else if (member.kind === 'hardlink') links.set(path, normal(member.linkTarget));
    if (member.kind !== 'file') continue;
    const { head, content } = await peeked(member.content);
    if (isLayer(head)) {
      const ofLayer = digests && new Map<string, string>();
      if (ofLayer) digests.set(path, ofLayer);
      layers.set(path, await entriesOf(unpacked(head, content), ofLayer));
    } else if (member.size <= longestJson && /^\s*[[{]/.test(head.toString('latin1'))) {
      texts.set(path, await textOf(content));
    }
  }
  const { members, config } = manifestOf(texts);
  const steps = historyOf(texts.get(config));
  return members.map((each, at): ArchivedLayer => {
    const member = links.get(each) ?? each;
    return { member, entries: layers.get(member) ?? [], step: steps[at] };
  });
}

/** The content of one file of one layer; undefined if it is not there. Ends the archive as soon as it is found. */
export async function readLayerFile(
  archive: AsyncIterable<Buffer>,
  member: string,
  path: string,
): Promise<Buffer | undefined> {
  for await (const each of readTar(archive)) {
    if (normal(each.path) !== member || each.kind !== 'file') continue;
    const { head, content } = await peeked(each.content);
    for await (const entry of readTar(unpacked(head, content))) {
      if (normal(entry.path) !== path || entry.kind !== 'file') continue;
      const pieces: Buffer[] = [];
      for await (const piece of entry.content) pieces.push(piece);
      return Buffer.concat(pieces);
    }
    return undefined;
  }
  return undefined;
}

/**
 * A file or folder of one layer with all that the layer has below it, as entries of an archive that has nothing else. Marks of what
 * the layer removes are left out. Nothing if it is not there.
 */
export async function* readLayerPart(
  archive: AsyncIterable<Buffer>,
  member: string,
  path: string,
): AsyncGenerator<TarEntry> {
  const above = path.slice(0, path.lastIndexOf('/') + 1);
  const isIn = (each: string) => each === path || each.startsWith(`${path}/`);
  for await (const each of readTar(archive)) {
    if (normal(each.path) !== member || each.kind !== 'file') continue;
    const { head, content } = await peeked(each.content);
    const folders = new Set<string>();
    for await (const entry of readTar(unpacked(head, content))) {
      const own = normal(entry.path);
      if (!isIn(own) || own.slice(own.lastIndexOf('/') + 1).startsWith('.wh.')) continue;
      // Some layers name no folder above what they have.
      for (const folder of foldersAbove(own, path)) {
        if (!folders.has(folder)) yield { ...entry, ...plainFolder, path: folder.slice(above.length) };
        folders.add(folder);
      }
      if (entry.kind === 'folder') folders.add(own);
      const linked = normal(entry.linkTarget);
      // A hard link to what is elsewhere in the image leads nowhere that is copied.
      const inside = isIn(linked) ? linked.slice(above.length) : `../${linked}`;
      const linkTarget = entry.kind === 'hardlink' ? inside : entry.linkTarget;
      yield { ...entry, path: own.slice(above.length), linkTarget };
    }
    return;
  }
}

const plainFolder = { kind: 'folder', mode: 0o755, size: 0, linkTarget: '' } as const;

/** Those between, from the top; the top itself is one if something is below it. */
function foldersAbove(path: string, top: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/', top.length); end >= 0; end = path.indexOf('/', end + 1))
    folders.push(path.slice(0, end));
  return folders;
}

async function* counted(archive: AsyncIterable<Buffer>, onBytes: (total: number) => void): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of archive) {
    total += piece.length;
    onBytes(total);
    yield piece;
  }
}

const normal = (path: string): string => path.replace(/^(\.?\/+)+|^\.$|\/+$/g, '');

/** A header's worth of the beginning, and all of it. */
async function peeked(content: AsyncIterable<Buffer>): Promise<{ head: Buffer; content: AsyncIterable<Buffer> }> {
  const iterator = content[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < 512) {
    const { done, value } = await iterator.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  const head = Buffer.concat(pieces);
  return {
    head,
    content: (async function* () {
      if (head.length > 0) yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    })(),
  };
}

const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;
const isZstd = (head: Buffer) => head.length > 4 && head.readUInt32LE(0) === 0xfd2fb528;
/** An empty layer is nothing but zeros. */
const isTar = (head: Buffer) =>
  isTarHeader(head) || (head.length >= 512 && head.subarray(0, 512).every((byte) => byte === 0));

const isLayer = (head: Buffer) => isGzip(head) || isZstd(head) || isTar(head);

function unpacked(head: Buffer, content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  if (!isGzip(head) && !isZstd(head)) return content;
  const source = Readable.from(content, { objectMode: false });
  if (isZstd(head)) return toItsEnd(unpackZstd(source));
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  return toItsEnd(source.pipe(gunzip));
}

/** Who leaves it early has it read to its end: what feeds it is a part of a larger archive, which goes on behind it. */
function toItsEnd(stream: Readable): AsyncIterable<Buffer> {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => iterator.next(),
      async return() {
        while (!(await iterator.next()).done);
        return { done: true, value: undefined };
      },
    }),
  };
}

async function entriesOf(layer: AsyncIterable<Buffer>, digests?: Map<string, string>): Promise<readonly LayerEntry[]> {
  const entries: LayerEntry[] = [];
  for await (const { path, kind, size, mode, owner, group, linkTarget, content } of readTar(layer)) {
    if (digests && kind === 'file') digests.set(normal(path), await digestOf(content));
    entries.push({ path: normal(path), kind, size, mode, owner, group, linkTarget });
  }
  return entries;
}

async function digestOf(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return hash.digest('base64');
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

interface Manifest {
  /** Paths of the layers in the archive, oldest first. */
  readonly members: readonly string[];
  /** Path of the configuration. */
  readonly config: string;
}

function manifestOf(texts: ReadonlyMap<string, string>): Manifest {
  const [image] = list(parsed(texts.get('manifest.json')));
  const layers = list(field(image, 'Layers')).filter(isText);
  if (layers.length > 0) return { members: layers.map(normal), config: normal(String(field(image, 'Config'))) };
  const found = list(field(parsed(texts.get('index.json')), 'manifests')).map((each) => ociManifest(texts, each, 0));
  const first = found.find((each) => each !== undefined);
  if (!first) throw new UserError('invalid', layerSentences.noLayers());
  return first;
}

/** Indexes may hold others. An attestation has no layer that is a file system. */
function ociManifest(texts: ReadonlyMap<string, string>, descriptor: unknown, depth: number): Manifest | undefined {
  const content = parsed(texts.get(blobPath(descriptor)));
  const type = String(field(field(descriptor, 'annotations'), 'vnd.docker.reference.type') ?? '');
  if (depth > 3 || type === 'attestation-manifest') return undefined;
  const below = list(field(content, 'manifests')).map((each) => ociManifest(texts, each, depth + 1));
  const layers = list(field(content, 'layers'));
  if (layers.length === 0) return below.find((each) => each !== undefined);
  return { members: layers.map(blobPath), config: blobPath(field(content, 'config')) };
}

const blobPath = (descriptor: unknown): string => `blobs/${String(field(descriptor, 'digest')).replace(':', '/')}`;

/** The places of the steps that made a layer each. */
function historyOf(config: string | undefined): readonly number[] {
  return list(field(parsed(config), 'history')).flatMap((step, at) =>
    field(step, 'empty_layer') === true ? [] : [at],
  );
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A file of somebody else's in the archive.
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
