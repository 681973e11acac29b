// What changes a container beyond start and stop: signals, pause, name, removal; and images and archives made of it.

import * as l10n from '@vscode/l10n';
import type { ContainerDetails } from '../../engine/container-api.ts';
import { formatBytes } from '../../quantities.ts';
import { writeArchive } from '../host/archive-files.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainer, chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { runImage } from '../running/run-image.ts';
import { wrongContainerName } from '../text/container-names.ts';
import { listNames } from '../text/count-and-list.ts';
import { parseChanges, wrongChanges } from '../text/image-changes.ts';
import { withTag, wrongReference } from '../text/image-names.ts';
import { safeFileName, shortId } from '../text/object-names.ts';
import { containerIsRunning, containerNameOf, noContainer, noneRunning } from './choice.ts';
import { lifecycle, stopsAtOnce } from './lifecycle.ts';
import { pruneContainers } from './prune.ts';

export const nonePaused = l10n.t('No container is paused.');

const signals: readonly (readonly [name: string, meaning: string])[] = [
  ['SIGTERM', l10n.t('asks it to exit')],
  ['SIGKILL', l10n.t('ends it immediately; it cannot save anything')],
  ['SIGINT', l10n.t('like Ctrl+C')],
  ['SIGHUP', l10n.t('many servers reload their configuration')],
  ['SIGQUIT', l10n.t('ends it; many programs write a dump')],
  ['SIGUSR1', l10n.t('depends on the program')],
  ['SIGUSR2', l10n.t('depends on the program')],
];

