// Manifests and configurations of images as registries keep them. Pure.
// Source: github.com/opencontainers/image-spec (manifest.md, image-index.md, config.md); distribution's manifest-v2-2.md.
import { createHash } from 'node:crypto';
import { isRecord } from '../optional-file.ts';
import type { Manifest, PlatformImage } from './registry-api.ts';

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const imageTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const configTypes = ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json'];

/** Without all of them a registry answers in its oldest format, which has another digest. */
export const manifestAccept = [...indexTypes, ...imageTypes].join(', ');

/** Of one image: what its layers and configuration weigh, and where the configuration is. */
export interface ImageManifest {
  /** Bytes as they travel. */
  readonly size: number;
  readonly layers: number;
  /** undefined: it is no image's but something else's that is kept in a registry. */
  readonly config: { readonly digest: string; readonly size: number } | undefined;
}

/** undefined: `body` is none, or in a format of long ago. `type`: the answer's, where the body has none of its own. */
export function readManifest(
  body: Buffer,
  type: string | undefined,
): (Manifest & { image?: ImageManifest }) | undefined {
  const content = jsonIn(body);
  if (!isRecord(content) || content.schemaVersion !== 2) return undefined;
  const mediaType = typeof content.mediaType === 'string' ? content.mediaType : (type?.split(';')[0]?.trim() ?? '');
  const digest = digestOf(body);
  if (Array.isArray(content.manifests) && !imageTypes.includes(mediaType)) {
    return { digest, mediaType, images: content.manifests.flatMap(imageOfEntry) };
  }
  if (!Array.isArray(content.layers) || indexTypes.includes(mediaType)) return undefined;
  const parts = [content.config, ...content.layers].filter(isRecord);
  const image: ImageManifest = {
    size: parts.reduce((sum, { size }) => sum + (typeof size === 'number' && size > 0 ? size : 0), 0),
    layers: content.layers.length,
    config: configOf(content.config),
  };
  return { digest, mediaType, images: [{ digest, platform: undefined }], image };
}

function imageOfEntry(entry: unknown): PlatformImage[] {
  if (!isRecord(entry) || !isDigest(entry.digest)) return [];
  const { platform, annotations } = entry;
  const isAttestation = isRecord(annotations) && annotations['vnd.docker.reference.type'] !== undefined;
  const words = isRecord(platform) ? platformWords(platform) : undefined;
  return isAttestation || words === 'unknown/unknown' ? [] : [{ digest: entry.digest, platform: words }];
}

function configOf(config: unknown): ImageManifest['config'] {
  if (!isRecord(config) || !configTypes.includes(String(config.mediaType))) return undefined;
  const { digest, size } = config;
  return isDigest(digest) && typeof size === 'number' ? { digest, size } : undefined;
}

/** What an image's configuration says; nothing, where it is none. */
export function readImageConfig(body: Buffer): { platform: string | undefined; createdAt: number | undefined } {
  const content = jsonIn(body);
  if (!isRecord(content)) return { platform: undefined, createdAt: undefined };
  const created = Date.parse(String(content.created));
  return { platform: platformWords(content), createdAt: created > 0 ? created : undefined };
}

/** `linux/arm/v7` */
function platformWords({ os, architecture, variant }: Record<string, unknown>): string | undefined {
  const parts = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '');
  return typeof os === 'string' && typeof architecture === 'string' ? parts.join('/') : undefined;
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/.test(value);
}

/** As the algorithm of `like` has it. */
export function digestOf(body: Buffer, like = 'sha256:'): string {
  const algorithm = like.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
