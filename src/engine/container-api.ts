// Containers as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.
import type { ProcessStream, TerminalSize } from './process-stream.ts';

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