export const containerStateCommands = engineCommands(
  {
    'longshore.container.pause': lifecycle(
      'pause',
      { title: l10n.t('Pause a Container'), progress: (names) => l10n.t('Pausing {0}', names) },
      ({ state }) => state === 'running',
      noneRunning,
    ),
    'longshore.container.unpause': lifecycle(
      'unpause',
      { title: l10n.t('Unpause a Container'), progress: (names) => l10n.t('Unpausing {0}', names) },
      ({ state }) => state === 'paused',
      nonePaused,
    ),

    'longshore.container.stopTimeout': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const targets = await chooseContainers(services, ids, {
        title: l10n.t('Stop a Container with a Timeout'),
        only: containerIsRunning,
        none: noneRunning,
      });
      const names = listNames(targets.map(containerNameOf));
      const answer = await host.ask({
        title: l10n.t('Stop {0}', names),
        prompt: l10n.t('Seconds to wait before it is killed. 0 kills it immediately.'),
        value: '10',
        validate: (text) =>
          /^\d{1,6}$/.test(text.trim()) ? undefined : l10n.t('Enter a whole number of seconds, for example 30.'),
      });
      const seconds = Number(answer.trim());
      await host.progress(l10n.t('Stopping {0}', names), async (_report, signal) =>
        forEachOf(targets, containerNameOf, ({ id }) => engine.containers.stop(id, signal, seconds)),
      );
    },

    'longshore.container.kill': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const targets = await chooseContainers(services, ids, {
        title: l10n.t('Send a Signal to a Container'),
        only: containerIsRunning,
        none: noneRunning,
      });
      const names = listNames(targets.map(containerNameOf));
      const name = await host.pick(
        l10n.t('Send a Signal to {0}', names),
        l10n.t('Signal'),
        signals.map(([label, description]) => ({ label, description, value: label })),
      );
      await host.progress(l10n.t('Sending {0} to {1}', name, names), async (_report, signal) =>
        forEachOf(targets, containerNameOf, ({ id }) => engine.containers.kill(id, name, signal)),
      );
    },

    'longshore.container.rename': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Rename a Container'),
        none: noContainer,
      });
      const names = new Set((await engine.containers.list()).map(containerNameOf));
      const name = await host.ask({
        title: l10n.t('Rename {0}', container.name),
        prompt: l10n.t('The new name. Other containers can reach it only by this name.'),
        value: container.name,
        validate: (text) => (text === container.name ? sameName : wrongContainerName(text, names)),
      });
      await engine.containers.rename(container.id, name);
    },

    'longshore.container.remove': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const targets = await chooseContainers(services, ids, { title: l10n.t('Remove a Container'), none: noContainer });
      const isOne = targets.length === 1;
      const running = targets.filter(containerIsRunning);
      const details = await Promise.all(targets.map(({ id }) => engine.containers.inspect(id)));
      const anonymous = details.flatMap(anonymousVolumes);
      const names = listNames(targets.map(containerNameOf));
      const action = running.length > 0 ? l10n.t('Stop and Remove') : l10n.t('Remove');
      const withVolumes = running.length > 0 ? l10n.t('Stop and Remove with Volumes') : l10n.t('Remove with Volumes');
      const answer = await host.confirm({
        question: isOne ? l10n.t('Remove the container {0}?', names) : l10n.t('Remove the containers {0}?', names),
        detail: [
          ...(running.length > 0 ? [stoppedFirst(running.map(containerNameOf))] : []),
          isOne ? isLostAlone : l10n.t('Data written in the containers is lost. Their images and volumes are kept.'),
          ...(anonymous.length > 0
            ? [
                isOne
                  ? hasAnonymousVolumes(anonymous.join(', '))
                  : l10n.t(
                      'They have anonymous volumes ({0}). Without the containers, their data is hard to find.',
                      anonymous.join(', '),
                    ),
              ]
            : []),
        ].join('\n'),
        action,
        ...(anonymous.length > 0 ? { also: withVolumes } : {}),
      });
      await host.progress(l10n.t('Removing {0}', names), async (_report, signal) =>
        forEachOf(
          targets,
          containerNameOf,
          async (container) => {
            // A clean stop before the removal: `force` alone would kill the process without a chance to save its work.
            if (containerIsRunning(container)) await engine.containers.stop(container.id, signal);
            await engine.containers.remove(container.id, answer === 'also' ? { volumes: true } : {}, signal);
          },
          stopsAtOnce,
        ),
      );
    },

    'longshore.container.prune': pruneContainers,

    'longshore.container.commit': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Commit a Container'),
        none: noContainer,
      });
      const title = l10n.t('Commit {0}', container.name);
      const name = await host.ask({
        title: l10n.t('{0} (1 of 4)', title),
        prompt: commitPrompt,
        value: '',
        placeholder: l10n.t('name:tag, or leave empty'),
        validate: (text) => (text.trim() === '' ? undefined : wrongReference(text)),
      });
      const message = await host.ask({
        title: l10n.t('{0} (2 of 4)', title),
        prompt: l10n.t('A description of the change (optional).'),
        value: '',
      });
      const author = await host.ask({
        title: l10n.t('{0} (3 of 4)', title),
        prompt: l10n.t('The author (optional).'),
        value: '',
      });
      const changes = await host.ask({
        title: l10n.t('{0} (4 of 4)', title),
        prompt: l10n.t('Dockerfile instructions to apply, each in quotes (optional).'),
        value: '',
        placeholder: "'CMD [\"sh\"]' 'ENV A=b'",
        validate: wrongChanges,
      });
      const pause =
        containerIsRunning(container) &&
        (await host.pick(title, l10n.t('During the copy'), [
          { label: l10n.t('Pause Container'), detail: l10n.t('No files change during the copy'), value: true },
          {
            label: l10n.t('Keep It Running'),
            detail: l10n.t('Files may be copied while they are being written'),
            value: false,
          },
        ]));
      const reference = name.trim() === '' ? undefined : withTag(name.trim());
      const id = await host.progress(l10n.t('Committing "{0}"', container.name), (_report, signal) =>
        engine.containers.commit(
          container.id,
          { reference, message, author, changes: parseChanges(changes), pause },
          signal,
        ),
      );
      host.inform(committedWords(reference ?? shortId(id), container.name), [
        { title: l10n.t('Run'), run: () => runImage(services, reference ?? id) },
      ]);
    },

    'longshore.container.export': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Export the Files of a Container'),
        none: noContainer,
      });
      const path = await host.chooseNewFile({
        title: l10n.t('Export {0}', container.name),
        action: l10n.t('Export'),
        name: `${safeFileName(container.name)}.tar`,
      });
      const bytes = await services.equivalents.during(
        ['export', '-o', path, container.name],
        host.progress(l10n.t('Exporting "{0}"', container.name), async (report, signal) =>
          writeArchive(await engine.containers.exportFiles(container.id, signal), path, undefined, report, signal),
        ),
      );
      host.inform(exportedWords(formatBytes(bytes), path));
    },
  },
  {
    'longshore.container.pause': { title: l10n.t('Pause Container'), docker: calls('containers.pause') },
    'longshore.container.unpause': { title: l10n.t('Unpause Container'), docker: calls('containers.unpause') },
    'longshore.container.stopTimeout': {
      title: l10n.t('Stop Container with Timeout'),
      docker: calls('containers.stop'),
    },
    'longshore.container.kill': { title: l10n.t('Send Signal to Container'), docker: calls('containers.kill') },
    'longshore.container.rename': { title: l10n.t('Rename Container'), docker: calls('containers.rename') },
    'longshore.container.remove': { title: l10n.t('Remove Container'), docker: calls('containers.remove') },
    'longshore.container.prune': { title: l10n.t('Remove Stopped Containers'), docker: calls('containers.remove') },
    'longshore.container.commit': { title: l10n.t('Commit Container to Image'), docker: calls('containers.commit') },
    'longshore.container.export': { title: l10n.t('Export Files of Container'), docker: { itself: 'docker export' } },
  },
);

/** Where volumes are mounted that the engine made and named by itself: 64 hexadecimal digits. */
function anonymousVolumes({ mounts }: ContainerDetails): string[] {
  return mounts
    .filter(({ kind, source }) => kind === 'volume' && /^[0-9a-f]{64}$/.test(source))
    .map(({ destination }) => destination);
}

export const stoppedFirst = (names: readonly string[]) =>
  names.length === 1
    ? l10n.t('{0} is running and will be stopped first.', listNames(names))
    : l10n.t('{0} are running and will be stopped first.', listNames(names));

export const committedWords = (image: string, container: string) =>
  l10n.t(
    'Created {0} from "{1}", with its files and settings but without its volumes. Unlike a Dockerfile, this image cannot be rebuilt.',
    image,
    container,
  );

export const exportedWords = (size: string, path: string) =>
  l10n.t(
    'Exported {0} to {1}. It contains only files: no volumes, layers, history, command or environment variables. To keep those, save an image instead.',
    size,
    path,
  );

export const isLostAlone = l10n.t('Data written in the container is lost. Its image and volumes are kept.');

export const sameName = l10n.t('It already has this name.');
export const hasAnonymousVolumes = (paths: string) =>
  l10n.t('It has anonymous volumes ({0}). Without the container, their data is hard to find.', paths);

export const commitPrompt = l10n.t(
  'A name for the new image. It includes the files and settings, but not volumes, memory and running programs.',
);
