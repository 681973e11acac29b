// Joining the streams of a container's main process. With a terminal that is one connection both ways, which the engine
// lets go without harm; without one the output alone, and the input apart (`container-input.ts`).

import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { detachCharacters } from '../detach-keys.ts';
import type { ProcessEnd, ProcessInput, ProcessStream, TerminalSize } from '../process-stream.ts';
import type { Connection } from './connection.ts';
import type { ContainerInputs } from './container-input.ts';
import { cutWhenLost } from './heartbeat.ts';
import { inspectContainer } from './inspect-container.ts';
import { queryString } from './modem.ts';
import { createProcessStream } from './process-stream.ts';
import { resizeQuietly } from './terminal-size.ts';
import type { ApiRequest } from './transport.ts';
import { hasEnded, hasWritten, ringMain, unansweredKeys } from './unheard-process.ts';

/** Milliseconds without any output, after the process ended, after which there is none to come. */
const drainTime = 1000;
/** Milliseconds that the news of the end may take after the output ended. */
const newsTime = 5000;

/** Joins a running container. */
export async function attach(
  connection: Connection,
  inputs: ContainerInputs,
  id: string,
  size: TerminalSize | undefined,
  signal: AbortSignal | undefined,
): Promise<ProcessStream> {
  const { running, name, startedAt, ...streams } = await facts(connection, id, signal);
  // The engine would accept and then say nothing for ever.
  if (!running) throw new EngineError('conflict', l10n.t('The container "{0}" is not running. Start it first.', name));
  const { stream, watch } = await join(connection, inputs, id, { ...streams, until: 'not-running' }, signal);
  watch(startedAt);
  if (size !== undefined) await stream.resize(size.columns, size.rows);
  return stream;
}

/** Joins a container that does not run yet, and starts it then: nothing is lost of what it says. */
export async function startAttached(
  connection: Connection,
  inputs: ContainerInputs,
  id: string,
  size: TerminalSize | undefined,
  signal: AbortSignal | undefined,
): Promise<ProcessStream> {
  const { running, name, startedAt: _ofBefore, ...streams } = await facts(connection, id, signal);
  if (running)
    throw new EngineError('conflict', l10n.t('The container "{0}" is already running. Attach to it instead.', name));
  const { stream, watch, cut } = await join(connection, inputs, id, { ...streams, until: 'next-exit' }, signal);
  try {
    const container = connection.docker.getContainer(encodeURIComponent(id));
    await connection.patiently(signal, async (abortSignal) => void (await container.start({ abortSignal })));
  } catch (error) {
    cut();
    throw error;
  }
  watch(undefined);
  // Before the start there is no terminal to be resized.
  if (size !== undefined) await stream.resize(size.columns, size.rows);
  return stream;
}

async function facts(connection: Connection, id: string, signal: AbortSignal | undefined) {
  const { Config, State, Name } = await connection.quickly(signal, (abortSignal) =>
    inspectContainer(connection, id, abortSignal),
  );
  const input: ProcessInput = !Config.OpenStdin ? 'none' : Config.StdinOnce ? 'once' : 'kept';
  return { tty: Config.Tty ?? false, input, running: State.Running, startedAt: State.StartedAt, name: Name.slice(1) };
}

interface Streams {
  readonly tty: boolean;
  readonly input: ProcessInput;
  /** Which end counts (`condition` of the API's wait). */
  readonly until: 'not-running' | 'next-exit';
}

