// Where an engine listens when nothing says where: the CLI's default first, then the places of Docker Desktop, rootless
// Docker and its relatives, which are used only when the default is not there. Pure.
import { posix } from 'node:path';
import type { Address } from './address.ts';

export interface SocketSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
}

/** Paths, best first; the first one is also what to complain about when none is there. */
export function defaultSockets({ env, platform, homeFolder }: SocketSurroundings): string[] {
  if (platform === 'win32') return ['//./pipe/docker_engine', '//./pipe/dockerDesktopLinuxEngine'];
  const inHome = (path: string) => posix.join(homeFolder, path);
  const inRuntime = (path: string) => (env.XDG_RUNTIME_DIR ? [posix.join(env.XDG_RUNTIME_DIR, path)] : []);
  return [
    '/var/run/docker.sock',
    ...inRuntime('docker.sock'),
    inHome('.docker/run/docker.sock'),
    inHome('.docker/desktop/docker.sock'),
    inHome('.orbstack/run/docker.sock'),
    inHome('.colima/default/docker.sock'),
    inHome('.rd/docker.sock'),
    ...inRuntime('podman/podman.sock'),
    '/run/podman/podman.sock',
  ];
}

export function socketAddress(path: string): Address {
  return { kind: 'socket', path, words: `${path.startsWith('//./pipe/') ? 'npipe' : 'unix'}://${path}` };
}
