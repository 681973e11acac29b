// What a user can see of the engine's disk, and what can be cleared from it as a whole.
import * as l10n from '@vscode/l10n';
import { diskPage } from '../../panels/disk-page.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { imageName } from '../text/object-names.ts';
import { pruneBuildCache } from './build-cache-prune.ts';
import { pruneAll } from './system-prune.ts';

export const diskCommands = engineCommands({
  'longshore.buildCache.prune': pruneBuildCache,
  'longshore.prune': pruneAll,

  'longshore.diskUsage': async ({ host, engine }: EngineContext): Promise<void> => {
    const page = await host.progress(l10n.t('Measuring disk usage'), async (_report, signal) => {
      const [usage, images, containers] = await Promise.all([
        engine.diskUsage(signal),
        engine.images.list(signal),
        engine.containers.list(signal),
      ]);
      return diskPage(usage, {
        images: new Map(images.map((image) => [image.id, imageName(image)])),
        containers: new Map(containers.map(({ id, name }) => [id, name])),
      });
    });
    await host.showPage('disk-usage.md', page);
  },
});
