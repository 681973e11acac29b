// What a user can see of the engine's disk.
import { diskPage } from '../panels/disk-page.ts';
import { imageName } from './choose.ts';
import type { CommandContext, CommandTable } from './command.ts';

export const diskCommands = {
  'longshore.diskUsage': async ({ host, inventory }: CommandContext): Promise<void> => {
    const engine = await inventory.engine();
    const page = await host.progress('Measuring what the engine keeps on its disk', async (_report, signal) => {
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
} satisfies CommandTable;
