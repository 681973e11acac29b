// Which images have newer ones in their registries, as the editor watches it: its settings, and what it remembers.
import type { Memento } from 'vscode';
import type { Inventory } from '../engine/inventory.ts';
import { createRegistryOrigin } from '../known-images/registry-origin.ts';
import { createNewerCheck, type KeptAnswer } from '../registry/newer-check.ts';
import { createNewerWatch, localImages, type NewerWatch } from '../registry/newer-watch.ts';
import type { RegistryClient } from '../registry/registry-api.ts';
import { newerInterval } from './settings.ts';

const answersKey = 'newer';
const pulledKey = 'pulled';
/** Milliseconds between two looks at what has come since. */
const lookPause = 3_600_000;

/** Looks by itself, too, until it is disposed. */
export function createNewerImages(
  memory: Memento,
  inventory: Inventory,
  client: RegistryClient,
  isKnown: (registry: string) => Promise<boolean>,
  log: (line: string) => void,
): NewerWatch {
  const newer = createNewerWatch({
    check: createNewerCheck({
      client,
      isKnown,
      lasting: () => newerInterval() ?? 0,
      kept: {
        get: () => memory.get<KeptAnswer[]>(answersKey) ?? [],
        set: (answers) => void memory.update(answersKey, answers),
      },
    }),
    interval: newerInterval,
    platformOf: async ({ reference }, signal) =>
      inventory.connection.state === 'connected'
        ? (await inventory.connection.engine.images.inspect(reference, signal)).platform
        : undefined,
    cameFromRegistry: createRegistryOrigin({
      inventory,
      kept: {
        get: () => memory.get<string[]>(pulledKey) ?? [],
        set: (names) => void memory.update(pulledKey, names),
      },
    }),
    log,
  });
  const look = () => newer.look(localImages(inventory.images));
  const changes = inventory.onDidChange(({ images }) => {
    if (images) look();
  });
  const clock = setInterval(look, lookPause);
  return {
    ...newer,
    dispose() {
      clearInterval(clock);
      changes.dispose();
      newer.dispose();
    },
  };
}
