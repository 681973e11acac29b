// The page of an engine's disk: what takes it, and the previews that free it.
import type { EngineId } from '../../engine/engine-id.ts';
import { type DiskKind, diskFacts } from '../../panels/disk-facts.ts';
import type { FromDiskPage, ToDiskPage } from '../../panels/disk-messages.ts';
import { runDiskPage } from '../../panels/disk-session.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices } from '../host/command.ts';
import { imageName } from '../text/object-names.ts';

/** Each shows first what it would remove. */
const freeing: Readonly<Record<DiskKind | 'all', `longshore.${string}`>> = {
  images: 'longshore.image.prune',
  containers: 'longshore.container.prune',
  volumes: 'longshore.volume.prune',
  buildCache: 'longshore.buildCache.prune',
  all: 'longshore.prune',
};
const opening = {
  images: { command: 'longshore.image.describe', kind: 'image' },
  containers: { command: 'longshore.container.describe', kind: 'container' },
  volumes: { command: 'longshore.volume.describe', kind: 'volume' },
} as const;

export function fillDiskPage(
  { host, engines }: CommandServices,
  panel: Panel<ToDiskPage, FromDiskPage>,
  kept: unknown,
): boolean {
  const { engine } = (kept ?? {}) as { readonly engine?: EngineId };
  if (typeof engine !== 'string') return false;
  runDiskPage(panel, {
    inventory: () => engines.inventory(engine, panel.closed),
    read: async (connected, signal) => {
      const [usage, images, containers] = await Promise.all([
        connected.diskUsage(signal),
        connected.images.list(signal),
        connected.containers.list(signal),
      ]);
      const names = {
        images: new Map(images.map((image) => [image.id, imageName(image)])),
        containers: new Map(containers.map(({ id, name }) => [id, name])),
      };
      return diskFacts(usage, names, Date.now());
    },
    // As from the palette: a prune takes no rows.
    free: (kind) => {
      if (Object.hasOwn(freeing, kind)) host.runCommand(freeing[kind]);
    },
    open: (kind, id) => host.runCommand(opening[kind].command, [{ engine, kind: opening[kind].kind, id }]),
  });
  return true;
}
