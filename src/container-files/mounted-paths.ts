// What is mounted into a container stands outside of its own files: it can neither be replaced, moved nor deleted, and
// whoever deletes the folder around it loses what is in it before that fails.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../user-error.ts';
import { placeWithoutLinks } from './path-facts.ts';

/** The engine mounts these itself, from the first start on. */
const enginesOwn = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];
/** These are there while it runs. */
const kernels = ['/proc', '/sys', '/dev'];

/** A file that is a mount by itself stands where no other can be put. */
export async function isMounted(engine: Engine, container: string, path: string): Promise<boolean> {
  return (await mountsOf(engine, container)).includes(await placeWithoutLinks(engine, container, path));
}

export function mountedFile(path: string, cause: unknown): UserError {
  return new UserError(
    'unsupported',
    l10n.t(
      '"{0}" is mounted into the container and cannot be replaced from here. Change it at its source, or in a shell in the container.',
      path,
    ),
    { cause },
  );
}

/** What is said of the root folder, of a mount, and of a folder around one, by what was to be done. */
export const mountRefusals = {
  deleted: {
    root: () => l10n.t('The root folder cannot be deleted.'),
    mount: (path: string) => l10n.t('"{0}" is mounted into the container and cannot be deleted from here.', path),
    around: (path: string, mount: string) =>
      l10n.t(
        '"{0}" cannot be deleted because it contains the mount "{1}". Select individual files or folders in it.',
        path,
        mount,
      ),
  },
  renamed: {
    root: () => l10n.t('The root folder cannot be renamed.'),
    mount: (path: string) => l10n.t('"{0}" is mounted into the container and cannot be renamed from here.', path),
    around: (path: string, mount: string) =>
      l10n.t(
        '"{0}" cannot be renamed because it contains the mount "{1}". Select individual files or folders in it.',
        path,
        mount,
      ),
  },
};

/** Rejects with `unsupported` if something is mounted there or anywhere below, or if it is the root. */
export async function refuseMounts(
  engine: Engine,
  container: string,
  path: string,
  done: 'deleted' | 'renamed',
  signal?: AbortSignal,
): Promise<void> {
  const words = mountRefusals[done];
  const place = await placeWithoutLinks(engine, container, path, signal);
  if (place === '/') throw new UserError('unsupported', words.root());
  const mounts = await mountsOf(engine, container, signal);
  if (mounts.includes(place)) {
    throw new UserError('unsupported', words.mount(path));
  }
  const below = mounts.find((mount) => mount.startsWith(`${place}/`));
  if (below === undefined) return;
  throw new UserError('unsupported', words.around(path, below));
}

/** Without symlinks on their way. */
async function mountsOf(engine: Engine, container: string, signal?: AbortSignal): Promise<string[]> {
  const { mounts, startedAt, running } = await engine.containers.inspect(container, signal);
  const destinations = [
    ...mounts.map(({ destination }) => destination),
    ...(startedAt === undefined ? [] : enginesOwn),
    ...(running ? kernels : []),
  ];
  // The dot has the symlink at the end followed, too: the engine mounts where it leads to.
  return Promise.all(destinations.map((path) => placeWithoutLinks(engine, container, `${path}/.`, signal)));
}
