// Whether the engine has an image, asked of the engine itself.
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { isKnownFailure } from '../../user-error.ts';

/** The image of that name or id; undefined where the engine has none. */
export async function imageIfThere(engine: Engine, reference: string): Promise<ImageDetails | undefined> {
  try {
    return await engine.images.inspect(reference);
  } catch (error) {
    if (isKnownFailure(error, 'not-found') || isKnownFailure(error, 'image-not-found')) return undefined;
    throw error;
  }
}
