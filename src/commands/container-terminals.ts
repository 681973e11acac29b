// Programs for the terminal that talk with a container through the engine's API: logs, attach, shell.
import type { Container, ContainerDetails, ExecRequest } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import { realClock } from '../engine/follow.ts';
import type { ProcessEnd, ProcessStream } from '../engine/process-stream.ts';
import type { TerminalProgram, TerminalScreen } from './host.ts';
import { pacedOutput, writingPace } from './paced-output.ts';
import { dim, plainLine, red, screenLines } from './terminal-text.ts';

/** Lines of the log that are shown before following. */
const tail = 1000;

export function logsProgram(engine: Engine, container: Container): TerminalProgram {
  return {
    title: `${container.name} logs`,
    icon: 'output',
    key: `logs ${container.id}`,
    async run(screen) {
      screen.write(dim(`The last ${tail} lines of "${container.name}", then what comes. Close the terminal to leave.`));
      screen.write('\r\n');
      const stop = interruptedOrClosed(screen);
      const output = pacedOutput(screen.write, realClock);
      try {
        await engine.containers.followLogs(
          container.id,
          { tail },
          (text, from) => output.write(text, from === 'stderr' ? red : undefined),
          stop,
        );
      } finally {
        output.end();
      }
      if (!stop.aborted) screen.write(dim(`\r\n"${container.name}" has stopped: this is the end of its log.`));
    },
  };
}

export function attachProgram(engine: Engine, container: Container, details: ContainerDetails): TerminalProgram {
  return {
    title: container.name,
    icon: 'plug',
    key: `attach ${container.id}`,
    async run(screen) {
      const process = await engine.containers.attach(container.id, screen.size(), screen.closed);
      const leave = details.tty ? 'Ctrl+P Ctrl+Q or closing the terminal' : 'Closing the terminal';
      const hints = [
        `Attached to "${container.name}". ${leave} leaves it running.`,
        ...(details.tty ? ['If nothing shows, press Enter: a quiet program says nothing by itself.'] : []),
        ...(details.openStdin ? [] : ['It reads no input: it was started without -i.']),
        ...(details.tty
          ? []
          : ['Ctrl+C leaves too: it has no terminal of its own, so no signal can be sent with a key.']),
      ];
      screen.write(`${hints.map(dim).join('\r\n')}\r\n`);
      await join(process, screen, `"${container.name}"`);
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
    async run(screen) {
      let process: ProcessStream;
      try {
        process = await engine.containers.startAttached(id, screen.size(), screen.closed);
      } catch (error) {
        await whenNotStarted(error);
        throw error;
      }
      const leave = process.tty ? 'Ctrl+P Ctrl+Q or closing the terminal' : 'Ctrl+C or closing the terminal';
      screen.write(`${dim(`Started "${name}". ${leave} leaves it running.`)}\r\n`);
      await join(process, screen, `"${name}"`, { takesInput: interactive });
    },
  };
}

export function shellProgram(engine: Engine, container: Container): TerminalProgram {
  return {
    title: `${container.name} shell`,
    icon: 'terminal',
    // A shell is never replaced: people open several side by side.
    key: `shell ${container.id} ${Date.now()}`,
    async run(screen) {
      const [shell] = await engine.containers.shells(container.id, screen.closed);
      if (shell === undefined) {
        throw new EngineError(
          'unsupported',
          `"${container.name}" has no shell: its image holds only the program itself, as images FROM scratch do.`,
        );
      }
      screen.write(
        `${dim(`${shell} in "${container.name}". Closing the terminal ends this shell, not the container.`)}\r\n`,
      );
      const process = await engine.containers.exec(container.id, { command: [shell] }, screen.size(), screen.closed);
      await join(process, screen, 'The shell', { killed: killedInside });
    },
  };
}

export function execProgram(engine: Engine, container: Container, request: ExecRequest): TerminalProgram {
  return {
    title: `${container.name} ${request.command[0] ?? ''}`,
    icon: 'terminal',
    // Like a shell never replaced: the same command may well run twice.
    key: `exec ${container.id} ${Date.now()}`,
    async run(screen) {
      const leaving = 'End it first: closing the terminal may leave it running.';
      screen.write(`${dim(`${plainLine(request.command.join(' '))} in "${container.name}". ${leaving}`)}\r\n`);
      const process = await engine.containers.exec(container.id, request, screen.size(), screen.closed);
      await join(process, screen, 'The command', { killed: killedInside });
    },
  };
}

/** What an end by SIGKILL means for a process beside the container's own: those end with the container. */
const killedInside = 'it was killed, as everything is when its container stops';

/**
 * Joins a process with the screen until it ends or the terminal is closed, and says how it ended. Without `takesInput`
 * only Ctrl+C is listened to, where the process has no terminal that would do so itself.
 */
async function join(
  process: ProcessStream,
  screen: TerminalScreen,
  what: string,
  { takesInput = true, killed }: { takesInput?: boolean; killed?: string } = {},
): Promise<void> {
  const pace = writingPace(realClock);
  process.onOutput((text, from) => {
    screen.write(process.tty ? text : from === 'stderr' ? red(screenLines(text)) : screenLines(text));
    return pace(text.length);
  });
  screen.onInput((text) => {
    if (process.tty) process.write(text);
    else if (text === '\x03') void process.close();
    else if (!takesInput) return;
    else if (text === '\x04') process.endInput();
    else {
      // Without a terminal in the container nobody echoes, and its programs wait for \n.
      const line = text.replaceAll('\r', '\n');
      screen.write(screenLines(line));
      process.write(line);
    }
  });
  screen.onResize(({ columns, rows }) => void process.resize(columns, rows));
  const leave = () => void process.close();
  screen.closed.addEventListener('abort', leave, { once: true });
  const size = screen.size();
  // The size may have changed while the streams were being joined.
  if (size) await process.resize(size.columns, size.rows);
  const end = await process.ended;
  screen.closed.removeEventListener('abort', leave);
  screen.write(`\r\n${farewell(what, end, killed)}`);
}

function farewell(what: string, { how, exitCode }: ProcessEnd, killed?: string): string {
  switch (how) {
    case 'detached':
      return dim('Detached. The container goes on running.');
    case 'lost':
      return red('The connection to the engine broke. The container may still be running: see the sidebar.');
    case 'exited': {
      if (exitCode === undefined) return dim(`${what} has ended.`);
      const meaning = exitMeaning(exitCode);
      const long = exitCode === 137 && killed !== undefined ? killed : meaning?.long;
      const said = `${what} ended with exit code ${exitCode}${long === undefined ? '.' : `: ${long}.`}`;
      return exitCode === 0 || meaning?.wanted ? dim(said) : red(said);
    }
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
