// What the form of a run begins with: as the image was run the last time, or as the image itself proposes it, with a name and
// ports that are free.
import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { staleWords } from '../../explorer/stale-words.ts';
import { formatAge } from '../../quantities.ts';
import { localImages } from '../../registry/newer-watch.ts';
import type { CommandServices } from '../host/command.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { DockerfileEdits } from '../host/dockerfile-edits.ts';
import { valuesOf, withValues } from '../options/index.ts';
import type { Run } from '../options/option.ts';
import type { Places } from '../options/places.ts';
import { proposeName } from '../text/container-names.ts';
import { withName } from './form-line.ts';
import type { FormState, RunForm } from './form-state.ts';
import { lastRun, lastSaved } from './memory.ts';
import { freePorts, proposePorts, takenPorts } from './ports.ts';

export const placesOf = (host: Dialogs & DockerfileEdits): Places => ({
  workspaceFolder: host.workspaceFolder(),
  home: homedir(),
  environment: process.env,
});

/** Of the list, and of its page. */
export const runFormTitle = (image: string): string => l10n.t('Run {0}', image);

/** `image`: undefined if it is not on the engine; `pasted`: what fills the form in the place of the last answers. */
export async function formOf(
  { host, registries }: CommandServices,
  engine: Engine,
  reference: string,
  image: ImageDetails | undefined,
  stale: readonly string[],
  pasted?: Run,
): Promise<RunForm> {
  // Asked of the engine: names and ports that were taken a moment ago count, too.
  const [containers, networks, volumes] = await Promise.all([
    engine.containers.list(),
    engine.networks.list(),
    engine.volumes.list(),
  ]);
  const hasNewer = image && localImages([image]).some((local) => registries.newer.known(local)?.kind === 'newer');
  const name = [proposeName(reference, new Set(containers.map((container) => container.name)))];
  const taken = takenPorts(containers);
  const ports = proposePorts(image?.exposedPorts ?? [], taken);
  const plain: Run = {
    image: reference,
    values: { name, detach: ['true'], ...(ports.length > 0 ? { publish: ports } : {}) },
    command: [],
  };
  const last = lastRun(host, { engine: engine.id, reference });
  const values = last ? { ...last.values, name } : plain.values;
  const usual: Run = {
    image: reference,
    values: withValues(values, 'publish', freePorts(valuesOf(values, 'publish'), taken)),
    command: last?.command ?? [],
  };
  const proposed: FormState = {
    run: pasted ? withName(pasted, name) : usual,
    environmentNames: last?.environmentNames ?? [],
    keep: undefined,
    saved: pasted ? undefined : lastSaved(host, { engine: engine.id, reference }),
  };
  return {
    title: runFormTitle(reference),
    about: [
      ...(image ? [imageCreated(formatAge(image.createdAt, Date.now()))] : []),
      ...(hasNewer ? [newerAvailable] : []),
    ].join(' '),
    engine: engine.id,
    reference,
    stale,
    proposed,
    usual,
    plain,
    moved: [
      ...(last
        ? [{ to: valuesOf(usual.values, 'publish'), meant: last.publishMeant ?? valuesOf(last.values, 'publish') }]
        : []),
      { to: ports, meant: proposePorts(image?.exposedPorts ?? [], new Map()) },
    ].filter(({ to, meant }) => to.join() !== meant.join()),
    containers,
    networks: networks.map((each) => each.name),
    volumes: volumes.map((each) => each.name),
    places: placesOf(host),
  };
}

/** Milliseconds that the form waits for it. */
const patience = 1000;

/** What changed since the image was built here. */
export async function staleWordsOf(
  { rebuilding }: Pick<CommandServices, 'rebuilding'>,
  image: ImageDetails | undefined,
): Promise<readonly string[]> {
  return image ? staleWords(await rebuilding?.look(image.id, AbortSignal.timeout(patience))) : [];
}

export const imageCreated = (age: string) => l10n.t('The image was created {0}.', age);

export const newerAvailable = l10n.t('A newer one is available.');
