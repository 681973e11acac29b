// Volumes as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.

export interface Volume {
  readonly name: string;
  readonly driver: string;
  /** On the engine's machine. */
  readonly mountpoint: string;
  /** Milliseconds since 1970; undefined where the engine does not tell. */
  readonly createdAt: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Made by the engine for a container, without a name of its own. */
  readonly anonymous: boolean;
}

/** What the files of a volume are reached through, or what a session that broke off left of it. */
export interface VolumeHelper {
  /** The container; empty: only its image is there. */
  readonly id: string;
  readonly imageId: string;
  readonly volume: string | undefined;
  /** The session that made it. */
  readonly owner: string;
}

export interface VolumeApi {
  list(signal?: AbortSignal): Promise<Volume[]>;
  /** The engine's whole answer. */
  inspect(name: string, signal?: AbortSignal): Promise<{ readonly raw: unknown }>;
  create(
    request: {
      name: string;
      driver?: string;
      /** Of the driver: `type`, `device`, `o` … */
      options?: Readonly<Record<string, string>>;
      labels?: Readonly<Record<string, string>>;
    },
    signal?: AbortSignal,
  ): Promise<Volume>;
  /** Rejects with `conflict` while a container uses it, running or not. */
  remove(name: string, signal?: AbortSignal): Promise<void>;
  /** Those of all sessions. No list of containers or images has them. */
  helpers(signal?: AbortSignal): Promise<VolumeHelper[]>;
}
