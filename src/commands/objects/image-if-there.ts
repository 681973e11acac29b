// Whether the engine has an image, asked of the engine itself.
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { unless } from '../../user-error.ts';

/** The image of that name or id; undefined where the engine has none. */
export async function imageIfThere(
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<ImageDetails | undefined> {
  return unless(engine.images.inspect(reference, signal), 'not-found', 'image-not-found');
}
