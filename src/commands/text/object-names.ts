// How images and other objects are called where people read of them, and files that are about them.
import type { Image } from '../../engine/image-api.ts';

/** The name by which an image is best spoken of: its first tag, else its short id. */
export function imageName(image: Image): string {
  return image.tags[0] ?? shortId(image.id);
}

/** Harmless as a file's name on every system. */
export function safeFileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
}

/** Twelve digits, as `docker images` prints them. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** What an object is called by: a name as it is, an id short. */
export function nameOrShortId(reference: string): string {
  return /^(?:sha256:)?[0-9a-f]{64}$/.test(reference) ? shortId(reference) : reference;
}
