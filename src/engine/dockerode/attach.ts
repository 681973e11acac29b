// Joining the streams of a container's main process.

import { EngineError } from '../errors.ts';
import type { ProcessEnd, ProcessStream, TerminalSize } from '../process-stream.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';
import { createProcessStream } from './process-stream.ts';
import { resizeQuietly } from './terminal-size.ts';

const detachKeys = 'ctrl-p,ctrl-q';
const detachBytes = '\x10\x11';

/** Milliseconds that output may take to arrive after the process ended. */
const drainTime = 1000;
/** Milliseconds that the news of the end may take after the output ended. */
const newsTime = 5000;

export async function attach(
  connection: Connection,
  id: string,
  size: TerminalSize | undefined,
  signal: AbortSignal | undefined,
): Promise<ProcessStream> {
  const { docker, transport, quickly } = connection;
  const container = docker.getContainer(encodeURIComponent(id));
  const { Config, State, Name } = await quickly(signal, (abortSignal) => container.inspect({ abortSignal }));
  // The engine would accept and then say nothing for ever.
  if (!State.Running) throw new EngineError('conflict', `Container "${Name.slice(1)}" is not running. Start it first.`);
  const tty = Config.Tty ?? false;
  const resize = (columns: number, rows: number) =>
    resizeQuietly(connection, `/containers/${encodeURIComponent(id)}/resize`, { columns, rows });

  const left = new AbortController();
  // Asked before joining, so that no end is missed; and an end before it is told at once.
  const exit: Promise<ProcessEnd> = container
    .wait({ abortSignal: left.signal })
    .then(({ StatusCode }: { StatusCode: number }) => ({ how: 'exited', exitCode: StatusCode }));
  exit.catch(() => {});

  const query = { stream: 1, stdin: 1, stdout: 1, stderr: 1, detachKeys: tty ? detachKeys : undefined };
  // Not dockerode's attach: that one sends a body, which Podman takes for input.
  const socket = await quickly(signal, (abortSignal) =>
    transport.upgrade(
      { method: 'POST', path: `/containers/${encodeURIComponent(id)}/attach`, query: queryString(query) },
      abortSignal,
    ),
  ).catch((error) => {
    left.abort();
    throw error;
  });

  // If the process ended between the two requests the engine leaves the stream open.
  exit.then(
    () => setTimeout(() => socket.destroy(), drainTime).unref(),
    () => {},
  );
  const stream = createProcessStream({
    socket,
    tty,
    resize,
    outcome: async (typed) => {
      try {
        if (left.signal.aborted) return { how: 'detached' };
        if (tty && typed.endsWith(detachBytes)) {
          const now = await quickly(undefined, (abortSignal) => container.inspect({ abortSignal }));
          if (now.State.Running) return { how: 'detached' };
        }
        return await Promise.race([exit, lostAfter(newsTime)]);
      } finally {
        left.abort();
      }
    },
    leave: async () => left.abort(),
  });
  if (size !== undefined) await stream.resize(size.columns, size.rows);
  return stream;
}

function lostAfter(milliseconds: number): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ how: 'lost' }), milliseconds).unref();
  });
}
