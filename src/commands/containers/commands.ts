// What a user can do with containers.

import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { InspectedContainer, InspectedImage } from '../../engine/container-settings.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls, copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, plainCommands } from '../host/on-engine.ts';
import { logsProgram } from '../logs/container-logs.ts';
import { chooseContainer, chooseContainers } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { valuesOf } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import { runOfContainer } from '../options/read-container.ts';
import { browserPorts } from '../running/ports.ts';
import { attachProgram, shellProgram } from '../terminals/container-terminals.ts';
import { listNames } from '../text/count-and-list.ts';
import { containerIsRunning, containerNameOf, noContainer, noneRunning, whereNotPaused } from './choice.ts';
import { lifecycle } from './lifecycle.ts';

/** `--network container:web` rather than an id of 64 digits: the engine knows both. */
function withNames(line: string, containers: readonly Container[]): string {
  return line.replaceAll(
    /(?<=container:)[0-9a-f]{64}/g,
    (id) => containers.find((each) => each.id === id)?.name ?? id.slice(0, 12),
  );
}

const onTheEngine = engineCommands(
  {
    'longshore.container.start': lifecycle(
      'start',
      { title: l10n.t('Start a Container'), progress: (names) => l10n.t('Starting {0}', names) },
      (container) => !containerIsRunning(container),
      l10n.t('All containers are already running, or there are none.'),
    ),
    'longshore.container.stop': lifecycle(
      'stop',
      { title: l10n.t('Stop a Container'), progress: (names) => l10n.t('Stopping {0}', names) },
      containerIsRunning,
      noneRunning,
    ),
    'longshore.container.restart': lifecycle(
      'restart',
      { title: l10n.t('Restart a Container'), progress: (names) => l10n.t('Restarting {0}', names) },
      () => true,
      noContainer,
    ),

    'longshore.container.logs': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Show the Logs of a Container'),
        none: noContainer,
      });
      services.host.runInTerminal(logsProgram(services.inventory, container));
    },

    'longshore.container.attach': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Attach to a Container'),
        only: containerIsRunning,
        none: noneRunning,
      });
      await whereNotPaused(services.engine, container, async () => {
        services.host.runInTerminal(attachProgram(services.engine, container));
      });
    },

    'longshore.container.openInside': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Attach Visual Studio Code to a Container'),
        only: containerIsRunning,
        none: noneRunning,
      });
      await services.host.openEditorInside(container.id);
    },

    'longshore.container.shell': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Open a Shell in a Container'),
        only: containerIsRunning,
        none: noneRunning,
      });
      await whereNotPaused(services.engine, container, async () => {
        services.host.runInTerminal(shellProgram(services.engine, container));
      });
    },

    'longshore.container.inspect': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Inspect a Container'),
        none: noContainer,
      });
      const details = await services.engine.containers.inspect(container.id);
      await services.host.showDocument(`${container.name}.container.json`, JSON.stringify(details.raw, undefined, 2));
    },

    'longshore.container.openInBrowser': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const containers = await chooseContainers(services, ids, {
        title: l10n.t('Open a Container in the Browser'),
        only: (candidate) => containerIsRunning(candidate) && browserPorts(candidate, 'localhost').length > 0,
        none: l10n.t('No running container publishes a port. Run one with a port, such as 8080:80.'),
      });
      const { engine } = services;
      const names = listNames(containers.map(containerNameOf));
      const pages = containers.flatMap((container) =>
        browserPorts(container, engine.hostName).map((page) => ({ ...page, name: container.name })),
      );
      const [only] = pages;
      if (!only) {
        services.host.inform(
          l10n.t('{0} does not publish a port, so there is no page to open. Run its image again with a port.', names),
        );
        return;
      }
      const url =
        pages.length === 1
          ? only.url
          : await services.host.pick(
              l10n.t('Open {0} in the Browser', names),
              l10n.t('Port'),
              pages.map(({ url, label, name }) => ({
                label: containers.length === 1 ? label : `${name}  ${label}`,
                description: url,
                icon: 'globe',
                value: url,
              })),
            );
      await services.host.openInBrowser(url);
    },

    'longshore.container.copyRunCommand': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine, inventory } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Copy the docker run Command of a Container'),
        none: noContainer,
      });
      const { raw, environment, imageId } = await engine.containers.inspect(container.id);
      // Removed by force: then the line repeats what the container had from it.
      const image = await imageIfThere(engine, imageId);
      const run = runOfContainer(
        raw as InspectedContainer,
        image?.raw as InspectedImage | undefined,
        await engine.info(),
      );
      await host.copy(withNames(dockerRunLine(run), inventory.containers));
      const remarks = [
        l10n.t('Copied the command that creates a container like "{0}".', container.name),
        ...(environment.length > 0 ? [hasValues] : []),
        ...(valuesOf(run.values, 'network').length > 1
          ? [l10n.t('It joins several networks, which needs Docker 25 or later.')]
          : []),
      ];
      host.inform(remarks.join(' '));
    },

    'longshore.container.copyName': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Copy the Name of a Container'),
        none: noContainer,
      });
      await services.host.copy(container.name);
    },

    'longshore.container.copyId': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Copy the ID of a Container'),
        none: noContainer,
      });
      await services.host.copy(container.id);
    },
  },
  {
    'longshore.container.start': { title: l10n.t('Start Container'), docker: calls('containers.start') },
    'longshore.container.stop': { title: l10n.t('Stop Container'), docker: calls('containers.stop') },
    'longshore.container.restart': { title: l10n.t('Restart Container'), docker: calls('containers.restart') },
    'longshore.container.logs': { title: l10n.t('Show Container Logs'), docker: calls('containers.followLogs') },
    'longshore.container.attach': { title: l10n.t('Attach to Container'), docker: calls('containers.attach') },
    'longshore.container.openInside': {
      title: l10n.t('Attach Visual Studio Code to Container'),
      docker: { none: 'Another extension does it.' },
    },
    'longshore.container.shell': { title: l10n.t('Open Shell in Container'), docker: calls('containers.exec') },
    'longshore.container.inspect': { title: l10n.t('Inspect Container'), docker: calls('containers.inspect') },
    'longshore.container.openInBrowser': {
      title: l10n.t('Open Container in Browser'),
      docker: { none: 'docker opens no browser.' },
    },
    'longshore.container.copyRunCommand': { title: l10n.t('Copy docker run Command of Container'), docker: copies },
    'longshore.container.copyName': { title: l10n.t('Copy Container Name'), docker: copies },
    'longshore.container.copyId': { title: l10n.t('Copy Container ID'), docker: copies },
  },
);

export const nothingToDetach = l10n.t('There is nothing to detach from. This terminal is not attached to a container.');

const inTheTerminal = plainCommands(
  {
    'longshore.container.detach': async ({ host }: CommandServices, menuOf?: unknown): Promise<void> => {
      const attachments = host.attachments(menuOf);
      if (attachments.length === 0) {
        host.inform(nothingToDetach);
        return;
      }
      const [only] = attachments;
      const choices = attachments.map((attachment) => ({ label: attachment.title, icon: 'plug', value: attachment }));
      const chosen =
        attachments.length === 1
          ? only
          : await host.pick(l10n.t('Detach from a Container'), l10n.t('Terminal'), choices);
      chosen?.leave();
    },
  },
  {
    'longshore.container.detach': {
      title: l10n.t('Detach from Container'),
      docker: { none: 'In a terminal, docker does it by keys.' },
    },
  },
);

export const containerCommands = { ...onTheEngine, ...inTheTerminal };

export const hasValues = l10n.t(
  'It contains the values of environment variables, including secrets. Check it before you share it.',
);
