// Puts images into a registry through its HTTP API, made by hand: for other platforms, of any size, without an engine.
// Source: github.com/distribution/distribution, docs/spec/api.md and manifest-v2-2.md.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarEnd, tarHeader, tarPadding } from '../../src/build-context/tar-header.ts';

const types = {
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

export interface PushedImage {
  readonly platform: string;
  readonly descriptor: { readonly mediaType: string; readonly size: number; readonly digest: string };
  /** `sha256:…` of the configuration: the image's id on an engine with the classic store. */
  readonly id: string;
  /** `sha256:…` of each layer as it travels. */
  readonly layers: readonly string[];
}

export interface ImageContent {
  /** `linux/amd64` unless it is given. */
  readonly platform?: string;
  /** One layer each, with a file of these bytes. */
  readonly layers: readonly Buffer[];
  /** When it was made, by its own words: milliseconds since 1970. */
  readonly createdAt?: number;
  /** More of its configuration: `{ Env: ['A=1'], User: 'node' }`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Where the registry wants a password. */
  readonly account?: { readonly username: string; readonly password: string };
}

/** `repository`: `team/app`. Without a tag it is only found by its digest, as an entry of a list is. */
export async function pushImage(
  host: string,
  repository: string,
  tag: string | undefined,
  { platform = 'linux/amd64', layers, createdAt, account, config: ofImage = {} }: ImageContent,
): Promise<PushedImage> {
  const [os = '', architecture = '', variant] = platform.split('/');
  const archives = layers.map((bytes, index) => archiveOf(`layer-${index}`, bytes));
  const packed = archives.map((archive) => gzipSync(archive, { level: 1 }));
  const config = json({
    ...{ os, architecture, ...(variant && { variant }) },
    ...(createdAt !== undefined && { created: new Date(createdAt).toISOString() }),
    config: { Cmd: ['/layer-0'], ...ofImage },
    rootfs: { type: 'layers', diff_ids: archives.map(digestOf) },
  });
  const authorization = account ? authorizationOf(account) : {};
  for (const blob of [config, ...packed]) await pushBlob(host, repository, blob, authorization);
  const manifest = json({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, size: config.length, digest: digestOf(config) },
    layers: packed.map((blob) => ({ mediaType: types.layer, size: blob.length, digest: digestOf(blob) })),
  });
  await putManifest(host, repository, tag ?? digestOf(manifest), types.manifest, manifest, authorization);
  return {
    platform,
    descriptor: { mediaType: types.manifest, size: manifest.length, digest: digestOf(manifest) },
    id: digestOf(config),
    layers: packed.map(digestOf),
  };
}

/** One tag for images of several platforms, all in the same repository. */
export async function pushList(
  host: string,
  repository: string,
  tag: string,
  images: readonly PushedImage[],
): Promise<{ readonly digest: string }> {
  const manifests = images.map(({ platform, descriptor }) => {
    const [os, architecture, variant] = platform.split('/');
    return { ...descriptor, platform: { os, architecture, ...(variant && { variant }) } };
  });
  const list = json({ schemaVersion: 2, mediaType: types.list, manifests });
  await putManifest(host, repository, tag, types.list, list);
  return { digest: digestOf(list) };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function archiveOf(path: string, bytes: Buffer): Buffer {
  const header = tarHeader({ path, kind: 'file', mode: 0o755, size: bytes.length, modifiedAt: 0 });
  return Buffer.concat([header, bytes, tarPadding(bytes.length), tarEnd()]);
}

type Authorization = { readonly Authorization?: string };

function authorizationOf({ username, password }: { username: string; password: string }): Authorization {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

async function pushBlob(host: string, repository: string, blob: Buffer, authorization: Authorization): Promise<void> {
  const headers = { 'Content-Type': 'application/octet-stream', ...authorization };
  const begun = await ask(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST', headers }, 202);
  const upload = new URL(begun.headers.get('Location') ?? '', `http://${host}`);
  upload.searchParams.set('digest', digestOf(blob));
  await ask(upload, { method: 'PUT', body: new Uint8Array(blob), headers }, 201);
}

async function putManifest(
  host: string,
  repository: string,
  reference: string,
  type: string,
  manifest: Buffer,
  authorization: Authorization = {},
) {
  const url = `http://${host}/v2/${repository}/manifests/${reference}`;
  const headers = { 'Content-Type': type, ...authorization };
  await ask(url, { method: 'PUT', body: new Uint8Array(manifest), headers }, 201);
}

async function ask(url: string | URL, request: RequestInit, wanted: number): Promise<Response> {
  const answer = await fetch(url, request);
  assert.equal(answer.status, wanted, `${request.method} ${url}: ${answer.status} ${await answer.clone().text()}`);
  return answer;
}
