// What goes with a tag when it is deleted: registries delete the manifest, and with it every tag that names it.

import { isEngineError } from '../errors.ts';
import type { ImageReference } from '../image-reference.ts';
import type { DeletionPreview, Page, RegistryClient, RepositoryName } from './registry-api.ts';

type TagClient = Pick<RegistryClient, 'digest' | 'tags'>;

/** More are not compared: each costs a request. */
const mostComparedTags = 1000;
const mostPages = 100;
const atATime = 8;

export async function previewDeletion(
  client: TagClient,
  reference: ImageReference,
  signal?: AbortSignal,
): Promise<DeletionPreview> {
  const digest = await client.digest(reference, signal);
  const { tag } = reference;
  const others = (await allTags(client, reference, signal)).filter((other) => other !== tag);
  const compared = others.slice(0, mostComparedTags);
  const same = await sameDigest(client, reference, compared, digest, signal);
  return {
    digest,
    tags: [...(tag === undefined ? [] : [tag]), ...same],
    unseen: others.length - compared.length,
  };
}

async function allTags(client: TagClient, name: RepositoryName, signal: AbortSignal | undefined): Promise<string[]> {
  const found = new Set<string>();
  let after: string | undefined;
  // A registry that never ends its list is left at some point.
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Page<string> = await client.tags(name, { after, pageSize: 1000 }, signal);
    for (const tag of page.items) found.add(tag);
    after = page.next;
    if (after === undefined) break;
  }
  return [...found];
}

/** In their order. A tag that has gone meanwhile is left out. */
async function sameDigest(
  client: TagClient,
  { registry, repository }: RepositoryName,
  tags: readonly string[],
  digest: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const same = new Set<string>();
  const rest = tags.values();
  let failed = false;
  const compare = async () => {
    // All workers take from one iterator.
    for (const tag of rest) {
      if (failed) return;
      const its = await client.digest({ registry, repository, tag, digest: undefined }, signal).catch((error) => {
        if (isEngineError(error, 'image-not-found')) return undefined;
        failed = true;
        throw error;
      });
      if (its === digest) same.add(tag);
    }
  };
  await Promise.all(Array.from({ length: atATime }, compare));
  return tags.filter((tag) => same.has(tag));
}
