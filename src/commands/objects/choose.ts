// Turns "no object given" (a command from the palette) into a question, and ids from the tree into objects.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Image } from '../../engine/image-api.ts';
import { containerLook, stateInFull } from '../../explorer/container-state.ts';
import { formatAge, formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import type { Choice } from '../host/dialogs.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { imageName } from '../text/object-names.ts';

interface ContainerWish {
  /** The picker's title: what will be done. */
  readonly title: string;
  /** Which containers it can be done to. */
  readonly only?: (container: Container) => boolean;
  /** Said if there is no such container: what to do first. */
  readonly none: string;
}

/** The containers of `ids` that it can be done to (all, if to none), or the one that the user picks. Containers that have gone meanwhile are left out. */
export async function chooseContainers(
  services: EngineServices,
  ids: ObjectIds | undefined,
  wish: ContainerWish,
): Promise<Container[]> {
  if (ids) {
    // Asked of the engine: a list may be a moment behind what was just made or changed.
    const { engine } = services;
    const found = await Promise.all(ids.map((id) => engine.containers.get(id)));
    const chosen = found.filter((container) => container !== undefined);
    if (chosen.length === 0) throw new UserError('not-found', l10n.t('That container no longer exists.'));
    // Of a group, those that it can be done to.
    const fitting = chosen.filter(wish.only ?? (() => true));
    return fitting.length > 0 ? fitting : chosen;
  }
  const { containers } = await services.inventory.lists();
  const possible = containers.filter(wish.only ?? (() => true));
  if (possible.length === 0) throw new UserError('not-found', wish.none);
  return [await services.host.pick(wish.title, l10n.t('Container'), possible.map(containerChoice))];
}

/** As `chooseContainers`, where only one makes sense: the first. */
export async function chooseContainer(
  services: EngineServices,
  ids: ObjectIds | undefined,
  wish: ContainerWish,
): Promise<Container> {
  const [first] = await chooseContainers(services, ids, wish);
  return first as Container;
}

/** The images of `ids` (a row of a tag gives the tag instead), or the one that the user picks. */
export async function chooseImages(
  services: EngineServices,
  ids: ObjectIds | undefined,
  title: string,
): Promise<Image[]> {
  if (ids) {
    const images = await services.engine.images.list();
    const chosen = images.filter(({ id, tags }) => ids.includes(id) || tags.some((tag) => ids.includes(tag)));
    if (chosen.length === 0) throw new UserError('not-found', l10n.t('That image no longer exists.'));
    return chosen;
  }
  const { images } = await services.inventory.lists();
  if (images.length === 0) {
    throw new UserError(
      'not-found',
      l10n.t('There are no images on this engine yet. Pull one, or build one from a Dockerfile.'),
    );
  }
  return [await services.host.pick(title, l10n.t('Image'), images.map(imageChoice))];
}

export async function chooseImage(services: EngineServices, ids: ObjectIds | undefined, title: string): Promise<Image> {
  const [first] = await chooseImages(services, ids, title);
  return first as Image;
}

export function containerChoice(container: Container): Choice<Container> {
  return {
    label: container.name,
    description: container.image,
    detail: stateInFull(container, Date.now()),
    icon: containerLook(container).icon,
    value: container,
  };
}

export function imageChoice(image: Image): Choice<Image> {
  return {
    label: imageName(image),
    description: [...image.tags.slice(1), formatBytes(image.size)].join(' · '),
    detail: l10n.t('created {0}', formatAge(image.createdAt, Date.now())),
    icon: 'package',
    value: image,
  };
}
