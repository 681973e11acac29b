// The files of volumes of each engine: volumes of two engines may have one name.
import type { EngineId } from '../engine/engine-id.ts';
import type { Engines } from '../engine/engines.ts';
import { createVolumeFiles, type VolumeFiles, type VolumeFilesParts } from './volume-files.ts';

export interface VolumeFilesByEngine {
  /** `engine`: undefined is the chosen one. */
  of(engine: EngineId | undefined): VolumeFiles;
  /** Removes all helpers of this session. */
  dispose(): Promise<void>;
}

export function createVolumeFilesByEngine(
  engines: Engines,
  parts: Omit<VolumeFilesParts, 'engine'>,
): VolumeFilesByEngine {
  const known = new Map<EngineId | undefined, VolumeFiles>();
  return {
    of(id) {
      const files =
        known.get(id) ??
        createVolumeFiles({
          ...parts,
          engine: async (signal) => (await engines.inventory(id, signal)).engine(signal),
        });
      known.set(id, files);
      return files;
    },
    dispose: async () => void (await Promise.all([...known.values()].map((files) => files.dispose()))),
  };
}
