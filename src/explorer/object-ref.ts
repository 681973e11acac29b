// What a row stands for, as commands are told: an object of a kind, on an engine.
import type { EngineId } from '../engine/engine-id.ts';

/** Of a registry, `more` stands for the rows that are not shown yet. */
export type ObjectKind =
  | 'container'
  | 'image'
  | 'tag'
  | 'volume'
  | 'network'
  | 'build'
  | 'registry'
  | 'repository'
  | 'remote-tag'
  | 'remote-image'
  | 'more'
  | 'context-file'
  /** Of a container or volume (`file-ref.ts`). */
  | 'file';

export interface ObjectRef {
  /** undefined: the chosen engine, or none, where the object is no engine's (a registry, a file). */
  readonly engine: EngineId | undefined;
  readonly kind: ObjectKind;
  /** What its engine knows it by; a name where that is what lasts (tags, volumes). */
  readonly id: string;
}

/** The rows to work on: from the tree the selected ones, from the palette none, which makes the command ask. */
export type ObjectRefs = readonly ObjectRef[];

/** Two rows that stand for one object (a tag in two groups) are one. */
export function distinctRefs(refs: ObjectRefs): ObjectRefs {
  return [...new Map(refs.map((ref) => [JSON.stringify([ref.engine, ref.kind, ref.id]), ref])).values()];
}

/** Whether what the editor gave is that: it may have come from a keybinding or another extension. */
export function isObjectRefs(value: unknown): value is ObjectRefs {
  return Array.isArray(value) && value.every((each) => typeof each?.kind === 'string' && typeof each.id === 'string');
}
