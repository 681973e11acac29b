// From an image to a running container: pulls the image if it is not there, asks by the form, and leaves nothing half
// done if the start fails.
import { readFile } from 'node:fs/promises';
import type { Container, ContainerDetails, ContainerRequest, PublishedPort } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError, isEngineError } from '../engine/errors.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import { localImages } from '../engine/registry/newer-watch.ts';
import { formatAge } from '../quantities.ts';
import { safeFileName } from './choose.ts';
import type { CommandContext } from './command.ts';
import { logsProgram } from './container-logs.ts';
import { proposeName } from './container-name.ts';
import { attachProgram, startAttachedProgram } from './container-terminals.ts';
import { parseEnvironmentFile } from './environment.ts';
import { imageIfThere } from './image-if-there.ts';
import { type LastOutput, startKeepingOutput } from './last-output.ts';
import { browserPorts, proposePorts, takenPorts } from './ports.ts';
import { account } from './push-image.ts';
import { withTag } from './reference.ts';
import { askForRun, type RunForm } from './run-form.ts';
import { dockerRunLine } from './run-line.ts';
import { containerRequest, type RememberedRun, type RunOptions, remember } from './run-options.ts';
import { transferSummary } from './transfer.ts';

/** Asks, creates and starts. */
export async function runImage(context: CommandContext, reference: string): Promise<void> {
  await runImageAs(context, reference);
}

/** The same; answers the container's id, or undefined if none was made. */
export async function runImageAs(context: CommandContext, reference: string): Promise<string | undefined> {
  const { host, inventory } = context;
  const engine = await inventory.engine();
  const image = await imageForRun(context, engine, reference);
  const form = await formOf(context, engine, reference, image);
  const { action, options } = await askForRun(host, form);
  if (action === 'copy') {
    await host.copy(dockerRunLine(options));
    return undefined;
  }
  const request = containerRequest(options, await readEnvironmentFile(options.environmentFile));
  await host.memory.set(memoryKey(reference), remember(options));
  if (action === 'create') {
    const id = await engine.containers.create(request);
    host.inform(`"${options.name}" is created. It runs as soon as you start it.`);
    return id;
  }
  if (options.mode === 'detached') {
    const started = await host.progress(`Starting "${options.name}"`, (_report, signal) =>
      startDetached(engine, request, signal),
    );
    await tellThatItRuns(context, engine, started, options.name);
    return started.id;
  }
  return runAttached(context, engine, request);
}

const memoryKey = (reference: string) => `run ${reference}`;

/** How the image was run the last time. */
export function rememberedRun({ host }: CommandContext, reference: string): RememberedRun | undefined {
  return host.memory.get<RememberedRun>(memoryKey(reference));
}

/** Like `docker run`: an image that is not there is pulled; one that is there is never updated by a run. */
async function imageForRun(context: CommandContext, engine: Engine, reference: string): Promise<ImageDetails> {
  const there = await imageIfThere(engine, reference);
  if (there) return there;
  const name = withTag(reference);
  await context.host.progress(`Pulling ${name}`, (report, signal) => {
    const summary = transferSummary();
    return engine.images.pull(name, (progress) => report(summary(progress)), signal, account(context));
  });
  return engine.images.inspect(name);
}

async function formOf(
  { host, registries }: CommandContext,
  engine: Engine,
  reference: string,
  image: ImageDetails,
): Promise<RunForm> {
  // Asked of the engine: names and ports that were taken a moment ago count, too.
  const [containers, networks] = await Promise.all([engine.containers.list(), engine.networks.list()]);
  const remembered = host.memory.get<RememberedRun>(memoryKey(reference));
  const hasNewer = localImages([image]).some((local) => registries.newer.known(local)?.kind === 'newer');
  const proposed: RunOptions = {
    environmentFile: '',
    mounts: [],
    command: [],
    entrypoint: [],
    user: '',
    network: '',
    restartPolicy: 'no',
    autoRemove: false,
    mode: 'detached',
    ...remembered?.options,
    image: reference,
    name: proposeName(reference, new Set(containers.map(({ name }) => name))),
    ports: freePorts(
      remembered?.options.ports ?? proposePorts(image.exposedPorts, takenPorts(containers)),
      takenPorts(containers),
    ),
    environment: [],
  };
  return {
    title: `Run ${reference}`,
    hint: `Enter runs it. The image was made ${formatAge(image.createdAt, Date.now())} and is not updated${hasNewer ? '; its registry has a newer one' : ''}.`,
    proposed,
    environmentNames: remembered?.environmentNames ?? [],
    containers,
    networks: networks.map(({ name }) => name),
  };
}

