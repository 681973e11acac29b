// Containers as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.
import type { Readable } from 'node:stream';
import type { ContainerSettings, Resources } from './container-settings.ts';
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
  /** How it ended the last time, of one that is `exited` or `restarting`. */
  readonly exitCode?: number | undefined;
  /** undefined: nobody looks after its health. */
  readonly health?: Health['status'] | undefined;
  /** Since when it is in its state; undefined: the engine does not say. */
  readonly since?: Since | undefined;
  /** Whether somebody asked for its last end; undefined: nobody watched. */
  readonly ending?: Ending | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
  /** Names of the networks that it is joined to, and of the volumes that it keeps, running or not. */
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

/**
 * Milliseconds since 1970 by this machine's clock: at some time between these two. Lists tell ages in words (`2 hours`), each
 * reading of which says a little more.
 */
export interface Since {
  readonly earliest: number;
  readonly latest: number;
}

/** `asked`: by a stop or a signal over the API, whoever sent it. */
export type Ending = 'asked' | 'by-itself';

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
  /** Milliseconds since 1970; undefined: not yet. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** By the restart policy. */
  readonly restartCount: number;
  /** The engine's own words about why it could not start; empty if it could. */
  readonly error: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly workingDirectory: string;
  readonly user: string;
  /** `NAME=value` */
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly ports: readonly Port[];
  readonly networks: readonly { readonly name: string; readonly address: string }[];
  readonly restartPolicy: string;
  readonly autoRemove: boolean;
  /** undefined: the image has no HEALTHCHECK. */
  readonly health: Health | undefined;
  readonly raw: unknown;
}

export interface Mount {
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** The host's path, or the volume's name. */
  readonly source: string;
  /** In the container. */
  readonly destination: string;
  readonly readOnly: boolean;
}

/** Of the kinds that can be asked for. */
export type RequestedMount = Mount & { readonly kind: 'bind' | 'volume' | 'tmpfs' };

export interface Health {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  /** Oldest first. */
  readonly log: readonly { readonly endedAt: number; readonly exitCode: number; readonly output: string }[];
}

/** One published port: `hostPort` undefined lets the engine choose. */
export interface PublishedPort {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly hostPort: number | undefined;
  /** Where the engine's machine listens: `127.0.0.1` for itself alone. All of its addresses if it is not given. */
  readonly hostAddress?: string;
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
  /** The engine closes the input when whoever may write to it goes, as `docker run -i` asks for. */
  readonly stdinOnce?: boolean;
  readonly autoRemove?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  /** `NAME=value`, or `NAME` alone for an empty value. */
  readonly environment?: readonly string[];
  /** Host paths are absolute and as the engine's machine has them. */
  readonly mounts?: readonly RequestedMount[];
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly network?: string;
  readonly restartPolicy?: 'no' | 'always' | 'unless-stopped' | 'on-failure';
  /** `linux/arm64` */
  readonly platform?: string;
  /** All else, in the Engine API's own words; it wins over the fields above. */
  readonly settings?: ContainerSettings;
}

/** What `docker exec` is asked; a shell with a terminal needs only `command`. */
export interface ExecRequest {
  readonly command: readonly string[];
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly environment?: readonly string[];
}

/** One reading of `docker stats`. */
export interface StatsSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 100 is one whole processor. */
  readonly cpuPercent: number;
  /** Bytes, the page cache not counted, as the CLI shows it. */
  readonly memory: number;
  /** Bytes; the machine's if there is no limit. */
  readonly memoryLimit: number;
  /** Bytes since the start. */
  readonly received: number;
  readonly sent: number;
  readonly read: number;
  readonly written: number;
  readonly processes: number;
}

/** One entry of `docker diff`. */
export interface FileChange {
  /** Absolute, in the container. */
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'deleted';
}

export interface CommitRequest {
  /** With a tag; undefined: an image without a name. */
  readonly reference: string | undefined;
  readonly message: string;
  readonly author: string;
  /** Dockerfile instructions: `CMD ["sh"]`, `ENV A=b` … */
  readonly changes: readonly string[];
  /** Whether its processes stand still while the copy is made. */
  readonly pause: boolean;
}

