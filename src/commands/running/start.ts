// From a request to a container that runs, or to nothing: what was made and could not be started is removed again. And
// what is said of one that runs.
import * as l10n from '@vscode/l10n';
import type { ContainerDetails, ContainerRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { exitMeaning } from '../../engine/exit-code.ts';
import { isKnownFailure, type Offer, unless } from '../../user-error.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { logsProgram } from '../logs/container-logs.ts';
import { type LastOutput, startKeepingOutput } from '../logs/last-output.ts';
import { attachProgram } from '../terminals/container-terminals.ts';
import { safeFileName } from '../text/object-names.ts';
import { browserPorts } from './ports.ts';

export interface Started {
  readonly id: string;
  /** Of one that removes itself. */
  readonly output?: LastOutput;
}

/** In the background (`docker run -d`). What was created but could not be started (port in use …) is removed again. */
export async function startDetached(
  engine: Engine,
  request: ContainerRequest,
  signal?: AbortSignal,
  onWarning?: (warning: string) => void,
): Promise<Started> {
  const removesItself = request.settings?.HostConfig?.AutoRemove ?? request.autoRemove ?? false;
  const make = (abortSignal?: AbortSignal) => engine.containers.create(request, abortSignal, onWarning);
  return startMade(engine, make, removesItself, signal);
}

/** The same for what `make` creates. */
export async function startMade(
  engine: Engine,
  make: (signal?: AbortSignal) => Promise<string>,
  removesItself: boolean,
  signal?: AbortSignal,
): Promise<Started> {
  const id = await make(signal);
  try {
    if (removesItself) return { id, output: await startKeepingOutput(engine, id, signal) };
    await engine.containers.start(id, signal);
  } catch (error) {
    await removeUnstarted(engine, id, error);
    throw error;
  }
  return { id };
}

export async function createAndStart(engine: Engine, request: ContainerRequest, signal?: AbortSignal): Promise<string> {
  return (await startDetached(engine, request, signal)).id;
}

/** Without a signal: a cancelled start must be cleaned up, too. */
export async function removeUnstarted(engine: Engine, id: string, why: unknown): Promise<void> {
  await engine.containers.remove(id, { force: true, volumes: true }).catch((removal: unknown) => {
    if (!isKnownFailure(removal, 'not-found'))
      throw new AggregateError([why, removal], `${why}; its container could not be removed: ${removal}`);
  });
}

/** `remarks`: what else is to be said, in whole sentences. */
export async function tellThatItRuns(
  services: EngineServices,
  engine: Engine,
  { id, output }: Started,
  name: string,
  remarks: readonly string[] = [],
): Promise<void> {
  const { host } = services;
  const say = (text: string, offers: readonly Offer[] = []) => host.inform([text, ...remarks].join(' '), offers);
  const container = await engine.containers.get(id);
  const details = container && (await inspectIfThere(engine, id));
  const showOutput = async () => {
    if (output) await host.showDocument(`${safeFileName(name)}.log`, output.document());
  };
  if (!container || !details || (output && !details.running)) {
    const code = output?.exitCode();
    say(exitedAndRemoved(name, code), output ? [{ title: l10n.t('Show Output'), run: showOutput }] : []);
    return;
  }
  const logs = {
    title: l10n.t('Show Logs'),
    run: async () => {
      const state = (await engine.containers.get(id))?.state;
      // One that removes itself may be gone by the time that somebody asks.
      if (output && state !== 'running' && state !== 'paused') await showOutput();
      else host.runInTerminal(logsProgram(services.inventory, container));
    },
  };
  if (!details.running) {
    const { exitCode = 0 } = details;
    const meaning = exitMeaning(exitCode);
    const said =
      meaning === undefined
        ? l10n.t('"{0}" has already exited with code {1}. See its logs.', name, exitCode)
        : l10n.t('"{0}" has already exited with code {1} ({2}). See its logs.', name, exitCode, meaning.long);
    say(said, [logs]);
    return;
  }
  const [page] = browserPorts(container, engine.hostName);
  say(runningWords(name, page?.url), [
    ...(page ? [{ title: l10n.t('Open in Browser'), run: () => host.openInBrowser(page.url) }] : []),
    logs,
    { title: l10n.t('Attach'), run: async () => void host.runInTerminal(attachProgram(engine, container)) },
  ]);
}

export const runningWords = (name: string, address?: string) =>
  address === undefined ? l10n.t('"{0}" is running.', name) : l10n.t('"{0}" is running at {1}', name, address);

export const exitedAndRemoved = (name: string, code: number | undefined) =>
  code === undefined
    ? l10n.t('"{0}" has already exited and was removed.', name)
    : l10n.t('"{0}" has already exited with code {1} and was removed.', name, code);

export async function inspectIfThere(engine: Engine, id: string): Promise<ContainerDetails | undefined> {
  return unless(engine.containers.inspect(id), 'not-found');
}
