// The loop of editing, building and running: the container of the run before gives way to one of the new image, with the
// same options. If the new one does not start, the old one is back.

import * as l10n from '@vscode/l10n';
import type { ContainerDetails } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { memoryOfEngine } from '../host/engine-memory.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { isOn, valuesOf } from '../options/index.ts';
import type { Run } from '../options/option.ts';
import { completeRun } from '../options/places.ts';
import { containerRequest } from '../options/request.ts';
import { type MadeFrom, madeFrom, noteMadeFrom } from '../running/made-from.ts';
import { lastRun, lastSaved } from '../running/memory.ts';
import { placesOf } from '../running/proposed-run.ts';
import { startInPlaceOf } from '../running/replace.ts';
import { runImageAs } from '../running/run-image.ts';
import { inspectIfThere, tellThatItRuns } from '../running/start.ts';

const memoryKey = (reference: string) => `built run ${reference}`;

/** `reference`: of an image that has just been built. The first time it asks, as Run does. */
export async function replaceRun(services: EngineServices, reference: string): Promise<void> {
  const { host, engine } = services;
  const memory = memoryOfEngine(host.memory, engine.id);
  const known = memory.get<string>(memoryKey(reference));
  const old = known === undefined ? undefined : await inspectIfThere(engine, known);
  const image = { engine: engine.id, reference };
  const last = lastRun(host, image);
  const id =
    old && last && isOn(last.values, 'detach')
      ? await replace(
          services,
          engine,
          old,
          {
            image: reference,
            command: last.command,
            values: {
              ...last.values,
              name: [old.name],
              env: await environmentFor(engine, old, valuesOf(last.values, 'env')),
            },
          },
          { reference, saved: lastSaved(host, image), run: last },
        )
      : await runImageAs(services, reference);
  if (id !== undefined) await memory.set(memoryKey(reference), id);
}

async function replace(
  services: EngineServices,
  engine: Engine,
  old: ContainerDetails,
  run: Run,
  made: MadeFrom,
): Promise<string> {
  const request = containerRequest(await completeRun(run, placesOf(services.host)));
  const remarks: string[] = [];
  const onWarning = (warning: string) => remarks.push(l10n.t('Engine warning: {0}', warning));
  const started = await services.host.progress(l10n.t('Replacing "{0}"', old.name), (_report, signal) =>
    startInPlaceOf(engine, old, request, signal, onWarning),
  );
  // Its variables have the values of the container before.
  const { environmentNames, environmentMarks } = madeFrom(services.host, engine.id, old.id)?.run ?? made.run;
  const kept = { ...made.run, environmentNames, ...(environmentMarks ? { environmentMarks } : {}) };
  await noteMadeFrom(services.host, engine, started.id, { ...made, run: kept });
  await tellThatItRuns(services, engine, started, old.name, remarks);
  return started.id;
}

/**
 * What was set for the container itself, after what was kept of the last run; the rest is its image's, and may have
 * changed.
 */
async function environmentFor(
  engine: Engine,
  { environment, imageId }: ContainerDetails,
  kept: readonly string[],
): Promise<readonly string[]> {
  const image = await imageIfThere(engine, imageId);
  return [...kept, ...environment.filter((entry) => !image?.environment.includes(entry))];
}
