// The one cache of what the engine has: kept by the engine's events, never by polling. Knows no dockerode and no editor.
// (The interface that the tree and the commands are written against; `watchInventory` is still to come.)
import type { Container, Engine, Image } from './engine.ts';
import type { EngineError } from './errors.ts';

export type Connection =
  /** Nobody has asked yet: nothing talks to any engine. */
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly engine: Engine }
  /** Tries again by itself. */
  | { readonly state: 'unreachable'; readonly error: EngineError };

/** What is different now. */
export interface InventoryChange {
  readonly connection: boolean;
  readonly containers: boolean;
  readonly images: boolean;
}

export interface Inventory {
  readonly connection: Connection;
  /** The last known; empty while not connected. */
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  /** Begins to connect and to watch, if that has not begun. */
  start(): void;
  /**
   * Starts if need be and waits for the first complete lists (or the next, if the engine is away at the moment, after one
   * attempt); rejects with the EngineError of that attempt.
   */
  lists(signal?: AbortSignal): Promise<{ readonly containers: readonly Container[]; readonly images: readonly Image[] }>;
  /** The engine, connected; the same waiting and rejecting as `lists`. */
  engine(signal?: AbortSignal): Promise<Engine>;
  /** Connects anew if it is not connected, and lists everything anew. */
  refresh(signal?: AbortSignal): Promise<void>;
  onDidChange(listener: (change: InventoryChange) => void): { dispose(): void };
  dispose(): void;
}
