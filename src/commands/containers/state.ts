// What changes a container beyond start and stop: signals, pause, name, removal; and images and archives made of it.

import * as l10n from '@vscode/l10n';
import type { ContainerDetails } from '../../engine/container-api.ts';
import { formatBytes } from '../../quantities.ts';
import { writeArchive } from '../host/archive-files.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { chooseContainer, chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { runImage } from '../running/run-image.ts';
import { wrongContainerName } from '../text/container-names.ts';
import { listNames } from '../text/count-and-list.ts';
import { parseChanges, wrongChanges } from '../text/image-changes.ts';
import { withTag, wrongReference } from '../text/image-names.ts';
import { safeFileName, shortId } from '../text/object-names.ts';
import { containerIsRunning, containerNameOf, noContainer, noneRunning } from './choice.ts';
import { lifecycle } from './lifecycle.ts';
import { pruneContainers } from './prune.ts';

const signals: readonly (readonly [name: string, meaning: string])[] = [
  ['SIGTERM', l10n.t('asks it to end')],
  ['SIGKILL', l10n.t('ends it at once, without a chance to save anything')],
  ['SIGINT', l10n.t('as Ctrl+C')],
  ['SIGHUP', l10n.t('many servers read their settings anew')],
  ['SIGQUIT', l10n.t('ends it; many programs write down where they stood')],
  ['SIGUSR1', l10n.t('what the program makes of it')],
  ['SIGUSR2', l10n.t('what the program makes of it')],
];

