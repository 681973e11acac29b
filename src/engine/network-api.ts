// Networks as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  /** `172.18.0.0/16` */
  readonly subnets: readonly string[];
  readonly internal: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  /** `bridge`, `host`, `none`: the engine's own, which cannot be removed. */
  readonly predefined: boolean;
}

export interface NetworkApi {
  list(signal?: AbortSignal): Promise<Network[]>;
  /** `containers`: ids of the running ones that are joined to it. */
  inspect(id: string, signal?: AbortSignal): Promise<{ readonly raw: unknown; readonly containers: readonly string[] }>;
  /** Answers the new id. */
  create(
    request: { name: string; driver?: string; internal?: boolean; labels?: Readonly<Record<string, string>> },
    signal?: AbortSignal,
  ): Promise<string>;
  /** Rejects with `conflict` while a container is joined to it. */
  remove(id: string, signal?: AbortSignal): Promise<void>;
}