/** `watch` is called once the container runs, with the time at which it began to, if known; `cut` goes away at once. */
async function join(
  connection: Connection,
  inputs: ContainerInputs,
  id: string,
  { tty, input, until }: Streams,
  signal: AbortSignal | undefined,
): Promise<{ stream: ProcessStream; watch: (startedAt: string | undefined) => void; cut: () => void }> {
  const { transport, quickly, heartbeat, watchStream } = connection;
  const resize = (columns: number, rows: number) =>
    resizeQuietly(connection, `/containers/${encodeURIComponent(id)}/resize`, { columns, rows });

  const detachKeys = connection.detachKeys();
  const left = new AbortController();
  // Asked before joining, so that no end is missed; and an end before it is told at once.
  const waiting: ApiRequest = {
    method: 'POST',
    path: `/containers/${encodeURIComponent(id)}/wait`,
    query: queryString({ condition: until }),
  };
  const exit: Promise<ProcessEnd> = transport
    .json<{ StatusCode: number }>(waiting, left.signal)
    .then(({ StatusCode }) => ({ how: 'exited', exitCode: StatusCode }));
  exit.catch(() => {});

  const query = { stream: 1, stdin: tty ? 1 : 0, stdout: 1, stderr: 1, detachKeys: tty ? detachKeys : undefined };
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

  const isLost = cutWhenLost(heartbeat, socket);
  let isDead = false;
  const keys = unansweredKeys();
  let startedAt: string | undefined;

  // If the process ended between the two requests the engine leaves the stream open.
  exit.then(
    () => {
      // What was written before the end may still be on its way, at the pace of who listens.
      const silence = setTimeout(() => socket.destroy(), drainTime).unref();
      socket.on('data', () => silence.refresh());
    },
    () => {},
  );
  // An input that cannot be opened is that of a container that has ended, or of an engine that is gone.
  const giveUp = () => void socket.destroy();
  const stream = createProcessStream({
    socket,
    tty,
    input,
    detachKeys,
    write: (text) => {
      keys.typed(text);
      if (!tty) inputs.write(id, text).catch(giveUp);
      else if (socket.writable) socket.write(text);
    },
    endInput: () => void inputs.end(id).catch(giveUp),
    resize,
    outcome: async (typed) => {
      try {
        if (isLost()) return { how: 'lost' };
        if (isDead) return await endUnheard(connection, id, startedAt);
        if (left.signal.aborted) return { how: 'detached' };
        if (tty && typed.endsWith(detachCharacters(detachKeys) ?? '')) {
          const now = await quickly(undefined, (abortSignal) => inspectContainer(connection, id, abortSignal));
          if (now.State.Running) return { how: 'detached' };
        }
        return await Promise.race([exit, lostAfter(newsTime)]);
      } finally {
        left.abort();
        // It may be as dead; and one that the engine keeps open is opened again at no loss.
        if (isDead && input === 'kept') inputs.release(id);
      }
    },
    leave: async () => {
      left.abort();
      if (input === 'kept') inputs.release(id);
    },
  });
  const watch = (since: string | undefined) => {
    startedAt = since;
    const silence = watchStream({
      hasMissed: async (silentFor, asking) => {
        if (socket.isPaused()) return false;
        const run = { id, tty, startedAt };
        if (await hasEnded(connection, run, asking)) return true;
        if (tty && keys.any() && (await ringMain(connection, id, asking))) return true;
        return hasWritten(connection, run, silentFor, asking);
      },
      onDead: () => {
        isDead = true;
        socket.destroy();
      },
    });
    socket
      .on('data', () => {
        keys.answered();
        silence.heard();
      })
      .once('close', silence.stop);
    if (socket.destroyed) silence.stop();
  };
  const cut = () => {
    left.abort();
    socket.destroy();
  };
  return { stream, watch, cut };
}

/** How it ended, where only the connection was too dead to tell. */
async function endUnheard(connection: Connection, id: string, startedAt: string | undefined): Promise<ProcessEnd> {
  const { State } = await connection.quickly(undefined, (signal) => inspectContainer(connection, id, signal));
  return State.Running || State.StartedAt !== (startedAt ?? State.StartedAt)
    ? { how: 'lost' }
    : { how: 'exited', exitCode: State.ExitCode };
}

function lostAfter(milliseconds: number): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ how: 'lost' }), milliseconds).unref();
  });
}
