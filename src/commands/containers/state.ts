// What changes a container beyond start and stop: signals, pause, name, removal; and images and archives made of it.

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
  ['SIGTERM', 'asks it to end'],
  ['SIGKILL', 'ends it at once, without a chance to save anything'],
  ['SIGINT', 'as Ctrl+C'],
  ['SIGHUP', 'many servers read their settings anew'],
  ['SIGQUIT', 'ends it; many programs write down where they stood'],
  ['SIGUSR1', 'what the program makes of it'],
  ['SIGUSR2', 'what the program makes of it'],
];

export const containerStateCommands = engineCommands({
  'longshore.container.pause': lifecycle('pause', 'Pausing', ({ state }) => state === 'running', noneRunning),
  'longshore.container.unpause': lifecycle(
    'unpause',
    'Unpausing',
    ({ state }) => state === 'paused',
    'No container is paused.',
  ),

  'longshore.container.stopTimeout': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, {
      title: 'Stop a Container with a Timeout',
      only: containerIsRunning,
      none: noneRunning,
    });
    const names = listNames(targets.map(containerNameOf));
    const answer = await host.ask({
      title: `Stop ${names}`,
      prompt: 'Seconds until it is killed if it does not end by itself. 0 kills at once.',
      value: '10',
      validate: (text) =>
        /^\d{1,6}$/.test(text.trim()) ? undefined : 'Type a whole number of seconds, for example 30.',
    });
    const seconds = Number(answer.trim());
    await host.progress(`Stopping ${names}`, async (_report, signal) =>
      forEachOf(targets, containerNameOf, ({ id }) => engine.containers.stop(id, signal, seconds)),
    );
  },

  'longshore.container.kill': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, {
      title: 'Send a Signal to a Container',
      only: containerIsRunning,
      none: noneRunning,
    });
    const names = listNames(targets.map(containerNameOf));
    const name = await host.pick(
      `Send a Signal to ${names}`,
      'Signal',
      signals.map(([label, description]) => ({ label, description, value: label })),
    );
    await host.progress(`Sending ${name} to ${names}`, async (_report, signal) =>
      forEachOf(targets, containerNameOf, ({ id }) => engine.containers.kill(id, name, signal)),
    );
  },

  'longshore.container.rename': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: 'Rename a Container', none: noContainer });
    const names = new Set((await engine.containers.list()).map(containerNameOf));
    const name = await host.ask({
      title: `Rename ${container.name}`,
      prompt: 'Its new name. Other containers reach it by the new one only.',
      value: container.name,
      validate: (text) => (text === container.name ? 'That is its name already.' : wrongContainerName(text, names)),
    });
    await engine.containers.rename(container.id, name);
  },

  'longshore.container.remove': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const targets = await chooseContainers(context, ids, { title: 'Remove a Container', none: noContainer });
    const isOne = targets.length === 1;
    const running = targets.filter(containerIsRunning);
    const details = await Promise.all(targets.map(({ id }) => engine.containers.inspect(id)));
    const anonymous = details.flatMap(anonymousVolumes);
    const names = listNames(targets.map(containerNameOf));
    const action = running.length > 0 ? 'Stop and Remove' : 'Remove';
    const answer = await host.confirm({
      question: `Remove the ${isOne ? 'container' : 'containers'} ${names}?`,
      detail: [
        ...(running.length > 0
          ? [
              `${listNames(running.map(containerNameOf))} ${running.length === 1 ? 'is' : 'are'} running and will be stopped first.`,
            ]
          : []),
        isOne
          ? 'What was written inside of it is lost. Its image and its volumes stay.'
          : 'What was written inside of them is lost. Their images and volumes stay.',
        ...(anonymous.length > 0
          ? [
              `${isOne ? 'It has' : 'They have'} volumes without a name (${anonymous.join(', ')}): their data is hard to find again.`,
            ]
          : []),
      ].join('\n'),
      action,
      ...(anonymous.length > 0 ? { also: `${action}, with Unnamed Volumes` } : {}),
    });
    await host.progress(`Removing ${names}`, async (_report, signal) =>
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
    const container = await chooseContainer(context, ids, { title: 'Commit a Container', none: noContainer });
    const title = `Commit ${container.name}`;
    const name = await host.ask({
      title: `${title} (1 of 4)`,
      prompt:
        'A name for the new image. It keeps the files and settings; volumes, memory and running programs stay out.',
      value: '',
      placeholder: 'name:tag, or empty for none',
      validate: (text) => (text.trim() === '' ? undefined : wrongReference(text)),
    });
    const message = await host.ask({
      title: `${title} (2 of 4)`,
      prompt: 'What was changed. It may be empty.',
      value: '',
    });
    const author = await host.ask({ title: `${title} (3 of 4)`, prompt: 'Who made it. It may be empty.', value: '' });
    const changes = await host.ask({
      title: `${title} (4 of 4)`,
      prompt: 'Dockerfile instructions to apply, each in quotes. It may be empty.',
      value: '',
      placeholder: "'CMD [\"sh\"]' 'ENV A=b'",
      validate: wrongChanges,
    });
    const pause =
      containerIsRunning(container) &&
      (await host.pick(title, 'While the copy is made', [
        { label: 'Pause It', detail: 'No file changes in the middle of the copy', value: true },
        { label: 'Let It Run', detail: 'Files may be copied half-written', value: false },
      ]));
    const reference = name.trim() === '' ? undefined : withTag(name.trim());
    const id = await host.progress(`Committing "${container.name}"`, (_report, signal) =>
      engine.containers.commit(
        container.id,
        { reference, message, author, changes: parseChanges(changes), pause },
        signal,
      ),
    );
    host.inform(
      `Made ${reference ?? shortId(id)} of "${container.name}": its files and settings, without its volumes. A Dockerfile would make it again, this image cannot.`,
      [{ title: 'Run', run: () => runImage(context, reference ?? id) }],
    );
  },

  'longshore.container.export': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, {
      title: 'Export the Files of a Container',
      none: noContainer,
    });
    const path = await host.chooseNewFile({
      title: `Export ${container.name}`,
      action: 'Export',
      name: `${safeFileName(container.name)}.tar`,
    });
    const bytes = await context.equivalents.during(
      ['export', '-o', path, container.name],
      host.progress(`Exporting "${container.name}"`, async (report, signal) =>
        writeArchive(await engine.containers.exportFiles(container.id, signal), path, undefined, report, signal),
      ),
    );
    host.inform(
      `Exported ${formatBytes(bytes)} to ${path}: the files alone, without volumes, layers, history, command and environment. Saving an image keeps those.`,
    );
  },
});

/** Where volumes are mounted that the engine made and named by itself: 64 hexadecimal digits. */
function anonymousVolumes({ mounts }: ContainerDetails): string[] {
  return mounts
    .filter(({ kind, source }) => kind === 'volume' && /^[0-9a-f]{64}$/.test(source))
    .map(({ destination }) => destination);
}
