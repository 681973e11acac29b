// Which containers use a volume or a network. Lists do not say it, so each container is inspected, a few at a time.
import type { ContainerDetails } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../engine/errors.ts';
import { forEachOf } from './several.ts';

export interface Users {
  /** Names of the containers, running or not, by the volume's name. */
  readonly ofVolumes: ReadonlyMap<string, readonly string[]>;
  /** By the network's name. */
  readonly ofNetworks: ReadonlyMap<string, readonly string[]>;
}

export async function findUsers(engine: Engine, signal: AbortSignal): Promise<Users> {
  const all: ContainerDetails[] = [];
  await forEachOf(
    await engine.containers.list(signal),
    ({ name }) => name,
    async ({ id }) => {
      try {
        all.push(await engine.containers.inspect(id, signal));
      } catch (error) {
        // One that has gone meanwhile uses nothing.
        if (!isEngineError(error, 'not-found')) throw error;
      }
    },
  );
  const ofVolumes = new Map<string, string[]>();
  const ofNetworks = new Map<string, string[]>();
  const note = (map: Map<string, string[]>, key: string, name: string) => map.set(key, [...(map.get(key) ?? []), name]);
  for (const { name, mounts, networks } of all.sort((a, b) => a.name.localeCompare(b.name))) {
    for (const { kind, source } of mounts) if (kind === 'volume') note(ofVolumes, source, name);
    for (const network of networks) note(ofNetworks, network.name, name);
  }
  return { ofVolumes, ofNetworks };
}
