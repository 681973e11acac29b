// What a user can do with images.

import * as l10n from '@vscode/l10n';
import type { Image } from '../../engine/image-api.ts';
import type { ObjectIds } from '../host/command.ts';
import { aboutRegistry, calls, copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, plainCommands } from '../host/on-engine.ts';
import { chooseImage, chooseImages, imageChoice } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import type { Run } from '../options/option.ts';
import { askForLine, lineIn, runOfLine } from '../running/form-line.ts';
import { runImageWithPage } from '../running/form-page.ts';
import { placesOf } from '../running/proposed-run.ts';
import { runImage } from '../running/run-image.ts';
import { pushDestination, withTag, wrongReference } from '../text/image-names.ts';
import { imageName, safeFileName, shortId } from '../text/object-names.ts';
import { quoteWord } from '../text/shell-words.ts';
import { findBase, historyDocument } from './history.ts';
import { checkNewer } from './newer.ts';
import { pruneImages } from './prune.ts';
import { askForReference, pullImage, pullWithOptions } from './pull.ts';
import { pushAllTags, pushImage } from './push.ts';
import { chooseTag, removeImages, untagImage } from './removal.ts';
import { searchImages } from './search.ts';

/** Of a name's row, that name. */
const namedIn = (ids: ObjectIds | undefined, { tags }: Image): string | undefined =>
  tags.find((tag) => ids?.includes(tag));

const onTheEngine = engineCommands(
  {
    'longshore.image.pull': async (services: EngineServices): Promise<void> =>
      pullImage(services, await askForReference(services, l10n.t('Pull an Image'))),

    'longshore.image.pullOptions': pullWithOptions,

    'longshore.image.run': (services: EngineServices, ids?: ObjectIds): Promise<void> =>
      chooseRun(services, ids, runImage),

    'longshore.image.runForm': (services: EngineServices, ids?: ObjectIds): Promise<void> =>
      chooseRun(services, ids, runImageWithPage),

    'longshore.image.push': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Push an Image'));
      await pushImage(services, namedIn(ids, image) ?? imageReference(image));
    },

    'longshore.image.pushAll': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Push All Tags of an Image'));
      // The repository of a name that can be pushed: the one given last may be a name for this engine alone.
      const pushable = image.tags.find((tag) => pushDestination(tag).wrong === undefined);
      await pushAllTags(services, namedIn(ids, image) ?? pushable ?? imageReference(image));
    },

    'longshore.image.tag': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Tag an Image'));
      const name = await services.host.ask({
        title: l10n.t('Tag {0}', imageName(image)),
        prompt: otherNamePrompt,
        value: image.tags[0],
        placeholder: 'name:tag',
        validate: wrongReference,
      });
      const { engine, host, inventory } = services;
      const added = withTag(name.trim());
      const before = inventory.images.find(({ id, tags }) => id !== image.id && tags.includes(added));
      await engine.images.tag(image.id, added);
      host.reveal('longshore.images', added);
      host.inform(
        before
          ? l10n.t('{0} is now a name of this image. It was the name of {1}.', added, shortId(before.id))
          : nameAdded(added),
      );
    },

    'longshore.image.untag': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Untag an Image'));
      const given = image.tags.find((tag) => ids?.includes(tag));
      await untagImage(
        services,
        image,
        given ?? (await chooseTag(services, image, l10n.t('Untag {0}', imageName(image)))),
      );
    },

    'longshore.image.remove': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const images = await chooseImages(services, ids, l10n.t('Remove an Image'));
      const [first] = images;
      // Like `docker rmi NAME`: of several names only the one that is meant goes.
      const name = first && first.tags.length > 1 && ids?.length === 1 ? ids[0] : undefined;
      if (first && name !== undefined && first.tags.includes(name)) await untagImage(services, first, name);
      else await removeImages(services, images);
    },

    'longshore.image.prune': pruneImages,

    'longshore.image.inspect': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, inspectImageQuestion);
      const details = await services.engine.images.inspect(image.id);
      await services.host.showDocument(
        `${imageName(image).replaceAll(/[/:@]/g, '-')}.image.json`,
        JSON.stringify(details.raw, undefined, 2),
      );
    },

    'longshore.image.history': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine, inventory } = services;
      const image = await chooseImage(services, ids, l10n.t('Show the History of an Image'));
      const text = await host.progress(
        l10n.t('Reading the history of {0}', imageName(image)),
        async (_report, signal) => {
          const history = await engine.images.history(image.id, signal);
          const layersOf = async (id: string) => (await imageIfThere(engine, id, signal))?.layers;
          const base = await findBase(engine, image.id, { images: inventory.images, history, layersOf }, signal);
          return historyDocument(imageName(image), history, base, Date.now());
        },
      );
      await host.showDocument(`${safeFileName(imageName(image))}.history.txt`, text);
    },

    'longshore.image.checkNewer': checkNewer,

    'longshore.image.copyId': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Copy the ID of an Image'));
      await services.host.copy(image.id);
    },

    'longshore.image.copyDigest': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Copy the Digest of an Image'));
      const [digest] = image.digests;
      if (digest === undefined) {
        services.host.inform(noDigest(imageName(image)));
        return;
      }
      await services.host.copy(digest);
    },

    'longshore.image.copyName': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Copy the Name of an Image'));
      await services.host.copy(imageReference(image));
    },

    'longshore.image.copyPullCommand': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const image = await chooseImage(services, ids, l10n.t('Copy the docker pull Command of an Image'));
      if (image.tags.length === 0 && image.digests.length === 0) {
        services.host.inform(neitherNameNorDigest(imageName(image)));
        return;
      }
      const reference = image.tags.length > 0 ? imageReference(image) : String(image.digests[0]);
      await services.host.copy(`docker pull ${quoteWord(reference)}`);
    },
  },
  {
    'longshore.image.pull': { title: l10n.t('Pull Image'), docker: calls('images.pull') },
    'longshore.image.pullOptions': {
      title: l10n.t('Pull Image for a Platform or with All Tags'),
      docker: calls('images.pull'),
    },
    'longshore.image.run': { title: l10n.t('Run Image'), docker: calls('containers.create') },
    'longshore.image.runForm': { title: l10n.t('Run Image with Form'), docker: calls('containers.create') },
    'longshore.image.push': { title: l10n.t('Push Image'), docker: calls('images.push') },
    'longshore.image.pushAll': { title: l10n.t('Push All Tags of an Image'), docker: calls('images.pushAll') },
    'longshore.image.tag': { title: l10n.t('Tag Image'), docker: calls('images.tag') },
    'longshore.image.untag': { title: l10n.t('Untag Image'), docker: calls('images.remove') },
    'longshore.image.remove': { title: l10n.t('Remove Image'), docker: calls('images.remove') },
    'longshore.image.prune': { title: l10n.t('Remove Unused Images'), docker: calls('images.remove') },
    'longshore.image.inspect': { title: l10n.t('Inspect Image'), docker: calls('images.inspect') },
    'longshore.image.history': { title: l10n.t('Show Image History'), docker: calls('images.history') },
    'longshore.image.checkNewer': { title: l10n.t('Check for a Newer Image'), docker: aboutRegistry },
    'longshore.image.copyId': { title: l10n.t('Copy Image ID'), docker: copies },
    'longshore.image.copyDigest': { title: l10n.t('Copy Image Digest'), docker: copies },
    'longshore.image.copyName': { title: l10n.t('Copy Image Name'), docker: copies },
    'longshore.image.copyPullCommand': { title: l10n.t('Copy docker pull Command of Image'), docker: copies },
  },
);

