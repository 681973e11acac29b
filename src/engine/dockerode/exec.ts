// A process with a terminal in a running container, and its end: the engine lets it run on when we only go away.
import type { ExecRequest } from '../container-api.ts';
import type { ProcessEnd, ProcessStream, TerminalSize } from '../process-stream.ts';
import type { Connection } from './connection.ts';
import { hangUp, hangUpOrphans, terminalMark } from './hang-up.ts';
import { cutWhenLost } from './heartbeat.ts';
import { createProcessStream } from './process-stream.ts';
import { resizeQuietly } from './terminal-size.ts';

/** Milliseconds that a process may take to go after it was hung up. */
const farewellTime = 2000;
/** Milliseconds; the engine tells the end of the stream a little before the exit code. */
const exitCodeDelays = [0, 20, 50, 100, 200, 400, 800];

export async function execInContainer(
  connection: Connection,
  id: string,
  { command, user, workingDirectory, environment = [] }: ExecRequest,
  size: TerminalSize | undefined,
  signal: AbortSignal | undefined,
): Promise<ProcessStream> {
  const { transport, quickly, heartbeat } = connection;
  const mark = terminalMark();
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
  const ended = new Promise((resolve) => socket.once('close', resolve).once('end', resolve));
  const stream = createProcessStream({
    socket,
    tty: true,
    input: 'kept',
    write: (text) => {
      if (socket.writable) socket.write(text);
    },
    resize: (columns, rows) => resizeQuietly(connection, `/exec/${Id}/resize`, { columns, rows }),
    outcome: async () => (isLost() ? { how: 'lost' } : exitOf(connection, Id)),
    leave: async () => {
      if (socket.destroyed || socket.readableEnded) return;
      // For programs in images without a shell: what a terminal would send to end them.
      socket.write('\x03\x04');
      await hangUp(connection, id, mark);
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

async function exitOf({ transport, quickly }: Connection, execId: string): Promise<ProcessEnd> {
  for (const delay of exitCodeDelays) {
    await after(delay);
    const { Running, ExitCode, Pid } = await quickly(undefined, (signal) =>
      transport.json<{ Running: boolean; ExitCode: number | null; Pid?: number }>(
        { method: 'GET', path: `/exec/${execId}/json` },
        signal,
      ),
    );
    if (Running) continue;
    // It never had a process: the exit code is the engine's own, and so was the output.
    if (Pid === 0 && ExitCode !== 0) return { how: 'not-started' };
    return { how: 'exited', exitCode: ExitCode ?? undefined };
  }
  return { how: 'lost' };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
