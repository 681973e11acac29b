// `docker exec` with all that it can be asked, and the two ways to start joined: `start -a` and `start -a -i`.

import * as l10n from '@vscode/l10n';
import type { Container, ExecRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ObjectIds } from '../host/command.ts';
import { orStay } from '../host/dialogs.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { execProgram, startAttachedProgram } from '../terminals/container-terminals.ts';
import { formatEnvironment, parseEnvironment } from '../text/environment.ts';
import { joinWords, splitWords } from '../text/shell-words.ts';
import { containerIsRunning, noneRunning, whereNotPaused } from './choice.ts';

/** What is remembered of an exec: no environment, since its values may be secrets. */
type RememberedExec = Pick<ExecRequest, 'command' | 'user' | 'workingDirectory'>;

function startJoined(interactive: boolean) {
  return async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(services, ids, {
      title: interactive ? l10n.t('Start a Container Interactively') : l10n.t('Start a Container Attached'),
      only: (candidate) => !containerIsRunning(candidate),
      none: l10n.t('All containers are already running, or there are none.'),
    });
    const { engine } = services;
    const { openStdin } = await engine.containers.inspect(container.id);
    if (interactive && !openStdin) {
      services.host.inform(isDeaf(container.name));
    }
    services.host.runInTerminal(startAttachedProgram(engine, container, interactive && openStdin));
  };
}

export const containerExecCommands = engineCommands(
  {
    'longshore.container.startAttached': startJoined(false),
    'longshore.container.startInteractive': startJoined(true),

    'longshore.container.exec': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Execute a Command in a Container'),
        only: containerIsRunning,
        none: noneRunning,
      });
      const { engine } = services;
      await whereNotPaused(engine, container, async () => {
        const key = `exec ${container.image}`;
        const { memory } = services.host;
        const before = memory.get<RememberedExec>(key);
        const request = await askForExec(services, engine, container, before);
        const { environment: _secret, ...kept } = request;
        await memory.set(key, kept satisfies RememberedExec);
        // A command that was mistyped is corrected there; a user or folder that is not there is proposed to no other command.
        const onRefused = () => memory.set(key, { ...before, command: request.command } satisfies RememberedExec);
        services.host.runInTerminal(execProgram(engine, container, request, onRefused));
      });
    },
  },
  {
    'longshore.container.startAttached': {
      title: l10n.t('Start Container Attached'),
      docker: calls('containers.startAttached'),
    },
    'longshore.container.startInteractive': {
      title: l10n.t('Start Container Interactively'),
      docker: calls('containers.startAttached'),
    },
    'longshore.container.exec': { title: l10n.t('Execute Command in Container'), docker: calls('containers.exec') },
  },
);

/** The command first; user, folder and environment only where they are wanted. */
async function askForExec(
  { host }: EngineServices,
  engine: Engine,
  container: Container,
  remembered: RememberedExec | undefined,
): Promise<ExecRequest> {
  const title = l10n.t('Execute in {0}', container.name);
  const proposed = remembered?.command ?? (await engine.containers.shells(container.id)).slice(0, 1);
  const words = await host.ask({
    title,
    prompt: l10n.t('The command, quoted as in a shell. For pipes and $NAME, use a shell: sh -c "…".'),
    value: joinWords(proposed),
    placeholder: 'ls -l /',
    validate: wrongCommand,
  });
  const command = splitWords(words);
  let request: ExecRequest = { ...remembered, command: 'wrong' in command ? [] : command };
  for (;;) {
    const chosen = await host.pick<'run' | 'user' | 'folder' | 'environment'>(title, l10n.t('Press Enter to execute'), [
      { label: l10n.t('Execute'), icon: 'play', description: words, value: 'run' },
      {
        label: l10n.t('User'),
        icon: 'account',
        description: request.user ?? l10n.t('container default'),
        value: 'user',
      },
      {
        label: l10n.t('Folder'),
        icon: 'folder',
        description: request.workingDirectory ?? l10n.t('container default'),
        value: 'folder',
      },
      {
        label: l10n.t('Environment'),
        icon: 'symbol-variable',
        description:
          request.environment?.map((entry) => entry.replace(/=[\s\S]*$/, '')).join(', ') ?? l10n.t('container default'),
        value: 'environment',
      },
    ]);
    if (chosen === 'run') break;
    request = await orStay(request, edit(host, request, chosen));
  }
  return request;
}

async function edit(
  host: EngineServices['host'],
  request: ExecRequest,
  field: 'user' | 'folder' | 'environment',
): Promise<ExecRequest> {
  const { user, workingDirectory, environment, ...rest } = request;
  const others = {
    ...rest,
    ...(user === undefined || field === 'user' ? {} : { user }),
    ...(workingDirectory === undefined || field === 'folder' ? {} : { workingDirectory }),
    ...(environment === undefined || field === 'environment' ? {} : { environment }),
  };
  if (field === 'user') {
    const prompt = l10n.t('A name or number, and a group after a colon. Leave empty for the container default.');
    const answer = await host.ask({ title: l10n.t('User'), prompt, value: user ?? '', placeholder: 'root' });
    return answer.trim() === '' ? others : { ...others, user: answer.trim() };
  }
  if (field === 'folder') {
    const answer = await host.ask({
      title: l10n.t('Folder'),
      prompt: l10n.t(
        'The working directory, as an absolute path in the container. Leave empty for the container default.',
      ),
      value: workingDirectory ?? '',
      validate: (text) =>
        text === '' || /^(\/|[A-Za-z]:\\)/.test(text) ? undefined : l10n.t('An absolute path begins with "/".'),
    });
    return answer === '' ? others : { ...others, workingDirectory: answer };
  }
  const answer = await host.ask({
    title: l10n.t('Environment'),
    prompt: l10n.t('NAME=value. Separate several with spaces. Values are not saved.'),
    value: formatEnvironment(environment ?? []),
    validate: (text) => {
      const parsed = parseEnvironment(text);
      return 'wrong' in parsed ? parsed.wrong : undefined;
    },
  });
  const entries = parseEnvironment(answer);
  return 'wrong' in entries || entries.length === 0 ? others : { ...others, environment: entries };
}

function wrongCommand(text: string): string | undefined {
  const words = splitWords(text);
  if ('wrong' in words) return words.wrong;
  return words.length === 0 ? l10n.t('Enter a command, for example ls -l /') : undefined;
}

export const isDeaf = (name: string) =>
  l10n.t(
    '"{0}" was created without -i, so it reads no input and only its output is shown. To type into it, run its image in "interactive" mode.',
    name,
  );
