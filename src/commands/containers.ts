// What a user can do with containers.
import type { Container } from '../engine/container-api.ts';
import { chooseContainer, chooseContainers } from './choose.ts';
import type { CommandContext, CommandTable, ObjectIds } from './command.ts';
import { attachProgram, logsProgram, shellProgram } from './container-terminals.ts';
import { browserPorts } from './ports.ts';
import { forEachOf } from './several.ts';

const isRunning = ({ state }: Container) => state === 'running' || state === 'paused' || state === 'restarting';
const isStopped = (container: Container) => !isRunning(container);
const nameOf = ({ name }: Container) => name;

const noneAtAll = 'There is no container on this engine yet. Run an image to get one.';
const noneRunning = 'No container is running. Start one, or run an image.';

/** Start, stop and restart differ by a word: one function makes all three. */
function lifecycle(
  verb: 'start' | 'stop' | 'restart',
  doing: string,
  only: (container: Container) => boolean,
  none: string,
) {
  return async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const title = `${verb.charAt(0).toUpperCase()}${verb.slice(1)} a Container`;
    const targets = await chooseContainers(context, ids, { title, only, none });
    const engine = await context.inventory.engine();
    await context.host.progress(`${doing} ${listNames(targets)}`, async (_report, signal) =>
      forEachOf(targets, nameOf, ({ id }) => engine.containers[verb](id, signal)),
    );
  };
}

export const containerCommands = {
  'longshore.container.start': lifecycle(
    'start',
    'Starting',
    isStopped,
    'Every container is running already, or there is none.',
  ),
  'longshore.container.stop': lifecycle('stop', 'Stopping', isRunning, noneRunning),
  'longshore.container.restart': lifecycle('restart', 'Restarting', () => true, noneAtAll),

  'longshore.container.remove': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const targets = await chooseContainers(context, ids, { title: 'Remove a Container', none: noneAtAll });
    const running = targets.filter(isRunning);
    await context.host.confirm({
      question: `Remove ${targets.length === 1 ? 'the container' : `${targets.length} containers`} ${listNames(targets)}?`,
      detail: [
        ...(running.length > 0
          ? [`${listNames(running)} ${running.length === 1 ? 'is' : 'are'} running and will be stopped first.`]
          : []),
        'What was written inside of it is lost. Its image and its volumes stay.',
      ].join('\n'),
      action: running.length > 0 ? 'Stop and Remove' : 'Remove',
    });
    const engine = await context.inventory.engine();
    await context.host.progress(`Removing ${listNames(targets)}`, async (_report, signal) =>
      forEachOf(targets, nameOf, async (container) => {
        // A clean stop before the removal: `force` alone would kill the process without a chance to save its work.
        if (isRunning(container)) await engine.containers.stop(container.id, signal);
        await engine.containers.remove(container.id, {}, signal);
      }),
    );
  },

  'longshore.container.logs': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, { title: 'Show the Logs of a Container', none: noneAtAll });
    context.host.runInTerminal(logsProgram(await context.inventory.engine(), container));
  },

  'longshore.container.attach': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, {
      title: 'Attach to a Container',
      only: isRunning,
      none: noneRunning,
    });
    const engine = await context.inventory.engine();
    const details = await engine.containers.inspect(container.id);
    context.host.runInTerminal(attachProgram(engine, container, details));
  },

  'longshore.container.shell': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, {
      title: 'Open a Shell in a Container',
      only: isRunning,
      none: noneRunning,
    });
    context.host.runInTerminal(shellProgram(await context.inventory.engine(), container));
  },

  'longshore.container.inspect': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, { title: 'Inspect a Container', none: noneAtAll });
    const details = await (await context.inventory.engine()).containers.inspect(container.id);
    await context.host.showDocument(`${container.name}.container.json`, JSON.stringify(details.raw, undefined, 2));
  },

  'longshore.container.openInBrowser': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, {
      title: 'Open a Container in the Browser',
      only: (candidate) => isRunning(candidate) && browserPorts(candidate, 'localhost').length > 0,
      none: 'No running container has published a port. Run one with a port, as in 8080:80.',
    });
    const engine = await context.inventory.engine();
    const pages = browserPorts(container, engine.hostName);
    const [only] = pages;
    if (!only) {
      context.host.inform(
        `"${container.name}" publishes no port, so there is no page to open. Run its image again with a port.`,
      );
      return;
    }
    const url =
      pages.length === 1
        ? only.url
        : await context.host.pick(
            `Open ${container.name} in the Browser`,
            'Port',
            pages.map(({ url, label }) => ({ label, description: url, icon: 'globe', value: url })),
          );
    await context.host.openInBrowser(url);
  },

  'longshore.container.copyId': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, { title: 'Copy the Id of a Container', none: noneAtAll });
    await context.host.copy(container.id);
  },
} satisfies CommandTable;

/** `"web"`, `"web" and "db"`, `"web", "db" and 3 more`. */
function listNames(containers: readonly Container[]): string {
  const names = containers.map(({ name }) => `"${name}"`);
  if (names.length <= 1) return names.join('');
  if (names.length <= 3) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
