// What takes space in an engine (`docker system df`). Plain values: no dockerode, no editor.

export interface DiskUsage {
  /** Bytes of all layers, those that images share counted once. */
  readonly layers: number;
  readonly images: readonly {
    readonly id: string;
    /** Bytes with all layers, and those that another image has, too, or may have (-1: the engine did not say). */
    readonly size: number;
    readonly sharedSize: number;
    /** Of running and stopped containers. */
    readonly containers: number;
  }[];
  readonly containers: readonly {
    readonly id: string;
    /** Bytes that it wrote itself. */
    readonly size: number;
    readonly running: boolean;
  }[];
  readonly volumes: readonly {
    readonly name: string;
    /** -1: the engine did not say. */
    readonly size: number;
    /** Of containers that use it. */
    readonly references: number;
  }[];
  /** Bytes of the build cache, and of what of it no build uses now. */
  readonly buildCache: number;
  readonly buildCacheReclaimable: number;
}
