// The interface of a Docker engine and the plain models it hands out. Knows no editor and no dockerode.
// All that waits takes an AbortSignal last and rejects with its reason; every failure is an EngineError.

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export interface Port {
  readonly privatePort: number;
  /** On the host; absent where the port is only exposed. */
  readonly publicPort?: number | undefined;
  /** The host's address it is bound to (`0.0.0.0`, `::`, `127.0.0.1`). */
  readonly address?: string | undefined;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

/** A row of `docker ps`. */
export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** As it was named at creation: a reference, or an id if the name has moved on. */
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly state: ContainerState;
  /** The engine's own words: `Up 3 minutes (healthy)`, `Exited (137) 2 hours ago`. */
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
}

/** One image id with all the names that point to it. */
export interface Image {
  /** `sha256:…` */
  readonly id: string;
  /** `name:tag`; empty for a dangling image. */
  readonly tags: readonly string[];
  /** `name@sha256:…` */
  readonly digests: readonly string[];
  /** Bytes, layers shared with other images included. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** What `docker image inspect` says, as far as a decision needs it; `raw` is the engine's whole answer. */
export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  readonly size: number;
  /** `8080/tcp` → port and protocol, in the image's order. */
  readonly exposedPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' }[];
  /** Only the raw answer's JSON value. */
  readonly raw: unknown;
}

export interface ContainerDetails {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly running: boolean;
  /** Of the last run; undefined while it runs or before it ran. */
  readonly exitCode: number | undefined;
  readonly outOfMemory: boolean;
  /** Whether it has a terminal of its own (`docker run -t`). */
  readonly tty: boolean;
  /** Whether its standard input is kept open (`docker run -i`). */
  readonly openStdin: boolean;
  readonly raw: unknown;
}

