// What a page of one object is of: as it outlives the session, and is read back when the window is loaded anew.
import type { Engine } from '../../engine/engine.ts';
import type { EngineId } from '../../engine/engine-id.ts';

export interface ObjectTarget {
  readonly engine: EngineId;
  readonly id: string;
  /** As it was called when the page was opened. */
  readonly name: string;
}

export function objectTarget(engine: Engine, id: string, name: string): ObjectTarget {
  return { engine: engine.id, id, name };
}

/** undefined: it is not that. */
export function readObjectTarget(kept: unknown): ObjectTarget | undefined {
  const { engine, id, name } = (kept ?? {}) as Partial<Record<keyof ObjectTarget, unknown>>;
  return typeof engine === 'string' && typeof id === 'string' && typeof name === 'string'
    ? { engine, id, name }
    : undefined;
}
