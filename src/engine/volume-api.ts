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

export interface VolumeApi {
  list(signal?: AbortSignal): Promise<Volume[]>;
  /** The engine's whole answer. */
  inspect(name: string, signal?: AbortSignal): Promise<{ readonly raw: unknown }>;
  create(
    request: { name: string; driver?: string; labels?: Readonly<Record<string, string>> },
    signal?: AbortSignal,
  ): Promise<Volume>;
  /** Rejects with `conflict` while a container uses it, running or not. */
  remove(name: string, signal?: AbortSignal): Promise<void>;
}
