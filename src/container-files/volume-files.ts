// The files of volumes, through a helper container: never started, so that it needs no program, and made of an empty
// image of its own, so that no image of the user's comes to be in use. One per volume; it goes with its last user.

import { posix } from 'node:path';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { tarEnd } from '../build-context/tar-header.ts';
import { type Clock, realClock } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import { helperLabel, helperOwnerLabel, helperVolumeLabel } from '../engine/helper.ts';
import { ownerOfProcess, type SessionOwner } from '../engine/session-owner.ts';
import type { VolumeHelper } from '../engine/volume-api.ts';
import { isKnownFailure, UserError } from '../user-error.ts';

/** Where the helper has the volume. Nothing else is in it, so that a symlink out of the volume leads nowhere. */
const mountPoint = '/longshore-volume';
/** Milliseconds that a helper stays after an editor's request: the next comes soon, as a rule. */
const lingering = 10_000;

export interface VolumeFiles {
  /**
   * Runs `work` with a container and the path in it at which the volume's `path` is. `lingers`: keeps the helper for some
   * seconds more. Rejects with `not-found` if there is no such volume or path; messages name paths as in the volume.
   */
  use<T>(
    volume: string,
    path: string,
    work: (engine: Engine, container: string, path: string) => Promise<T>,
    options?: { readonly lingers?: boolean },
    signal?: AbortSignal,
  ): Promise<T>;
  /** Keeps the volume's helper until the answered function is called, for several uses one after the other. */
  hold(volume: string, signal?: AbortSignal): Promise<() => Promise<void>>;
  /** Removes all helpers of these volumes, of other sessions, too: the volumes are about to go. */
  release(engine: Engine, volumes: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Removes all helpers of this session. */
  dispose(): Promise<void>;
}

export interface VolumeFilesParts {
  readonly engine: (signal?: AbortSignal) => Promise<Engine>;
  /** One line for the log: why a helper could not be removed. The next session's first use removes it then. */
  readonly log: (line: string) => void;
  /** For tests. */
  readonly clock?: Clock;
  readonly owner?: SessionOwner;
}

interface Held {
  readonly engine: Engine;
  readonly volume: string;
  readonly helper: Promise<VolumeHelper>;
  users: number;
  cancelRemoval(): void;
}

export function createVolumeFiles({
  engine: connected,
  log,
  clock = realClock,
  owner = ownerOfProcess(),
}: VolumeFilesParts): VolumeFiles {
  const all = new Map<string, Held>();

  function forget(held: Held): void {
    held.cancelRemoval();
    if (all.get(held.volume) === held) all.delete(held.volume);
  }

  async function discard(held: Held): Promise<void> {
    forget(held);
    try {
      await removeHelper(held.engine, await held.helper);
    } catch (error) {
      log(`The helper for the volume ${held.volume}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function take(volume: string, signal?: AbortSignal): Promise<Held> {
    const engine = await connected(signal);
    const known = all.get(volume);
    // Of an engine that was left meanwhile.
    if (known && known.engine !== engine) forget(known);
    const held = all.get(volume) ?? {
      engine,
      volume,
      helper: makeHelper(engine, volume, owner),
      users: 0,
      cancelRemoval: () => undefined,
    };
    all.set(volume, held);
    held.cancelRemoval();
    held.users++;
    try {
      await unlessAborted(held.helper, signal);
    } catch (error) {
      held.helper.catch(() => forget(held));
      await leave(held);
      throw error;
    }
    return held;
  }

  async function leave(held: Held, lingers = false): Promise<void> {
    if (--held.users > 0) return;
    if (lingers) held.cancelRemoval = clock.after(lingering, () => void discard(held));
    else if (await isMade(held)) await discard(held);
  }

  return {
    async use(volume, path, work, { lingers = false } = {}, signal) {
      for (let isFirst = true; ; isFirst = false) {
        const held = await take(volume, signal);
        const { id } = await held.helper;
        try {
          return await work(held.engine, id, posix.join(mountPoint, path));
        } catch (error) {
          const isLost = isKnownFailure(error, 'not-found') && (await held.engine.containers.get(id)) === undefined;
          // Somebody removed all stopped containers: a new helper does as well.
          if (!isLost || !isFirst) throw inWordsOfVolume(error);
          forget(held);
        } finally {
          await leave(held, lingers);
        }
      }
    },
    async hold(volume, signal) {
      const held = await take(volume, signal);
      return () => leave(held);
    },
    async release(engine, volumes, signal) {
      for (const held of [...all.values()]) if (volumes.includes(held.volume)) await discard(held);
      for (const helper of await engine.volumes.helpers(signal)) {
        if (helper.volume !== undefined && volumes.includes(helper.volume)) await removeHelper(engine, helper);
      }
    },
    dispose: async () => void (await Promise.all([...all.values()].map(discard))),
  };
}

/** What sessions of this machine left that broke off: helpers of volumes, and shells. */
export async function removeForsakenHelpers(engine: Engine, owner: Pick<SessionOwner, 'isGone'>): Promise<void> {
  for (const helper of await engine.volumes.helpers())
    if (owner.isGone(helper.owner)) await removeHelper(engine, helper);
}

async function makeHelper(engine: Engine, volume: string, owner: SessionOwner): Promise<VolumeHelper> {
  await removeForsakenHelpers(engine, owner);
  // Whoever creates a container with a volume that is not there creates the volume, too.
  if (!(await engine.volumes.list()).some(({ name }) => name === volume)) {
    throw new UserError('not-found', volumeGone(volume));
  }
  const labels = { [helperLabel]: 'volume-files', [helperOwnerLabel]: owner.name };
  const changes = Object.entries(labels).map(([name, value]) => `LABEL ${name}=${JSON.stringify(value)}`);
  const empty = Readable.from([tarEnd()], { objectMode: false });
  const imageId = await engine.images.importFiles(empty, { reference: undefined, message: '', changes });
  try {
    const id = await engine.containers.create({
      image: imageId,
      // Needed to create it; never run.
      command: ['none'],
      labels: { ...labels, [helperVolumeLabel]: volume },
      mounts: [{ kind: 'volume', source: volume, destination: mountPoint, readOnly: false }],
      network: 'none',
    });
    return { id, imageId, volume, owner: owner.name };
  } catch (error) {
    await engine.images.remove(imageId, { force: true });
    throw error;
  }
}

async function removeHelper(engine: Engine, { id, imageId }: VolumeHelper): Promise<void> {
  if (id !== '') await unlessGone(engine.containers.remove(id, { force: true }));
  await unlessGone(engine.images.remove(imageId, { force: true }));
}

async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!isKnownFailure(error, 'not-found')) throw error;
  }
}

async function isMade({ helper }: Held): Promise<boolean> {
  return helper.then(
    () => true,
    () => false,
  );
}

function inWordsOfVolume(error: unknown): unknown {
  if (!isKnownFailure(error) || !error.message.includes(mountPoint)) return error;
  const message = error.message.replaceAll(`${mountPoint}/`, '/').replaceAll(mountPoint, '/');
  return new UserError(error.kind, message, { cause: error });
}

/** The helper is made in any case, as others may wait for it, too. */
function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

export const volumeGone = (name: string) => l10n.t('The volume "{0}" no longer exists.', name);
