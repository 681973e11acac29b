// What a user can do with images.
import type { Image } from '../engine/image-api.ts';
import { chooseImage, chooseImages, imageName } from './choose.ts';
import type { CommandContext, CommandTable, ObjectIds } from './command.ts';
import { pushImage } from './push-image.ts';
import { withTag, wrongReference } from './reference.ts';
import { runImage } from './run-image.ts';
import { forEachOf } from './several.ts';
import { transferSummary } from './transfer.ts';

export const imageCommands = {
  'longshore.image.pull': async ({ host, inventory }: CommandContext): Promise<void> => {
    const answer = await host.ask({
      title: 'Pull an Image',
      prompt: 'The image to pull from its registry. Without a tag: latest.',
      placeholder: 'nginx:1.29, or ghcr.io/owner/name:tag',
      validate: wrongReference,
    });
    const reference = withTag(answer.trim());
    const engine = await inventory.engine();
    await host.progress(`Pulling ${reference}`, (report, signal) => {
      const summary = transferSummary();
      return engine.images.pull(reference, (progress) => report(summary(progress)), signal);
    });
    host.inform(`${reference} is here.`, [{ title: 'Run', run: () => runImage({ host, inventory }, reference) }]);
  },

  'longshore.image.run': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const image = await chooseImage(context, ids, 'Run an Image');
    await runImage(context, imageReference(image));
  },

  'longshore.image.push': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const image = await chooseImage(context, ids, 'Push an Image');
    await pushImage(context, imageReference(image));
  },

  'longshore.image.tag': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const image = await chooseImage(context, ids, 'Tag an Image');
    const name = await context.host.ask({
      title: `Tag ${imageName(image)}`,
      prompt: 'Another name for this image; the names it has stay. Without a tag: latest.',
      value: image.tags[0],
      placeholder: 'name:tag',
      validate: wrongReference,
    });
    const engine = await context.inventory.engine();
    await engine.images.tag(image.id, withTag(name.trim()));
  },

  'longshore.image.remove': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const images = await chooseImages(context, ids, 'Remove an Image');
    const engine = await context.inventory.engine();
    const containers = await engine.containers.list();
    const users = containers.filter(({ imageId }) => images.some(({ id }) => id === imageId));
    if (users.length > 0) {
      const names = users.map(({ name }) => `"${name}"`).join(', ');
      context.host.inform(
        `${images.map(imageName).join(', ')}: in use by ${names}. Remove ${users.length === 1 ? 'that container' : 'those containers'} first.`,
      );
      return;
    }
    const several = images.length > 1;
    await context.host.confirm({
      question: `Remove the ${several ? `${images.length} images` : 'image'} ${images.map(imageName).join(', ')}?`,
      detail: images.map(whatGoes).join('\n'),
      action: 'Remove',
    });
    await context.host.progress(`Removing ${images.map(imageName).join(', ')}`, async (_report, signal) =>
      forEachOf(images, imageName, async (image) => {
        // Name by name: an id with several names would need force, which also removes what a container still uses.
        for (const name of image.tags.length > 0 ? image.tags : [image.id])
          await engine.images.remove(name, {}, signal);
      }),
    );
  },

  'longshore.image.inspect': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const image = await chooseImage(context, ids, 'Inspect an Image');
    const details = await (await context.inventory.engine()).images.inspect(image.id);
    await context.host.showDocument(
      `${imageName(image).replaceAll(/[/:@]/g, '-')}.image.json`,
      JSON.stringify(details.raw, undefined, 2),
    );
  },

  'longshore.image.copyName': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const image = await chooseImage(context, ids, 'Copy the Name of an Image');
    await context.host.copy(imageReference(image));
  },
} satisfies CommandTable;

/** What to say to the engine: a name that lasts as the container's image, else the id. */
function imageReference(image: Image): string {
  return image.tags[0] ?? image.id;
}

function whatGoes(image: Image): string {
  const names = image.tags.length > 1 ? ` with all its names: ${image.tags.join(', ')}` : '';
  return `${imageName(image)}${names}. Layers that other images share stay.`;
}
