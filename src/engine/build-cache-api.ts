// What the engine's builder keeps of earlier builds. Plain values: no dockerode, no editor.

export interface BuildCacheRecord {
  readonly id: string;
  /** Records that this one is made upon: they stay as long as it does. */
  readonly parents: readonly string[];
  /** `regular`, `source.local`, `exec.cachemount` … */
  readonly kind: string;
  /** The builder's own words: `[2/5] RUN npm ci`. */
  readonly description: string;
  /** By a build that runs now: it cannot be removed. */
  readonly inUse: boolean;
  /** With an image: its space does not come back. */
  readonly shared: boolean;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970; undefined: never. */
  readonly lastUsedAt: number | undefined;
}

export interface BuildCacheApi {
  list(signal?: AbortSignal): Promise<BuildCacheRecord[]>;
  /** Removes that one record; answers how many bytes came back, or undefined if it stayed (something is made upon it). */
  remove(id: string, signal?: AbortSignal): Promise<number | undefined>;
}