/** What is found need not come to an engine. */
const somewhere = plainCommands(
  { 'longshore.image.search': searchImages },
  {
    'longshore.image.search': { title: l10n.t('Search for an Image'), docker: calls('images.search') },
  },
);

export const imageCommands = { ...onTheEngine, ...somewhere };

/** What to say to the engine: a name that lasts as the container's image, else the id. */
function imageReference(image: Image): string {
  return image.tags[0] ?? image.id;
}

/** In the place of an image: the line that names it; empty: it is still to be asked for. */
interface OfLine {
  readonly line: string;
}

/** `run`: by a form of either kind; `pasted`: what fills it. */
async function chooseRun(
  services: EngineServices,
  ids: ObjectIds | undefined,
  run: (services: EngineServices, reference: string, pasted?: Run) => Promise<void>,
): Promise<void> {
  const chosen = ids ? imageReference(await chooseImage(services, ids, runImageQuestion)) : await anyImage(services);
  if (typeof chosen === 'string') return run(services, chosen);
  const { host } = services;
  const pasted = await (chosen.line === ''
    ? askForLine(host, '', placesOf(host))
    : runOfLine(host, chosen.line, placesOf(host)));
  await run(services, pasted.image, pasted);
}

/** An image that is there, one that the user names and that is pulled first, or the one of a line. */
async function anyImage(services: EngineServices): Promise<string | OfLine> {
  const { images } = await services.inventory.lists();
  const chosen = await services.host.pick<string | OfLine | undefined>(runImageQuestion, l10n.t('Image'), [
    ...images.map((image) => ({ ...imageChoice(image), value: imageReference(image) })),
    {
      label: l10n.t('Another Image…'),
      detail: l10n.t('Pulled from its registry first'),
      icon: 'cloud-download',
      value: undefined,
    },
    {
      label: l10n.t('A docker run Command…'),
      detail: l10n.t('Paste a command to fill in the form'),
      icon: 'code',
      value: { line: '' },
    },
    {
      label: fillFromLineLabel,
      icon: 'code',
      value: { line: '' },
      takes: (typed: string) => {
        const line = lineIn(typed);
        return line === undefined ? undefined : { line };
      },
    },
  ]);
  return chosen ?? withTag(await askForReference(services, runImageQuestion));
}

export const fillFromLineLabel = l10n.t('Fill In from This docker run Command');

export const noDigest = (image: string) =>
  l10n.t('{0} has no digest yet. A registry assigns one when the image is pushed or pulled.', image);

export const runImageQuestion = l10n.t('Run an Image');

export const inspectImageQuestion = l10n.t('Inspect an Image');

export const otherNamePrompt = l10n.t(
  'Another name for this image. Its current names are kept. Without a tag, latest is used.',
);

export const nameAdded = (name: string) => l10n.t('Added the name {0}.', name);

export const neitherNameNorDigest = (image: string) =>
  l10n.t('{0} cannot be pulled, since it has no name or digest.', image);
