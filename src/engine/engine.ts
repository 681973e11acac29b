// The interface of a Docker engine. Knows no editor and no dockerode; its parts stand in the files beside it.
// All that waits takes an AbortSignal last and rejects with its reason; every failure is an EngineError.
import type { BuildProgress, BuildRequest, BuildResult } from './build-api.ts';
import type { BuildCacheApi } from './build-cache-api.ts';
import type { ContainerApi } from './container-api.ts';
import type { DiskUsage } from './disk-usage.ts';
import type { EngineId } from './engine-id.ts';
import type { FilesApi } from './files-api.ts';
import type { ImageApi } from './image-api.ts';
import type { NetworkApi } from './network-api.ts';
import type { VolumeApi } from './volume-api.ts';

export interface EngineInfo {
  /** Unique and lasting per engine. */
  readonly id: string;
  /** `20.10.24` */
  readonly version: string;
  readonly apiVersion: string;
  /** `linux`, `windows` */
  readonly os: string;
  /** What it builds for if nobody says otherwise: `linux/arm64` */
  readonly platform: string;
  readonly name: string;
  /** Hosts (`registry.test:5000`) and networks (`127.0.0.0/8`) that it reaches without TLS, or without verifying it. */
  readonly insecureRegistries: readonly string[];
  /** Which control group namespace a container gets if nobody says. */
  readonly usualCgroupNamespace: 'host' | 'private';
}

/** Something that happened in the engine: `container start`, `image untag` … */
export interface EngineEvent {
  readonly type: string;
  readonly action: string;
  /** Of the object that it happened to. */
  readonly id: string;
  /** Nanoseconds since 1970, as a decimal: too large for a number. */
  readonly timeNano: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Engine {
  readonly id: EngineId;
  /** Where it is, for a person: `unix:///var/run/docker.sock`, or the context's name with it. */
  readonly address: string;
  /** Where a port published on all addresses is reached from here: `localhost`, or the remote engine's host. */
  readonly hostName: string;
  readonly containers: ContainerApi;
  readonly images: ImageApi;
  readonly files: FilesApi;
  readonly volumes: VolumeApi;
  readonly networks: NetworkApi;
  readonly buildCache: BuildCacheApi;
  /** Answers quickly or rejects: a hung engine counts as unreachable after a few seconds. */
  info(signal?: AbortSignal): Promise<EngineInfo>;
  /**
   * Calls `onEvent` for everything that happens from now on; `onConnected` once the engine listens. Resolves when
   * `signal` is aborted, rejects when the connection ends.
   */
  events(onEvent: (event: EngineEvent) => void, onConnected: () => void, signal: AbortSignal): Promise<void>;
  /** Rejects with `build-failed` (the failed step's words in the message) or `build-input`. Aborting ends it at the engine. */
  build(
    request: BuildRequest,
    onProgress: (progress: BuildProgress) => void,
    signal?: AbortSignal,
  ): Promise<BuildResult>;
  /** Takes the engine a while: only on demand. */
  diskUsage(signal?: AbortSignal): Promise<DiskUsage>;
  /**
   * Somebody looks at what is known of the engine, until the answered function is called: an engine that falls silent
   * meanwhile is noticed, and `events` ends. Costs a small request for each 8 seconds in which nothing is heard.
   */
  attend(): () => void;
  /** Logs, terminals, transfers and the like that are open. They end with a silent engine, and with `close`. */
  readonly openStreams: number;
  /** Ends all connections; nothing can be asked any more. */
  close(): void;
  /**
   * Ends all connections once the last open stream has ended: terminals outlive a lost or changed connection of the views.
   * Whoever still has the engine (a command that waited for an answer) can go on asking it.
   */
  retire(): void;
}
