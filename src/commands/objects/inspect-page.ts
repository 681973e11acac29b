// What a user can read of images: their facts on a page.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Image, ImageDetails } from '../../engine/image-api.ts';
import { imagePage, isBuiltOn } from '../../panels/image-page.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { imageName, safeFileName } from '../text/object-names.ts';
import { chooseImage } from './choose.ts';
import { imageIfThere } from './image-if-there.ts';

/** Each costs a request; with more, the question what is built on an image is left open. */
const mostCompared = 300;
const requestsAtOnce = 8;

export const inspectPageCommands = engineCommands({
  'longshore.image.describe': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const image = await chooseImage(context, ids, l10n.t('Describe an Image'));
    const page = await host.progress(l10n.t('Reading {0}', imageName(image)), async (_report, signal) => {
      const [details, history, containers, images] = await Promise.all([
        engine.images.inspect(image.id, signal),
        engine.images.history(image.id, signal),
        engine.containers.list(signal),
        engine.images.list(signal),
      ]);
      const users = containers.filter(({ imageId }) => imageId === image.id).map(({ name }) => name);
      const builtOnIt = images.length > mostCompared ? undefined : await imagesOn(engine, details, images, signal);
      return imagePage(details, { containers: users, builtOnIt, history }, Date.now());
    });
    await host.showPage(`${safeFileName(imageName(image))}.image.md`, page);
  },
});

async function imagesOn(
  engine: Engine,
  base: ImageDetails,
  images: readonly Image[],
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  const queue = images.filter(({ id }) => id !== base.id);
  const worker = async () => {
    for (let image = queue.shift(); image; image = queue.shift()) {
      // Removed meanwhile: then nothing is built on it.
      const details = await imageIfThere(engine, image.id, signal);
      if (details && isBuiltOn(details.layers, base.layers)) found.push(imageName(image));
    }
  };
  await Promise.all(Array.from({ length: Math.min(requestsAtOnce, queue.length) }, worker));
  return found.sort();
}
