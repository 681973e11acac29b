// Which containers use a volume or a network, running or not: lists of containers tell it.
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';

export interface Users {
  /** Names of the containers by the volume's name. */
  readonly ofVolumes: ReadonlyMap<string, readonly string[]>;
  /** By the network's name. */
  readonly ofNetworks: ReadonlyMap<string, readonly string[]>;
}

export async function findUsers(engine: Engine, signal: AbortSignal): Promise<Users> {
  return usersAmong(await engine.containers.list(signal));
}

export function usersAmong(containers: readonly Container[]): Users {
  const ofVolumes = new Map<string, string[]>();
  const ofNetworks = new Map<string, string[]>();
  const note = (map: Map<string, string[]>, key: string, name: string) => map.set(key, [...(map.get(key) ?? []), name]);
  for (const { name, volumes, networks } of [...containers].sort((a, b) => a.name.localeCompare(b.name))) {
    for (const volume of volumes) note(ofVolumes, volume, name);
    for (const network of networks) note(ofNetworks, network, name);
  }
  return { ofVolumes, ofNetworks };
}
