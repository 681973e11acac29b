// Programs for the terminal that join the processes of a container through the engine's API: attach, shell, exec.
import * as l10n from '@vscode/l10n';
import type { Container, ExecRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ProcessStream } from '../../engine/process-stream.ts';
import { UserError, unless } from '../../user-error.ts';
import type { TerminalProgram, TerminalScreen } from '../host/terminals.ts';
import { joinWords } from '../text/shell-words.ts';
import { join, readsNoInput, waysToLeave } from './joined-terminal.ts';
import { dim, plainLine } from './terminal-text.ts';

export function attachProgram(engine: Engine, container: Container): TerminalProgram {
  return {
    title: container.name,
    icon: 'plug',
    key: `attach ${container.id}`,
    again: again('attach', engine, container),
    async run(screen) {
      const process = await engine.containers.attach(container.id, screen.size(), screen.closed);
      const hints = [
        attachedWords(container.name, waysToLeave(process)),
        ...(process.tty ? [pressEnter] : inputHints(process)),
      ];
      screen.write(`${hints.map(dim).join('\r\n')}\r\n`);
      const rejoin = () => joinAgain(engine, container, screen);
      await join(process, screen, { what: `"${container.name}"`, rejoin });
    },
  };
}

/**
 * Starts a container with its streams joined, so that nothing is lost of what it says (`docker start -a`, `-a -i`).
 * `whenNotStarted` cleans up; what hindered the start is thrown into the terminal.
 */
export function startAttachedProgram(
  engine: Engine,
  { id, name }: Pick<Container, 'id' | 'name'>,
  interactive: boolean,
  whenNotStarted: (error: unknown) => Promise<void> = async () => undefined,
): TerminalProgram {
  return {
    title: name,
    icon: 'play',
    key: `attach ${id}`,
    // It runs by then.
    again: again('attach', engine, { id }),
    async run(screen) {
      let process: ProcessStream;
      try {
        process = await engine.containers.startAttached(id, screen.size(), screen.closed);
      } catch (error) {
        await whenNotStarted(error);
        throw error;
      }
      const hints = [
        l10n.t('Started "{0}". {1}', name, waysToLeave(process)),
        ...(interactive && !process.tty ? inputHints(process) : []),
      ];
      screen.write(`${hints.map(dim).join('\r\n')}\r\n`);
      const rejoin = () => joinAgain(engine, { id }, screen);
      await join(process, screen, { what: `"${name}"`, takesInput: interactive, rejoin });
    },
  };
}

export function shellProgram(engine: Engine, container: Container): TerminalProgram {
  return {
    title: l10n.t('Shell in {0}', container.name),
    icon: 'terminal',
    // A shell is never replaced: people open several side by side.
    key: `shell ${container.id} ${Date.now()}`,
    again: again('shell', engine, container),
    async run(screen) {
      const [shell] = await engine.containers.shells(container.id, screen.closed);
      if (shell === undefined) {
        throw new UserError('unsupported', hasNoShell(container.name));
      }
      screen.write(
        `${dim(l10n.t('{0} in "{1}". If you close the terminal, this shell ends, but the container keeps running.', shell, container.name))}\r\n`,
      );
      const process = await engine.containers.exec(container.id, { command: [shell] }, screen.size(), screen.closed);
      await join(process, screen, { what: theShell, killed: killedInside, inside: container.name });
    },
  };
}

export const attachedWords = (name: string, ways: string) => l10n.t('Attached to "{0}". {1}', name, ways);

export const theShell = l10n.t('The shell');

export const pressEnter = l10n.t('If you see no output, press Enter.');

/** undefined: it does not run any more, or the engine does not answer. */
async function joinAgain(
  engine: Engine,
  { id }: Pick<Container, 'id'>,
  screen: TerminalScreen,
): Promise<ProcessStream | undefined> {
  const again = engine.containers.attach(id, screen.size(), screen.closed);
  return unless(again, 'conflict', 'not-found', 'unreachable', 'connection-lost');
}

/** The command that opens it again. */
function again(command: 'attach' | 'shell', engine: Engine, { id }: Pick<Container, 'id'>): TerminalProgram['again'] {
  return { command: `longshore.container.${command}`, rows: [{ engine: engine.id, kind: 'container', id }] };
}

/** `onRefused`: it did not start as it was asked for. */
export function execProgram(
  engine: Engine,
  container: Container,
  request: ExecRequest,
  onRefused: () => Promise<void>,
): TerminalProgram {
  return {
    title: `${container.name} ${request.command[0] ?? ''}`,
    icon: 'terminal',
    // Like a shell never replaced: the same command may well run twice.
    key: `exec ${container.id} ${Date.now()}`,
    async run(screen) {
      const leaving = l10n.t('End it before you close the terminal, or it may keep running.');
      screen.write(
        `${dim(l10n.t('{0} in "{1}". {2}', plainLine(joinWords(request.command)), container.name, leaving))}\r\n`,
      );
      let hasStarted = false;
      try {
        const process = await engine.containers.exec(container.id, request, screen.size(), screen.closed);
        const { how } = await join(process, screen, {
          what: l10n.t('The command'),
          killed: killedInside,
          inside: container.name,
        });
        hasStarted = how !== 'not-started';
      } finally {
        if (!hasStarted) await onRefused();
      }
    },
  };
}

/** What an end by SIGKILL means for a process beside the container's own: those end with the container. */
const killedInside = l10n.t('it was killed, like all processes when their container stops');

/** What typing does to a process without a terminal, said before the first key. */
export function inputHints({ input }: Pick<ProcessStream, 'input'>): string[] {
  switch (input) {
    case 'none':
      return [readsNoInput];
    case 'kept':
      return [l10n.t('Your input is sent line by line. It stays open when you leave.')];
    case 'once':
      return [
        l10n.t('Your input is sent line by line. Press Ctrl+D to end it. Watching changes nothing.'),
        l10n.t(
          'It was created with -i only: once you send a line, its input ends when this window closes or changes its engine.',
        ),
      ];
  }
}

/** Aborted by Ctrl+C as well as by closing. */
export function interruptedOrClosed(screen: TerminalScreen): AbortSignal {
  const interrupted = new AbortController();
  screen.onInput((text) => {
    if (text.includes('\x03')) interrupted.abort();
  });
  return AbortSignal.any([interrupted.signal, screen.closed]);
}

export const hasNoShell = (name: string) =>
  l10n.t('"{0}" has no shell. Its image contains only the program, like images FROM scratch.', name);
