// What was asked for in a form is done: the image is pulled if it must be, the container created and started, and nothing is
// left half done if the start fails.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { transferSummary } from '../host/transfer-progress.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { isOn, valuesOf } from '../options/index.ts';
import type { OptionValues, Run } from '../options/option.ts';
import { completeRun } from '../options/places.ts';
import { containerRequest } from '../options/request.ts';
import { startAttachedProgram } from '../terminals/container-terminals.ts';
import { listNames } from '../text/count-and-list.ts';
import { withTag } from '../text/image-names.ts';
import { warnBeforeStart } from './before-start.ts';
import type { KeptRun } from './form-saved.ts';
import type { RunForm } from './form-state.ts';
import { noteMadeFrom } from './made-from.ts';
import { rememberLast } from './memory.ts';
import { namedVolumes } from './problems.ts';
import { removeUnstarted, startMade, tellThatItRuns } from './start.ts';

/** `remembered`: what the next run of its image proposes. Answers the container's id; throws `Cancelled`. */
export async function carryOut(
  services: EngineServices,
  { places }: Pick<RunForm, 'places'>,
  { action, run, remembered, saved }: KeptRun & { readonly action: 'run' | 'create'; readonly run: Run },
): Promise<string> {
  const { host, engine } = services;
  const complete = await completeRun(run, places);
  // A line that was pasted may be of another image.
  const { image: reference } = run;
  if (remembered) await rememberLast(host, { engine: engine.id, reference }, remembered, saved);
  const noted = async (id: string) => {
    if (remembered) await noteMadeFrom(host, engine, id, { reference, saved, run: remembered });
    return id;
  };
  await pullFirst(services, engine, run);
  const remarks = await newVolumes(engine, run.values);
  const make = (signal?: AbortSignal) =>
    createOrPull(services, engine, complete, (warning) => remarks.push(engineWarning(warning)), signal);
  const name = String(valuesOf(run.values, 'name')[0]);
  if (action !== 'create') await warnBeforeStart(host, engine, name, complete.values);
  if (action === 'create') {
    const id = await host.progress(l10n.t('Creating "{0}"', name), (_report, signal) => make(signal));
    host.inform([createdWords(name), ...remarks].join(' '));
    return noted(id);
  }
  if (isOn(run.values, 'detach')) {
    const started = await host.progress(l10n.t('Starting "{0}"', name), (_report, signal) =>
      startMade(engine, make, isOn(run.values, 'rm'), signal),
    );
    await noted(started.id);
    await tellThatItRuns(services, engine, started, name, remarks);
    return started.id;
  }
  const id = await noted(await make());
  if (remarks.length > 0) host.inform(remarks.join(' '));
  const takesInput = isOn(run.values, 'interactive');
  host.runInTerminal(
    startAttachedProgram(engine, { id, name }, takesInput, (error) => removeUnstarted(engine, id, error)),
  );
  return id;
}

export const createdWords = (name: string) => l10n.t('Created "{0}". You can start it at any time.', name);

export const engineWarning = (warning: string) => l10n.t('Engine warning: {0}', warning);

/** Like `docker run`: an image that is not there is pulled; one that is there is never updated by a run. */
export async function imageForRun(
  services: EngineServices,
  engine: Engine,
  reference: string,
  platform: string | undefined,
): Promise<ImageDetails> {
  const there = await imageIfThere(engine, reference);
  if (there) return there;
  const name = withTag(reference);
  await pullImage(services, engine, name, platform);
  return engine.images.inspect(name);
}

/** With its progress. `platform`: undefined is the engine's own. */
export async function pullImage(
  services: EngineServices,
  engine: Engine,
  reference: string,
  platform: string | undefined,
): Promise<void> {
  await services.host.progress(l10n.t('Pulling {0}', reference), (report, signal) => {
    const summary = transferSummary();
    const options = { ...account(services), ...(platform === undefined ? {} : { platform }) };
    return engine.images.pull(reference, (progress) => report(summary(progress)), signal, options);
  });
}

const isId = (reference: string) => /^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference);

/** As `--pull` says; the image of a line that was pasted may be another one than the form's. */
async function pullFirst(services: EngineServices, engine: Engine, { image, values }: Run): Promise<void> {
  const [when = 'missing'] = valuesOf(values, 'pull');
  const [platform] = valuesOf(values, 'platform');
  if (when === 'never' || isId(image)) return;
  const isThere = (await imageIfThere(engine, image)) !== undefined;
  if (isThere && when !== 'always') return;
  await pullImage(services, engine, withTag(image), platform).catch((error: unknown) => {
    if (isThere || !isKnownFailure(error)) throw error;
    throw new UserError(error.kind, [cannotBePulled(image), error.message].join(' '), {
      cause: error,
    });
  });
}

export const cannotBePulled = (image: string) =>
  l10n.t('The image "{0}" is not on this engine and cannot be pulled.', image);

/** An image that is there may be for another platform than the one that is asked for. */
async function createOrPull(
  services: EngineServices,
  engine: Engine,
  run: Run,
  onWarning: (warning: string) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const request = containerRequest(run);
  const [platform] = valuesOf(run.values, 'platform');
  const mayPull = platform !== undefined && valuesOf(run.values, 'pull')[0] !== 'never' && !isId(run.image);
  try {
    return await engine.containers.create(request, signal, onWarning);
  } catch (error) {
    if (!mayPull || !isKnownFailure(error, 'image-not-found')) throw error;
    await pullImage(services, engine, withTag(run.image), platform);
    return engine.containers.create(request, signal, onWarning);
  }
}

/** A word about the volumes that the run is going to make. */
async function newVolumes(engine: Engine, values: OptionValues): Promise<string[]> {
  const wanted = namedVolumes(values);
  if (wanted.length === 0) return [];
  const there = new Set((await engine.volumes.list()).map(({ name }) => name));
  const made = wanted.filter((name) => !there.has(name));
  if (made.length === 0) return [];
  return [volumesCreated(made)];
}

export const volumesCreated = (names: readonly string[]) =>
  names.length === 1
    ? l10n.t('Created the volume {0}.', listNames(names))
    : l10n.t('Created the volumes {0}.', listNames(names));
