// Taking names from images, and images away: what goes is said before, and what went after.

import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Image } from '../../engine/image-api.ts';
import { stateInFull } from '../../explorer/container-state.ts';
import { UserError } from '../../user-error.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { forEachOf } from '../objects/for-each.ts';
import { listNames } from '../text/count-and-list.ts';
import { imageName, shortId } from '../text/object-names.ts';

type UsedImages =
  /** Stop and remove the containers, then the images. */
  | 'with-containers'
  /** Only the names go; the containers go on. */
  | 'names-only';

const isRunning = ({ state }: Container) => state === 'running' || state === 'paused' || state === 'restarting';
const containerName = ({ name }: Container) => name;

export async function removeImages(services: EngineServices, images: readonly Image[]): Promise<void> {
  const { host, engine } = services;
  const users = (await engine.containers.list()).filter(({ imageId }) => images.some(({ id }) => id === imageId));
  const how = users.length > 0 ? await askAboutUsers(services, images, users) : undefined;
  const names = images.map(imageName).join(', ');
  if (how === undefined) {
    await host.confirm({
      question:
        images.length === 1
          ? l10n.t('Remove the image {0}?', names)
          : l10n.t('Remove these {0} images: {1}?', images.length, names),
      detail: [...images.map(namesThatGo), l10n.t('Layers shared with other images are kept.')].join('\n'),
      action: l10n.t('Remove'),
    });
  }
  const said: string[] = [];
  await host.progress(l10n.t('Removing {0}', images.map(imageName).join(', ')), async (_report, signal) => {
    if (how === 'with-containers') {
      await forEachOf(users, containerName, async (container) => {
        // A clean stop before the removal: `force` alone would give the process no chance to save its work.
        if (isRunning(container)) await engine.containers.stop(container.id, signal);
        await engine.containers.remove(container.id, {}, signal);
      });
    }
    await forEachOf(images, imageName, async (image) => {
      said.push(await removeImage(engine, image, how === 'names-only', signal));
    });
  });
  host.inform(said.join(' '));
}

/** Takes one name away; the image goes only with its last. */
export async function untagImage({ host, engine }: EngineServices, image: Image, tag: string): Promise<void> {
  const isLast = image.tags.length <= 1;
  if (isLast) {
    const users = (await engine.containers.list()).filter(({ imageId }) => imageId === image.id);
    await host.confirm({
      question: l10n.t('Remove {0}, the last name of its image?', tag),
      detail:
        users.length > 0
          ? l10n.t(
              '{0} use the image. They keep running, and the image becomes dangling: it has no name.',
              listNames(users.map(containerName)),
            )
          : l10n.t('Without a name, the image is deleted. Layers shared with other images are kept.'),
      action: l10n.t('Untag'),
    });
    const result = await removeByName(engine, image, [tag], users.length > 0);
    return host.inform(await whatWent(image, result));
  }
  host.inform(await whatWent(image, await removeByName(engine, image, [tag], false)));
}

/** Removes the image, name by name, and answers what was untagged, deleted and kept. */
export async function removeImage(engine: Engine, image: Image, force: boolean, signal?: AbortSignal): Promise<string> {
  // Name by name: an id with several names would need force, which also removes what a container still uses.
  const names = image.tags.length > 0 ? image.tags : [image.id];
  return whatWent(image, await removeByName(engine, image, names, force, signal));
}

interface Removal {
  readonly untagged: string[];
  readonly deleted: string[];
  readonly layers: readonly string[];
}

async function removeByName(
  engine: Engine,
  image: Image,
  names: readonly string[],
  force: boolean,
  signal?: AbortSignal,
): Promise<Removal> {
  const { layers } = await engine.images.inspect(image.id, signal);
  const untagged: string[] = [];
  const deleted: string[] = [];
  for (const name of names) {
    const gone = await engine.images.remove(name, { force }, signal);
    // Digests of the name are listed, too: the tag says enough.
    untagged.push(...gone.untagged.filter((each) => !each.includes('@sha256:')));
    deleted.push(...gone.deleted);
  }
  return { untagged, deleted, layers };
}