export const containerStateCommands = engineCommands({
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
    l10n.t('No container is paused.'),
  ),

  'longshore.container.stopTimeout': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, {
      title: l10n.t('Stop a Container with a Timeout'),
      only: containerIsRunning,
      none: noneRunning,
    });
    const names = listNames(targets.map(containerNameOf));
    const answer = await host.ask({
      title: l10n.t('Stop {0}', names),
      prompt: l10n.t('Seconds until it is killed if it does not end by itself. 0 kills at once.'),
      value: '10',
      validate: (text) =>
        /^\d{1,6}$/.test(text.trim()) ? undefined : l10n.t('Type a whole number of seconds, for example 30.'),
    });
    const seconds = Number(answer.trim());
    await host.progress(l10n.t('Stopping {0}', names), async (_report, signal) =>
      forEachOf(targets, containerNameOf, ({ id }) => engine.containers.stop(id, signal, seconds)),
    );
  },

  'longshore.container.kill': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, {
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

  'longshore.container.rename': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: l10n.t('Rename a Container'), none: noContainer });
    const names = new Set((await engine.containers.list()).map(containerNameOf));
    const name = await host.ask({
      title: l10n.t('Rename {0}', container.name),
      prompt: l10n.t('Its new name. Other containers reach it by the new one only.'),
      value: container.name,
      validate: (text) =>
        text === container.name ? l10n.t('That is its name already.') : wrongContainerName(text, names),
    });
    await engine.containers.rename(container.id, name);
  },

  'longshore.container.remove': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, { title: l10n.t('Remove a Container'), none: noContainer });
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
        ...(running.length > 0
          ? [
              running.length === 1
                ? l10n.t('{0} is running and will be stopped first.', listNames(running.map(containerNameOf)))
                : l10n.t('{0} are running and will be stopped first.', listNames(running.map(containerNameOf))),
            ]
          : []),
        isOne
          ? l10n.t('What was written inside of it is lost. Its image and its volumes stay.')
          : l10n.t('What was written inside of them is lost. Their images and volumes stay.'),
        ...(anonymous.length > 0
          ? [
              isOne
                ? l10n.t('It has anonymous volumes ({0}), whose data is hard to find again.', anonymous.join(', '))
                : l10n.t('They have anonymous volumes ({0}), whose data is hard to find again.', anonymous.join(', ')),
            ]
          : []),
      ].join('\n'),
      action,
      ...(anonymous.length > 0 ? { also: withVolumes } : {}),
    });
    await host.progress(l10n.t('Removing {0}', names), async (_report, signal) =>
      forEachOf(targets, containerNameOf, async (container) => {
        // A clean stop before the removal: `force` alone would kill the process without a chance to save its work.
        if (containerIsRunning(container)) await engine.containers.stop(container.id, signal);
        await engine.containers.remove(container.id, answer === 'also' ? { volumes: true } : {}, signal);
      }),
    );
  },

  'longshore.container.prune': pruneContainers,

  'longshore.container.commit': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: l10n.t('Commit a Container'), none: noContainer });
    const title = l10n.t('Commit {0}', container.name);
    const name = await host.ask({
      title: l10n.t('{0} (1 of 4)', title),
      prompt: l10n.t(
        'A name for the new image. It keeps the files and settings; volumes, memory and running programs stay out.',
      ),
      value: '',
      placeholder: l10n.t('name:tag, or empty for none'),
      validate: (text) => (text.trim() === '' ? undefined : wrongReference(text)),
    });
    const message = await host.ask({
      title: l10n.t('{0} (2 of 4)', title),
      prompt: l10n.t('What was changed. It may be empty.'),
      value: '',
    });
    const author = await host.ask({
      title: l10n.t('{0} (3 of 4)', title),
      prompt: l10n.t('Who made it. It may be empty.'),
      value: '',
    });
    const changes = await host.ask({
      title: l10n.t('{0} (4 of 4)', title),
      prompt: l10n.t('Dockerfile instructions to apply, each in quotes. It may be empty.'),
      value: '',
      placeholder: "'CMD [\"sh\"]' 'ENV A=b'",
      validate: wrongChanges,
    });
    const pause =
      containerIsRunning(container) &&
      (await host.pick(title, l10n.t('While the copy is made'), [
        { label: l10n.t('Pause It'), detail: l10n.t('No file changes in the middle of the copy'), value: true },
        { label: l10n.t('Let It Run'), detail: l10n.t('Files may be copied half-written'), value: false },
      ]));
    const reference = name.trim() === '' ? undefined : withTag(name.trim());
    const id = await host.progress(l10n.t('Committing "{0}"', container.name), (_report, signal) =>
      engine.containers.commit(
        container.id,
        { reference, message, author, changes: parseChanges(changes), pause },
        signal,
      ),
    );
    host.inform(
      l10n.t(
        'Made {0} of "{1}": its files and settings, without its volumes. A Dockerfile would make it again, this image cannot.',
        reference ?? shortId(id),
        container.name,
      ),
      [{ title: l10n.t('Run'), run: () => runImage(context, reference ?? id) }],
    );
  },

  'longshore.container.export': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, {
      title: l10n.t('Export the Files of a Container'),
      none: noContainer,
    });
    const path = await host.chooseNewFile({
      title: l10n.t('Export {0}', container.name),
      action: l10n.t('Export'),
      name: `${safeFileName(container.name)}.tar`,
    });
    const bytes = await context.equivalents.during(
      ['export', '-o', path, container.name],
      host.progress(l10n.t('Exporting "{0}"', container.name), async (report, signal) =>
        writeArchive(await engine.containers.exportFiles(container.id, signal), path, undefined, report, signal),
      ),
    );
    host.inform(
      l10n.t(
        'Exported {0} to {1}: the files alone, without volumes, layers, history, command and environment. Saving an image keeps those.',
        formatBytes(bytes),
        path,
      ),
    );
  },
});

/** Where volumes are mounted that the engine made and named by itself: 64 hexadecimal digits. */
function anonymousVolumes({ mounts }: ContainerDetails): string[] {
  return mounts
    .filter(({ kind, source }) => kind === 'volume' && /^[0-9a-f]{64}$/.test(source))
    .map(({ destination }) => destination);
}
