// A file as it is in an image: read from a container that is made of it, never started, and removed again.
import type { Engine } from '../engine/engine.ts';
import { helperLabel } from '../engine/helper.ts';
import { isKnownFailure } from '../user-error.ts';
import { readContent } from './container-files.ts';

/** The whole content. Rejects with `not-found` if there is no such file. */
export async function readImageFile(
  engine: Engine,
  image: string,
  path: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  return inImage(engine, image, (id) => readContent(engine, id, path, signal), signal);
}

/** `work` gets the id of a container that is gone afterwards. */
export async function inImage<T>(
  engine: Engine,
  image: string,
  work: (container: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const id = await engine.containers.create(
    // The command is needed to create it, and never run.
    { image, entrypoint: ['none'], command: [], labels: { [helperLabel]: 'a file of an image' }, network: 'none' },
    signal,
  );
  try {
    return await work(id);
  } finally {
    // With the volumes that the image asks for.
    await engine.containers.remove(id, { force: true, volumes: true }).catch((error: unknown) => {
      if (!isKnownFailure(error, 'not-found')) throw error;
    });
  }
}
