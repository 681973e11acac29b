// Where it is kept what containers were made from. What it means is read by made-from.ts, which knows all options.
import type { EngineId } from '../../engine/engine-id.ts';
import { memoryOfEngine } from '../host/engine-memory.ts';
import type { Remembering } from '../host/memory.ts';

const key = 'made from';

/** By the id of the container. */
export const recordsOf = <Kept>({ memory }: Remembering, engine: EngineId): Readonly<Record<string, Kept>> =>
  memoryOfEngine(memory, engine).get<Readonly<Record<string, Kept>>>(key) ?? {};

export const keepRecords = ({ memory }: Remembering, engine: EngineId, records: object): Promise<void> =>
  memoryOfEngine(memory, engine).set(key, records);

/** Whether anything is kept of any container of the engine. */
export const hasRecords = (host: Remembering, engine: EngineId): boolean =>
  Object.keys(recordsOf(host, engine)).length > 0;
