// `docker container prune` with a preview: every stopped container, what it wrote, and only what was ticked goes.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { DiskUsage } from '../../engine/disk-usage.ts';
import type { Engine } from '../../engine/engine.ts';
import { containerLook, stateInFull } from '../../explorer/container-state.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval, removalWords, sizeWords } from '../objects/preview-removal.ts';

const stopped: readonly Container['state'][] = ['created', 'exited', 'dead'];

export async function pruneContainers({ host, engine }: EngineServices): Promise<void> {
  const candidates = await host.progress(l10n.t('Finding stopped containers'), (_report, signal) =>
    stoppedContainers(engine, signal),
  );
  const containers = await previewRemoval(host, {
    words: removalWords.containers,
    candidates,
    none: noneStopped,
    warning: l10n.t('Data written in the containers is lost. Images and volumes are kept.'),
  });
  await host.progress(l10n.t('Removing stopped containers'), async (_report, signal) =>
    forEachOf(
      containers,
      ({ name }) => name,
      // Without force: one that was started meanwhile stays, and is told.
      ({ id }) => engine.containers.remove(id, {}, signal),
    ),
  );
  host.inform(containersRemoved(containers.length));
}

export const containersRemoved = (count: number) =>
  count === 1 ? l10n.t('Removed 1 container.') : l10n.t('Removed {0} containers.', count);

async function stoppedContainers(engine: Engine, signal: AbortSignal): Promise<Candidate<Container>[]> {
  const [usage, containers] = await Promise.all([engine.diskUsage(signal), engine.containers.list(signal)]);
  return containersToRemove(usage, containers, Date.now());
}

/** The stopped ones, the largest first. */
export function containersToRemove(
  usage: DiskUsage,
  containers: readonly Container[],
  now: number,
): Candidate<Container>[] {
  const sizes = new Map(usage.containers.map(({ id, size }) => [id, size]));
  return containers
    .filter(({ state }) => stopped.includes(state))
    .map((container) => {
      const bytes = sizes.get(container.id) ?? -1;
      return {
        label: container.name,
        description: `${container.image} · ${sizeWords(bytes)}`,
        detail: stateInFull(container, now),
        icon: containerLook(container).icon,
        value: container,
        bytes,
      };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

export const noneStopped = l10n.t('There are no stopped containers to remove.');
