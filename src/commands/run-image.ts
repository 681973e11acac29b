// From an image to a running container: asks only for what cannot be guessed, proposes even that, and leaves nothing half
// done if the start fails.
import type { Container, ContainerRequest } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../engine/errors.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import type { CommandContext } from './command.ts';
import { attachProgram, logsProgram } from './container-terminals.ts';
import type { Host } from './host.ts';
import { browserPorts, formatPublishedPorts, parsePublishedPorts, proposePorts, takenPorts } from './ports.ts';

/** What the engine takes for a container's name. */
const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Asks, creates and starts. `reference` names an image that the engine has. */
export async function runImage(context: CommandContext, reference: string): Promise<void> {
  const { host, inventory } = context;
  const engine = await inventory.engine();
  const image = await engine.images.inspect(reference);
  // Asked of the engine: names and ports that were taken a moment ago count, too.
  const containers = await engine.containers.list();
  const request = await askForRequest(host, reference, image, containers);
  const id = await host.progress(`Starting "${request.name}"`, (_report, signal) =>
    createAndStart(engine, request, signal),
  );
  await tellThatItRuns(context, engine, id, String(request.name));
}

async function askForRequest(
  host: Host,
  reference: string,
  image: ImageDetails,
  containers: readonly Container[],
): Promise<ContainerRequest> {
  const taken = takenPorts(containers);
  const title = `Run ${reference}`;
  let ports: ReturnType<typeof proposePorts> = [];
  if (image.exposedPorts.length > 0) {
    const text = await host.ask({
      title: `${title} (1 of 2)`,
      prompt:
        'Ports as HOST:CONTAINER. The first is the one you open here, the second the one the program listens on. Empty: none.',
      value: formatPublishedPorts(proposePorts(image.exposedPorts, taken)),
      placeholder: '8080:80',
      validate: (answer) => wrongPorts(answer, taken),
    });
    const parsed = parsePublishedPorts(text);
    ports = 'wrong' in parsed ? [] : parsed;
  }
  const names = new Set(containers.map(({ name }) => name));
  const name = await host.ask({
    title: image.exposedPorts.length > 0 ? `${title} (2 of 2)` : title,
    prompt: 'A name for the container',
    value: proposeName(reference, names),
    validate: (answer) => wrongName(answer, names),
  });
  return { image: reference, name, ports };
}

function wrongPorts(text: string, taken: ReadonlyMap<string, Container>): string | undefined {
  const ports = parsePublishedPorts(text);
  if ('wrong' in ports) return ports.wrong;
  for (const { hostPort, protocol } of ports) {
    const holder = taken.get(`${hostPort}/${protocol}`);
    if (holder) return `Port ${hostPort} is taken by the container "${holder.name}". Choose another.`;
  }
  return undefined;
}

function wrongName(name: string, names: ReadonlySet<string>): string | undefined {
  if (!containerName.test(name)) {
    return 'A name has two or more letters, digits, "_", "." or "-", and starts with a letter or digit.';
  }
  return names.has(name)
    ? `There is a container "${name}" already. Choose another name, or remove that one.`
    : undefined;
}

/** `registry:5000/team/web:1` → `web`, or `web-2` if that is taken. */
export function proposeName(reference: string, names: ReadonlySet<string>): string {
  if (/^(sha256:)?[0-9a-f]{12,}$/.test(reference)) return proposeName('container', names);
  const last = reference.replace(/@.*$/, '').split('/').at(-1) ?? '';
  const base = last
    .replace(/:.*$/, '')
    .replace(/[^a-zA-Z0-9_.-]/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '');
  const stem = base.length >= 2 ? base : 'container';
  let name = stem;
  for (let count = 2; names.has(name); count++) name = `${stem}-${count}`;
  return name;
}

/** A container that was created but could not be started (port in use …) is removed again: its name stays free. */
export async function createAndStart(engine: Engine, request: ContainerRequest, signal?: AbortSignal): Promise<string> {
  const id = await engine.containers.create(request, signal);
  try {
    await engine.containers.start(id, signal);
  } catch (error) {
    // Without the signal: a cancelled start must be cleaned up, too.
    await engine.containers.remove(id, { force: true, volumes: true }).catch((removal: unknown) => {
      if (!isEngineError(removal, 'not-found'))
        throw new AggregateError([error, removal], `${error}; its container could not be removed: ${removal}`);
    });
    throw error;
  }
  return id;
}

async function tellThatItRuns(context: CommandContext, engine: Engine, id: string, name: string): Promise<void> {
  const { host } = context;
  const container = await engine.containers.get(id);
  const details = container && (await engine.containers.inspect(id));
  if (!container || !details) {
    host.inform(`"${name}" ran and is gone already.`);
    return;
  }
  const logs = { title: 'Show Logs', run: async () => void host.runInTerminal(logsProgram(engine, container)) };
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
    { title: 'Attach', run: async () => void host.runInTerminal(attachProgram(engine, container, details)) },
  ]);
}