/** Which part of a log. */
export interface LogRequest {
  readonly tail: number | 'all';
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Puts RFC 3339 with nanoseconds and a space before each line. */
  readonly timestamps?: boolean;
}

export interface ContainerApi {
  /** All but Longshore's own helpers (`helper.ts`). */
  list(signal?: AbortSignal): Promise<Container[]>;
  /** undefined: it is gone. Asks for that one alone. */
  get(id: string, signal?: AbortSignal): Promise<Container | undefined>;
  inspect(id: string, signal?: AbortSignal): Promise<ContainerDetails>;
  /**
   * Creates, does not start. Answers the new id. The image must be there. `onWarning` hears what the engine thinks of it: a
   * limit that its machine does not know, ports on the host's network … It joins all the networks that are asked, or is
   * not made.
   */
  create(request: ContainerRequest, signal?: AbortSignal, onWarning?: (warning: string) => void): Promise<string>;
  /** Changes limits and the restart policy while it runs (`docker update`); what is not named stays. Answers warnings. */
  update(id: string, resources: Resources, signal?: AbortSignal): Promise<readonly string[]>;
  start(id: string, signal?: AbortSignal): Promise<void>;
  /** Kills it after `seconds` (the container's own limit, usually 10, if undefined) when it does not obey. */
  stop(id: string, signal?: AbortSignal, seconds?: number): Promise<void>;
  /** `name`: `SIGTERM`, `SIGHUP` … */
  kill(id: string, name: string, signal?: AbortSignal): Promise<void>;
  pause(id: string, signal?: AbortSignal): Promise<void>;
  unpause(id: string, signal?: AbortSignal): Promise<void>;
  rename(id: string, name: string, signal?: AbortSignal): Promise<void>;
  restart(id: string, signal?: AbortSignal): Promise<void>;
  /** `force` kills a running one first. Anonymous volumes go only with `volumes`. */
  remove(id: string, options?: { force?: boolean; volumes?: boolean }, signal?: AbortSignal): Promise<void>;
  /** Joins the streams of a running container's main process. Ends nothing, neither by joining nor by leaving. */
  attach(id: string, size: TerminalSize | undefined, signal?: AbortSignal): Promise<ProcessStream>;
  /** Joins first and starts then, so that nothing is lost of what it says (`docker start -a`, `-a -i`). */
  startAttached(id: string, size: TerminalSize | undefined, signal?: AbortSignal): Promise<ProcessStream>;
  /** Starts a process with a terminal in a running container. */
  exec(id: string, request: ExecRequest, size: TerminalSize | undefined, signal?: AbortSignal): Promise<ProcessStream>;
  /**
   * The shells that the container has, best first: of bash, zsh, ash, sh what is there, as full paths or names to exec.
   * Empty if there is none (a `scratch` image).
   */
  shells(id: string, signal?: AbortSignal): Promise<string[]>;
  /** Follows the log until the container ends, `signal` is aborted (resolves) or the connection is lost (rejects). */
  followLogs(
    id: string,
    request: LogRequest,
    onOutput: (text: string, from: 'stdout' | 'stderr') => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** The log up to now, handed out piece by piece; resolves at its end. The reader sets the pace. */
  readLogs(
    id: string,
    request: LogRequest,
    onOutput: (text: string, from: 'stdout' | 'stderr') => void | Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  /** A sample about every second, until `signal` is aborted (resolves) or the container stops (resolves). */
  stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void>;
  /** As `ps` in the engine's machine prints it: column titles and rows of the same length. */
  processes(id: string, signal?: AbortSignal): Promise<{ titles: string[]; rows: string[][] }>;
  changes(id: string, signal?: AbortSignal): Promise<FileChange[]>;
  /** Answers the new image's id. */
  commit(id: string, request: CommitRequest, signal?: AbortSignal): Promise<string>;
  /** The whole file system as a tar archive. */
  exportFiles(id: string, signal?: AbortSignal): Promise<Readable>;
}
