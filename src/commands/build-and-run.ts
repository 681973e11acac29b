// The loop of editing, building and running: the container of the run before gives way to one of the new image, with the
// same options. If the new one does not start, the old one is back.
import { randomBytes } from 'node:crypto';
import type { ContainerDetails, ContainerRequest } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../engine/errors.ts';
import type { CommandContext } from './command.ts';
import {
  inspectIfThere,
  readEnvironmentFile,
  rememberedRun,
  runImageAs,
  type Started,
  startDetached,
  tellThatItRuns,
} from './run-image.ts';
import { containerRequest } from './run-options.ts';

const memoryKey = (reference: string) => `built run ${reference}`;

/** `reference`: of an image that has just been built. The first time it asks, as Run does. */
export async function replaceRun(context: CommandContext, reference: string): Promise<void> {
  const { host, inventory } = context;
  const engine = await inventory.engine();
  const known = host.memory.get<string>(memoryKey(reference));
  const old = known === undefined ? undefined : await inspectIfThere(engine, known);
  const remembered = rememberedRun(context, reference);
  const id =
    old && remembered && remembered.options.mode === 'detached'
      ? await replace(context, engine, old, {
          ...remembered.options,
          image: reference,
          name: old.name,
          environment: await ownEnvironment(engine, old),
        })
      : await runImageAs(context, reference);
  if (id !== undefined) await host.memory.set(memoryKey(reference), id);
}

type Options = Parameters<typeof containerRequest>[0];

async function replace(
  context: CommandContext,
  engine: Engine,
  old: ContainerDetails,
  options: Options,
): Promise<string> {
  const request = containerRequest(options, await readEnvironmentFile(options.environmentFile));
  const started = await context.host.progress(`Replacing "${old.name}"`, (_report, signal) =>
    startInPlaceOf(engine, old, request, signal),
  );
  await tellThatItRuns(context, engine, started, old.name);
  return started.id;
}

async function startInPlaceOf(
  engine: Engine,
  old: ContainerDetails,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<Started> {
  const { containers } = engine;
  // Stopped first: both may want the same ports.
  if (old.running) await containers.stop(old.id, signal);
  const aside = `${old.name}-before-${randomBytes(3).toString('hex')}`;
  // One that removes itself when it stops is gone by now.
  const isThere = !old.autoRemove && (await unlessGone(containers.rename(old.id, aside)));
  let started: Started;
  try {
    started = await startDetached(engine, request, signal);
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

/** What was set for the container itself; the rest is its image's, and may have changed. */
async function ownEnvironment(engine: Engine, { environment, imageId }: ContainerDetails): Promise<readonly string[]> {
  const image = await engine.images.inspect(imageId).catch((error: unknown) => {
    if (isEngineError(error, 'image-not-found') || isEngineError(error, 'not-found')) return undefined;
    throw error;
  });
  return environment.filter((entry) => !image?.environment.includes(entry));
}

async function unlessGone(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return false;
    throw error;
  }
}
