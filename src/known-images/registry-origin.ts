// Whether an image came from a registry, where its digests alone do not tell: nothing is asked about what did not. The engine is
// asked about the single image, then for what was pulled lately; that is remembered.

import type { Inventory } from '../engine/inventory.ts';
import { formatImageReference, parseImageReference, withDefaultTag } from '../image-reference.ts';
import { ownDigests } from '../registry/newer-check.ts';
import type { LocalImage } from '../registry/registry-api.ts';

export interface RegistryOriginParts {
  readonly inventory: Pick<Inventory, 'connection'>;
  /** Names that were seen pulled, beyond the session. */
  readonly kept: { get(): readonly string[]; set(names: readonly string[]): void };
}

const mostNames = 500;

/** In doubt: false. Rejects as `ImageApi.inspect` does. */
export function createRegistryOrigin({
  inventory,
  kept,
}: RegistryOriginParts): (image: LocalImage, signal: AbortSignal) => Promise<boolean> {
  return async ({ reference }, signal) => {
    const { connection } = inventory;
    const parsed = parseImageReference(reference);
    if (connection.state !== 'connected' || !parsed) return false;
    const { images } = connection.engine;
    const { digests, inDoubt } = await images.inspect(reference, signal);
    if (ownDigests(parsed, digests).length === 0) return false;
    if (inDoubt === false) return true;
    const name = normal(reference);
    const known = kept.get();
    if (known.includes(name)) return true;
    const seen = (await images.pulledNames(signal)).map(normal);
    const fresh = seen.filter((each) => !known.includes(each));
    if (fresh.length > 0) kept.set([...known, ...fresh].slice(-mostNames));
    return seen.includes(name);
  };
}

/** `node` and `docker.io/library/node:latest` are one. */
function normal(reference: string): string {
  const parsed = parseImageReference(reference);
  return parsed ? formatImageReference(withDefaultTag(parsed)) : reference;
}
