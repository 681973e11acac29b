// `docker image prune` with a preview: what is dangling or unused, what of its space really comes back, and only what was
// ticked goes, by its own name or id.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { DiskUsage } from '../../engine/disk-usage.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Image } from '../../engine/image-api.ts';
import { formatAge, formatBytes } from '../../quantities.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval, removalWords, sizeWords } from '../objects/preview-removal.ts';
import { imageName, shortId } from '../text/object-names.ts';
import { removeImage } from './removal.ts';

export async function pruneImages(services: EngineServices): Promise<void> {
  const { host, engine } = services;
  const scope = await host.pick(l10n.t('Remove Unused Images'), l10n.t('Which images?'), [
    {
      label: l10n.t('Dangling'),
      detail: l10n.t('Without a name, often since a newer build or pull took it'),
      value: 'dangling' as const,
    },
    {
      label: l10n.t('All Unused'),
      detail: l10n.t('All images that no container uses, running or stopped'),
      value: 'unused' as const,
    },
  ]);
  const [usage, candidates] = await host.progress(l10n.t('Finding unused images'), (_report, signal) =>
    unusedImages(engine, scope === 'dangling', signal),
  );
  const images = await previewRemoval(host, {
    words: removalWords.images,
    candidates,
    none: scope === 'dangling' ? noDangling : l10n.t('All images are used by containers.'),
    warning: l10n.t('To get one back, pull or build it again. Layers shared with other images are kept.'),
    // Layers that only these images share with each other come back, too, on top of what each has alone.
    atLeast: candidates.length > 1,
  });
  await host.progress(l10n.t('Removing unused images'), async (_report, signal) =>
    forEachOf(images, imageName, async (image) => void (await removeImage(engine, image, false, signal))),
  );
  const { layers } = await host.progress(l10n.t('Measuring the freed space'), (_report, signal) =>
    engine.diskUsage(signal),
  );
  const freed = formatBytes(usage.layers - layers);
  host.inform(removedImages(images.length, freed));
}

export const removedImages = (count: number, freed: string) =>
  count === 1
    ? l10n.t('Removed 1 image, freeing {0}.', freed)
    : l10n.t('Removed {0} images, freeing {1}.', count, freed);

async function unusedImages(
  engine: Engine,
  onlyDangling: boolean,
  signal: AbortSignal,
): Promise<readonly [DiskUsage, Candidate<Image>[]]> {
  const [usage, images, containers] = await Promise.all([
    engine.diskUsage(signal),
    engine.images.list(signal),
    engine.containers.list(signal),
  ]);
  return [usage, imagesToRemove(usage, images, containers, onlyDangling)];
}

/** Those that none of the containers uses, the largest first. */
export function imagesToRemove(
  usage: DiskUsage,
  images: readonly Image[],
  containers: readonly Container[],
  onlyDangling: boolean,
): Candidate<Image>[] {
  const used = new Set(containers.map(({ imageId }) => imageId));
  const sizes = new Map(usage.images.map((image) => [image.id, image]));
  const now = Date.now();
  return images
    .filter(({ id, tags }) => !used.has(id) && (!onlyDangling || tags.length === 0))
    .map((image) => {
      const known = sizes.get(image.id);
      // What it shares with others stays when it alone goes.
      const bytes = known === undefined || known.sharedSize < 0 ? -1 : known.size - known.sharedSize;
      return {
        label: imageName(image),
        description: uniqueAndTotal(sizeWords(bytes), formatBytes(image.size)),
        detail: [
          image.tags.length === 0 ? l10n.t('dangling: it has no name') : l10n.t('not used by any container'),
          l10n.t('created {0}', formatAge(image.createdAt, now)),
          ...(image.tags.length > 1 ? [l10n.t('also {0}', image.tags.slice(1).join(', '))] : []),
          // One without a name is called by it.
          ...(image.tags.length > 0 ? [shortId(image.id)] : []),
        ].join(' · '),
        icon: 'package',
        value: image,
        bytes,
      };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

export const noDangling = l10n.t('There are no dangling images to remove.');

export const uniqueAndTotal = (unique: string, total: string) => l10n.t('{0} unique, {1} in total', unique, total);
