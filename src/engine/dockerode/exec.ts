// A process with a terminal in a running container, and its end: the engine lets it run on when we only go away.
import type { ExecRequest } from '../container-api.ts';
import type { ProcessEnd, ProcessStream, TerminalSize } from '../process-stream.ts';
import type { Connection } from './connection.ts';
import { hangUp, hangUpOrphans, terminalMark } from './hang-up.ts';
import { cutWhenLost } from './heartbeat.ts';
import { isPodmanAt } from './podman.ts';
import { createProcessStream } from './process-stream.ts';
import { resizeQuietly } from './terminal-size.ts';
import { ring, unansweredKeys } from './unheard-process.ts';

/** Milliseconds that a process may take to go after it was hung up. */
const farewellTime = 2000;
/** Bytes of output in which an engine says why it could not start a process: with its path and the folder's. */
const longestRefusal = 10_000;
/** Milliseconds; the engine tells the end of the stream a little before the exit code. */
const exitCodeDelays = [0, 20, 50, 100, 200, 400, 800];
/** The same for a busy engine, as long as nobody has left: the connection is not lost because the engine is slow. */
const patientExitCodeDelays = [...exitCodeDelays, 1600, 3200, 6400];

export async function execInContainer(
  connection: Connection,
  id: string,
  { command, user, workingDirectory, environment = [] }: ExecRequest,
  size: TerminalSize | undefined,
  signal: AbortSignal | undefined,
): Promise<ProcessStream> {
  const { transport, quickly, heartbeat, watchStream } = connection;
  const mark = terminalMark();
  const marked = { id, mark, user };
  const body = {
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
    // Else ctrl-p would wait for the next key, and ctrl-p ctrl-q would kill the process.
    DetachKeys: 'ctrl-@,ctrl-@,ctrl-@,ctrl-@',
    Env: ['TERM=xterm-256color', ...environment, mark],
    Cmd: command,
    User: user,
    WorkingDir: workingDirectory,
  };
  const { Id } = await quickly(signal, (abortSignal) =>
    transport.json<{ Id: string }>(
      { method: 'POST', path: `/containers/${encodeURIComponent(id)}/exec`, body: JSON.stringify(body) },
      abortSignal,
    ),
  );
  const socket = await quickly(signal, (abortSignal) =>
    transport.upgrade(
      { method: 'POST', path: `/exec/${Id}/start`, body: JSON.stringify({ Detach: false, Tty: true }) },
      abortSignal,
    ),
  );
  const isLost = cutWhenLost(heartbeat, socket);
  let isDead = false;
  let isLeft = false;
  const keys = unansweredKeys();
  const watch = watchStream({
    hasMissed: async (_silentFor, asking) => {
      if (socket.isPaused()) return false;
      const { Running, ExitCode } = await execState(connection, Id, asking);
      // Without an exit code it has not begun.
      if (!Running && ExitCode !== null) return true;
      return keys.any() && ring(connection, marked, asking);
    },
    onDead: () => {
      isDead = true;
      socket.destroy();
    },
  });
  let written = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    written = Buffer.concat([written, chunk.subarray(-longestRefusal)]).subarray(-longestRefusal);
    keys.answered();
    watch.heard();
  });
  socket.once('close', watch.stop);
  const ended = new Promise((resolve) => socket.once('close', resolve).once('end', resolve));
  const stream = createProcessStream({
    socket,
    tty: true,
    input: 'kept',
    write: (text) => {
      keys.typed(text);
      if (socket.writable) socket.write(text);
    },
    resize: (columns, rows) => resizeQuietly(connection, `/exec/${Id}/resize`, { columns, rows }),
    outcome: async () =>
      isLost()
        ? { how: 'lost' }
        : exitOf(connection, Id, written, isDead ? [0] : isLeft ? exitCodeDelays : patientExitCodeDelays),
    leave: async () => {
      isLeft = true;
      if (socket.destroyed || socket.readableEnded) return;
      // For programs in images without a shell: what a terminal would send to end them.
      socket.write('\x03\x04');
      await hangUp(connection, marked);
      await Promise.race([ended, after(farewellTime)]);
    },
  });
  // Not waited for: the engine answers only once the process has begun, and one that cannot begin says why at once.
  if (size !== undefined) {
    void stream.resize(size.columns, size.rows);
    void hangUpOrphans(connection, id);
  }
  return stream;
}

/** `written`: its last output; `delays`: milliseconds before each time that it is asked; the process may well go on. */
async function exitOf(
  connection: Connection,
  execId: string,
  written: Buffer,
  delays: readonly number[],
): Promise<ProcessEnd> {
  for (const delay of delays) {
    await after(delay);
    const { Running, ExitCode, Pid } = await execState(connection, execId);
    if (Running) continue;
    // It never had a process: the exit code is the engine's own, and so was the output. Podman forgets it when it has ended.
    const hadNone = Pid === 0 && ExitCode !== 0;
    if (hadNone && (await saysThatItCouldNotStart(connection, written.toString()))) return { how: 'not-started' };
    return { how: 'exited', exitCode: ExitCode ?? undefined };
  }
  return { how: 'lost' };
}

async function saysThatItCouldNotStart(connection: Connection, output: string): Promise<boolean> {
  const { podmanCouldNotStart } = await import('../failures/of-containers.ts');
  return podmanCouldNotStart(output) || !(await isPodmanAt(connection));
}

function execState({ transport, quickly }: Connection, execId: string, signal?: AbortSignal) {
  return quickly(signal, (abortSignal) =>
    transport.json<{ Running: boolean; ExitCode: number | null; Pid?: number }>(
      { method: 'GET', path: `/exec/${execId}/json` },
      abortSignal,
    ),
  );
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
