// A container gives way to another one of the same name: the old one is kept until the new one runs, and is back if that
// does not start.
import { randomBytes } from 'node:crypto';
import type { ContainerDetails, ContainerRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { unless } from '../../user-error.ts';
import { type Started, startDetached } from './start.ts';

export async function startInPlaceOf(
  engine: Engine,
  old: ContainerDetails,
  request: ContainerRequest,
  signal: AbortSignal,
  onWarning: (warning: string) => void,
): Promise<Started> {
  const { containers } = engine;
  // Stopped first: both may want the same ports.
  if (old.running) await containers.stop(old.id, signal);
  const aside = `${old.name}-before-${randomBytes(3).toString('hex')}`;
  // One that removes itself when it stops is gone by now.
  const isThere = !old.autoRemove && (await unlessGone(containers.rename(old.id, aside)));
  let started: Started;
  try {
    started = await startDetached(engine, request, signal, onWarning);
  } catch (error) {
    if (isThere) {
      await containers.rename(old.id, old.name);
      if (old.running) await containers.start(old.id);
    }
    throw error;
  }
  if (isThere) await unlessGone(containers.remove(old.id, { force: true, volumes: false }));
  return started;
}

async function unlessGone(action: Promise<unknown>): Promise<boolean> {
  const done = action.then(() => true);
  return (await unless(done, 'not-found')) ?? false;
}