/** The next free port instead of one that a container has taken since. */
function freePorts(ports: readonly PublishedPort[], taken: ReadonlyMap<string, Container>): PublishedPort[] {
  const given = new Set<string>();
  return ports.map((port) => {
    let { hostPort } = port;
    if (hostPort === undefined) return port;
    while (taken.has(`${hostPort}/${port.protocol}`) || given.has(`${hostPort}/${port.protocol}`)) hostPort++;
    given.add(`${hostPort}/${port.protocol}`);
    return { ...port, hostPort };
  });
}

export async function readEnvironmentFile(path: string): Promise<string[]> {
  if (path === '') return [];
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new EngineError('invalid', `The environment file cannot be read: ${path}. Choose another in the form.`, {
      cause: error,
    });
  }
  const entries = parseEnvironmentFile(text, process.env);
  if ('wrong' in entries) throw new EngineError('invalid', `${path}: ${entries.wrong}`);
  return entries;
}

export interface Started {
  readonly id: string;
  /** Of one that removes itself. */
  readonly output?: LastOutput;
}

/** In the background (`docker run -d`). What was created but could not be started (port in use …) is removed again. */
export async function startDetached(engine: Engine, request: ContainerRequest, signal?: AbortSignal): Promise<Started> {
  const id = await engine.containers.create(request, signal);
  try {
    if (request.autoRemove) return { id, output: await startKeepingOutput(engine, id, signal) };
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
async function removeUnstarted(engine: Engine, id: string, why: unknown): Promise<void> {
  await engine.containers.remove(id, { force: true, volumes: true }).catch((removal: unknown) => {
    if (!isEngineError(removal, 'not-found'))
      throw new AggregateError([why, removal], `${why}; its container could not be removed: ${removal}`);
  });
}

async function runAttached({ host }: CommandContext, engine: Engine, request: ContainerRequest): Promise<string> {
  const id = await engine.containers.create(request);
  const name = String(request.name);
  const interactive = request.openStdin === true;
  host.runInTerminal(
    startAttachedProgram(engine, { id, name }, interactive, (error) => removeUnstarted(engine, id, error)),
  );
  return id;
}

export async function tellThatItRuns(
  context: CommandContext,
  engine: Engine,
  { id, output }: Started,
  name: string,
): Promise<void> {
  const { host } = context;
  const container = await engine.containers.get(id);
  const details = container && (await inspectIfThere(engine, id));
  const showOutput = async () => {
    if (output) await host.showDocument(`${safeFileName(name)}.log`, output.document());
  };
  if (!container || !details || (output && !details.running)) {
    const code = output?.exitCode();
    const how = code === undefined ? '' : ` with exit code ${code}`;
    host.inform(
      `"${name}" has ended already${how}, and removed itself.`,
      output ? [{ title: 'Show Its Output', run: showOutput }] : [],
    );
    return;
  }
  const logs = {
    title: 'Show Logs',
    run: async () => {
      const state = (await engine.containers.get(id))?.state;
      // One that removes itself may be gone by the time that somebody asks.
      if (output && state !== 'running' && state !== 'paused') await showOutput();
      else host.runInTerminal(logsProgram(context.inventory, container));
    },
  };
  if (!details.running) {
    const { exitCode = 0 } = details;
    const meaning = exitMeaning(exitCode);
    const why = meaning === undefined ? '' : ` (${meaning.long})`;
    host.inform(`"${name}" has ended already, with exit code ${exitCode}${why}. Its log says more.`, [logs]);
    return;
  }
  const [page] = browserPorts(container, engine.hostName);
  host.inform(page ? `"${name}" is running at ${page.url}` : `"${name}" is running.`, [
    ...(page ? [{ title: 'Open in Browser', run: () => host.openInBrowser(page.url) }] : []),
    logs,
    { title: 'Attach', run: async () => void host.runInTerminal(attachProgram(engine, container)) },
  ]);
}

export async function inspectIfThere(engine: Engine, id: string): Promise<ContainerDetails | undefined> {
  return engine.containers.inspect(id).catch((error: unknown) => {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  });
}