async function whatWent(image: Image, { untagged, deleted, layers }: Removal): Promise<string> {
  const isDeleted = deleted.includes(image.id);
  const chains = layerChains(layers);
  const gone = chains.filter((chain) => deleted.includes(chain)).length;
  const stayed = chains.length - gone;
  return [
    ...(untagged.length > 0 ? [removalSentences.untagged(untagged)] : []),
    isDeleted ? removalSentences.deleted(shortId(image.id), gone) : removalSentences.kept(shortId(image.id)),
    // Engines with containerd's store name no layers: then nothing is known about them.
    ...(isDeleted && gone > 0 && stayed > 0 ? [removalSentences.layersKept(stayed)] : []),
  ].join(' ');
}

/** What went, and what did not. */
export const removalSentences = {
  untagged: (names: readonly string[]) => l10n.t('Untagged {0}.', names.join(', ')),
  kept: (id: string) => l10n.t('The image {0} was kept.', id),
  layersKept: (count: number) =>
    count === 1
      ? l10n.t('1 layer was kept, since other images share it.')
      : l10n.t('{0} layers were kept, since other images share them.', count),
  usedBy: (images: string, containers: string) => l10n.t('Remove {0}: Used by {1}', images, containers),
  /** `layers` 0: the engine does not tell how many. */
  deleted(id: string, layers: number): string {
    if (layers === 0) return l10n.t('Deleted the image {0}.', id);
    return layers === 1
      ? l10n.t('Deleted the image {0} with 1 layer.', id)
      : l10n.t('Deleted the image {0} with {1} layers.', id, layers);
  },
};

/** The engine names layers by the chain up to them (OCI image specification, config.md, "Layer ChainID"). */
function layerChains(layers: readonly string[]): string[] {
  const chains: string[] = [];
  for (const layer of layers) {
    const below = chains.at(-1);
    chains.push(
      below === undefined ? layer : `sha256:${createHash('sha256').update(`${below} ${layer}`).digest('hex')}`,
    );
  }
  return chains;
}

async function askAboutUsers(
  { host }: EngineServices,
  images: readonly Image[],
  users: readonly Container[],
): Promise<UsedImages> {
  const names = listNames(users.map(containerName));
  const running = users.filter(isRunning);
  const canLoseNames = images.every(({ tags }) => tags.length > 0);
  return host.pick<UsedImages>(
    removalSentences.usedBy(images.map(imageName).join(', '), names),
    l10n.t('What do you want to do with the containers?'),
    [
      {
        label:
          running.length > 0 ? l10n.t('Also Stop and Remove the Containers') : l10n.t('Also Remove the Containers'),
        detail: l10n.t(
          '{0}. Data written in the containers is lost. Volumes are kept.',
          users.map((user) => `${user.name} (${stateInFull(user, Date.now())})`).join(', '),
        ),
        icon: 'trash',
        value: 'with-containers',
      },
      ...(canLoseNames
        ? [
            {
              label: l10n.t('Remove Only the Names (Force)'),
              detail: l10n.t(
                'The containers keep running. The image stays without a name (dangling) while a container uses it, and can no longer be run by name.',
              ),
              icon: 'tag',
              value: 'names-only' as const,
            },
          ]
        : []),
    ],
  );
}

function namesThatGo(image: Image): string {
  return image.tags.length > 1
    ? l10n.t('{0} with all of its names: {1}.', imageName(image), image.tags.join(', '))
    : imageName(image);
}

/** The tag that is meant: one of the image's, asked for if it has several. */
export async function chooseTag({ host }: EngineServices, image: Image, title: string): Promise<string> {
  const [only] = image.tags;
  if (only === undefined) throw new UserError('invalid', l10n.t('{0} has no name to remove.', imageName(image)));
  if (image.tags.length === 1) return only;
  return host.pick(
    title,
    l10n.t('Name'),
    image.tags.map((tag) => ({ label: tag, icon: 'tag', value: tag })),
  );
}