export interface EngineInfo {
  /** Unique and lasting per engine. */
  readonly id: string;
  /** `20.10.24` */
  readonly version: string;
  readonly apiVersion: string;
  /** `linux`, `windows` */
  readonly os: string;
  readonly name: string;
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

/** One published port: `hostPort` undefined lets the engine choose. */
export interface PublishedPort {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly hostPort: number | undefined;
}

/** What `docker create` is asked. */
export interface ContainerRequest {
  readonly image: string;
  /** undefined: the engine makes one up. */
  readonly name?: string | undefined;
  readonly ports?: readonly PublishedPort[];
  readonly command?: readonly string[];
  readonly tty?: boolean;
  readonly openStdin?: boolean;
  readonly autoRemove?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How a process joined through the API came to its end. */
export interface ProcessEnd {
  /**
   * `exited`: the process ended, `exitCode` says how. `detached`: we left, it goes on.
   * `lost`: the connection broke; whether it goes on is unknown.
   */
  readonly how: 'exited' | 'detached' | 'lost';
  readonly exitCode?: number | undefined;
}

/** The streams of a container's main process (attach) or of a process started in it (exec). */
export interface ProcessStream {
  /** With a terminal: one raw stream, resizable, detach keys work. Without: lines, and stderr is told apart. */
  readonly tty: boolean;
  /** Hands out what the process writes, from the first byte on; decoded as UTF-8, never split inside a character. */
  onOutput(listener: (text: string, from: 'stdout' | 'stderr') => void): void;
  /** Keystrokes for the process. */
  write(text: string): void;
  /** Ends the process's standard input (non-TTY). */
  endInput(): void;
  /** Ignored without a TTY. */
  resize(columns: number, rows: number): Promise<void>;
  /**
   * Leaves. An attached container goes on; an exec'd shell is ended (its input gets end-of-file and hang-up),
   * since the engine would let it run for ever.
   */
  close(): Promise<void>;
  /** Settles once, never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ContainerApi {
  list(signal?: AbortSignal): Promise<Container[]>;
  /** undefined: it is gone. Asks for that one alone. */
  get(id: string, signal?: AbortSignal): Promise<Container | undefined>;
  inspect(id: string, signal?: AbortSignal): Promise<ContainerDetails>;
  /** Creates, does not start. Answers the new id. The image must be there. */
  create(request: ContainerRequest, signal?: AbortSignal): Promise<string>;
  start(id: string, signal?: AbortSignal): Promise<void>;
  stop(id: string, signal?: AbortSignal): Promise<void>;
  restart(id: string, signal?: AbortSignal): Promise<void>;
  /** `force` kills a running one first. Anonymous volumes go only with `volumes`. */
  remove(id: string, options?: { force?: boolean; volumes?: boolean }, signal?: AbortSignal): Promise<void>;
  /** Joins the streams of a running container's main process. Detach keys: ctrl-p ctrl-q (TTY only). */
  attach(id: string, size: TerminalSize | undefined, signal?: AbortSignal): Promise<ProcessStream>;
  /** Starts a process with a terminal in a running container. */
  exec(
    id: string,
    command: readonly string[],
    size: TerminalSize | undefined,
    signal?: AbortSignal,
  ): Promise<ProcessStream>;
  /**
   * The shells that the container has, best first: of bash, zsh, ash, sh what is there, as full paths or names to exec.
   * Empty if there is none (a `scratch` image).
   */
  shells(id: string, signal?: AbortSignal): Promise<string[]>;
  /** Follows the log until the container ends, `signal` is aborted (resolves) or the connection is lost (rejects). */
  followLogs(
    id: string,
    options: { tail: number | 'all' },
    onOutput: (text: string, from: 'stdout' | 'stderr') => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Progress of a pull or push: by layer, in the engine's own words. */
export interface TransferProgress {
  /** Short layer id, or the tag; undefined for lines about the whole. */
  readonly layer?: string | undefined;
  /** `Downloading`, `Pull complete`, `Layer already exists` … */
  readonly status: string;
  /** Bytes. */
  readonly current?: number | undefined;
  readonly total?: number | undefined;
}

export interface ImageApi {
  list(signal?: AbortSignal): Promise<Image[]>;
  inspect(reference: string, signal?: AbortSignal): Promise<ImageDetails>;
  /** `reference` has a tag or digest. Rejects with `image-not-found`, `registry-denied` or `registry-unreachable`. */
  pull(reference: string, onProgress: (progress: TransferProgress) => void, signal?: AbortSignal): Promise<void>;
  /** Answers the digest (`sha256:…`). The same rejections as `pull`. */
  push(reference: string, onProgress: (progress: TransferProgress) => void, signal?: AbortSignal): Promise<string>;
  /** Another name for the same image; the old one stays. */
  tag(reference: string, newReference: string, signal?: AbortSignal): Promise<void>;
  /** By name: untags, and deletes with the last name. By id: deletes. Says which of both happened to what. */
  remove(
    reference: string,
    options?: { force?: boolean },
    signal?: AbortSignal,
  ): Promise<{ untagged: string[]; deleted: string[] }>;
}

export interface BuildRequest {
  /** Absolute path of the folder that is sent. */
  readonly contextFolder: string;
  /** Absolute path; inside of `contextFolder` or not. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a build tells while it runs. */
export type BuildProgress =
  /** The context on its way. */
  | { readonly kind: 'context'; readonly files: number; readonly bytes: number }
  /** A step (BuildKit: a vertex) began, went on or ended; sent again at every change, keyed by `id`. */
  | {
      readonly kind: 'step';
      readonly id: string;
      /** `[build 2/5] RUN npm ci` */
      readonly name: string;
      readonly state: 'waiting' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';
      /** Milliseconds since 1970. */
      readonly startedAt?: number | undefined;
      readonly completedAt?: number | undefined;
      readonly error?: string | undefined;
    }
  /** What a step writes; whole lines, without the line end. */
  | { readonly kind: 'output'; readonly step: string; readonly line: string; readonly from: 'stdout' | 'stderr' }
  /** Something about the build that a person should know (which builder is used, a warning). */
  | { readonly kind: 'note'; readonly text: string };

export interface BuildResult {
  readonly imageId: string;
  readonly tags: readonly string[];
  /** Bytes. */
  readonly size: number;
}

export interface Engine {
  /** Where it is, for a person: `unix:///var/run/docker.sock`, or the context's name with it. */
  readonly address: string;
  /** Where a port published on all addresses is reached from here: `localhost`, or the remote engine's host. */
  readonly hostName: string;
  readonly containers: ContainerApi;
  readonly images: ImageApi;
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
  /** Ends all connections. */
  close(): void;
}
