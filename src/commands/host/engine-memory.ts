// What is remembered of an engine: an image or container of that name on another one is another.
import type { EngineId } from '../../engine/engine-id.ts';
import type { Memory } from './memory.ts';

/** Reads on what was kept before engines had ids; writes for this engine alone. */
export function memoryOfEngine(memory: Memory, engine: EngineId): Pick<Memory, 'get' | 'set'> {
  const own = (key: string) => `${engine} ${key}`;
  return {
    get: <T>(key: string) => memory.get<T>(own(key)) ?? memory.get<T>(key),
    set: (key, value) => memory.set(own(key), value),
  };
}
