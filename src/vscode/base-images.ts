// What the engine knows of the images that Dockerfiles start from. Asked while somebody reads or types: never of an engine to
// which nobody has connected.
import type { ImageDetails } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { familiarName } from '../image-reference.ts';

export interface BaseImages {
  /** undefined: the engine does not have it, or is not connected. */
  details(reference: string): Promise<ImageDetails | undefined>;
}

/** Images are kept by their ids, under which nothing ever changes. */
const mostKept = 50;

export function createBaseImages(inventory: Inventory): BaseImages {
  const known = new Map<string, ImageDetails>();
  return {
    async details(reference) {
      if (inventory.connection.state !== 'connected') return undefined;
      const name = familiarName(reference);
      const image = inventory.images.find(({ tags }) => tags.some((tag) => familiarName(tag) === name));
      if (!image) return undefined;
      const details = known.get(image.id) ?? (await (await inventory.engine()).images.inspect(image.id));
      known.delete(image.id);
      known.set(image.id, details);
      for (const oldest of known.keys()) if (known.size > mostKept) known.delete(oldest);
      return details;
    },
  };
}
