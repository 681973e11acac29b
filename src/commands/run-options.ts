// What a run is made of, and what of it is remembered. Plain values: no dialog, no engine call.
import type { ContainerRequest, PublishedPort, RequestedMount } from '../engine/container-api.ts';

export type RunMode =
  /** In the background (`-d`). */
  | 'detached'
  /** Its output in a terminal. */
  | 'attached'
  /** A terminal of its own, joined to ours (`-it`). */
  | 'interactive';

export type RestartPolicy = NonNullable<ContainerRequest['restartPolicy']>;

export interface RunOptions {
  readonly image: string;
  readonly name: string;
  readonly ports: readonly PublishedPort[];
  /** `NAME=value` */
  readonly environment: readonly string[];
  /** A file of `NAME=value` lines on this machine; empty: none. */
  readonly environmentFile: string;
  readonly mounts: readonly RequestedMount[];
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly network: string;
  readonly restartPolicy: RestartPolicy;
  readonly autoRemove: boolean;
  readonly mode: RunMode;
}

/** The request for the engine; `fileEnvironment` is what the environment file holds. */
export function containerRequest(options: RunOptions, fileEnvironment: readonly string[]): ContainerRequest {
  const { image, name, ports, mounts, command, entrypoint, user, network, restartPolicy, autoRemove, mode } = options;
  return {
    image,
    name,
    ports,
    // As the command line does it: what is given by hand wins over the file.
    environment: [...fileEnvironment, ...options.environment],
    mounts,
    ...(command.length > 0 ? { command } : {}),
    ...(entrypoint.length > 0 ? { entrypoint } : {}),
    ...(user === '' ? {} : { user }),
    ...(network === '' ? {} : { network }),
    restartPolicy,
    autoRemove,
    tty: mode === 'interactive',
    openStdin: mode === 'interactive',
    // As `docker run -i` has it: who types is the one who ends the input.
    stdinOnce: mode === 'interactive',
  };
}

/** What is kept of a run for the next one of the same image. Values of the environment are often secrets: only names. */
export interface RememberedRun {
  readonly options: Omit<RunOptions, 'image' | 'name' | 'environment'>;
  readonly environmentNames: readonly string[];
}

export function remember({ image: _image, name: _name, environment, ...options }: RunOptions): RememberedRun {
  return { options, environmentNames: environment.map((entry) => entry.replace(/=[\s\S]*$/, '')) };
}
