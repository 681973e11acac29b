// How old the images are that were built here: looked at anew when a build is over, an image is another, something is saved, or the
// window is looked at again.
import { readFile } from 'node:fs/promises';
import { commands, window, workspace } from 'vscode';
import type { BuildHistory } from '../builds/history.ts';
import { realClock } from '../clock.ts';
import type { Rebuilding } from '../commands/host/command.ts';
import type { Inventory } from '../engine/inventory.ts';
import { createImageStaleness, type ImageStaleness, type ImageStalenessParts } from '../forecast/image-staleness.ts';

export function watchImageStaleness({
  inventory,
  builds,
  ...parts
}: Pick<ImageStalenessParts, 'desk' | 'engines' | 'log'> & {
  readonly inventory: Inventory;
  readonly builds: BuildHistory;
}): ImageStaleness {
  const staleness = createImageStaleness({
    ...parts,
    engine: () => (inventory.connection.state === 'connected' ? inventory.connection.engine : undefined),
    images: () => inventory.images,
    builds: () => builds.records,
    read: async (dockerfile) => (workspace.isTrusted ? readFile(dockerfile, 'utf8').catch(() => undefined) : undefined),
    clock: realClock,
  });
  const subscriptions = [
    inventory.onDidChange(({ images, connection }) => {
      if (images || connection) staleness.lookSoon();
    }),
    builds.onDidChange(({ kind }) => {
      if (kind === 'list') staleness.lookSoon();
    }),
    workspace.onDidSaveTextDocument(() => staleness.lookSoon()),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) staleness.lookSoon();
    }),
  ];
  return {
    ...staleness,
    dispose() {
      staleness.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

export function rebuildingOf({ look, dockerfileOf }: ImageStaleness): Rebuilding {
  return {
    look,
    dockerfileOf,
    build: async (dockerfile) => void (await commands.executeCommand('longshore.dockerfile.build', { dockerfile })),
  };
}
