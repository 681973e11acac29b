// Reading and following a container's log. The reader sets the pace: the engine sends no more than what was taken.

import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { ContainerApi, LogRequest } from '../container-api.ts';
import type { Connection } from './connection.ts';
import { inspectContainer } from './inspect-container.ts';
import { queryString } from './modem.ts';
import { framedOutput, rawOutput } from './output-frames.ts';

type OnOutput = Parameters<ContainerApi['followLogs']>[2];

export async function followLogs(
  connection: Connection,
  id: string,
  request: LogRequest,
  onOutput: OnOutput,
  signal: AbortSignal,
): Promise<void> {
  try {
    await connection.patiently(signal, (alive) => takeLogs(connection, id, request, true, onOutput, alive));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

export async function readLogs(
  connection: Connection,
  id: string,
  request: LogRequest,
  onOutput: OnOutput,
  signal: AbortSignal | undefined,
): Promise<void> {
  await connection.patiently(signal, (alive) => takeLogs(connection, id, request, false, onOutput, alive));
  signal?.throwIfAborted();
}

async function takeLogs(
  connection: Connection,
  id: string,
  { tail, since, until, timestamps }: LogRequest,
  follow: boolean,
  onOutput: OnOutput,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { transport, quickly } = connection;
  const path = encodeURIComponent(id);
  const query = queryString({
    follow: follow ? 1 : 0,
    stdout: 1,
    stderr: 1,
    tail,
    since: apiTime(since),
    until: apiTime(until),
    timestamps: timestamps ? 1 : 0,
  });
  const { Config, HostConfig } = await quickly(signal, (abortSignal) => inspectContainer(connection, id, abortSignal));
  const decoder = Config.Tty ? rawOutput(timestamps) : framedOutput(timestamps);
  const response = await transport
    .send({ method: 'GET', path: `/containers/${path}/logs`, query }, signal)
    .catch(async (error) => {
      const { errorFrom } = await import('./engine-errors.ts');
      const { logSentences } = await import('../failures/of-containers.ts');
      const known = errorFrom(logSentences, error) ?? error;
      throw isEngineError(known, 'unsupported') ? unreadable(HostConfig.LogConfig?.Type, known) : known;
    });
  const chunks = response[Symbol.asyncIterator]();
  try {
    for (;;) {
      // What the reader throws is its own; what the connection throws is an EngineError.
      const { done, value } = await chunks.next().catch((error) => {
        throw signal?.aborted ? signal.reason : transport.streamError(error);
      });
      for (const { text, from } of done ? decoder.end() : decoder.decode(value)) await onOutput(text, from);
      if (done || signal?.aborted) return;
    }
  } finally {
    response.destroy();
  }
}

function unreadable(driver: string | undefined, cause: EngineError): EngineError {
  return new EngineError('unsupported', `${cause.message} ${keepsNoLog(driver)}`, { cause });
}

export const keepsNoLog = (driver: string | undefined): string =>
  driver
    ? l10n.t(
        'Its log driver "{0}" keeps no log on the engine. To see new output, use Attach to Container. To keep a log, create the container with the log driver "local" or "json-file".',
        driver,
      )
    : l10n.t(
        'Its log driver keeps no log on the engine. To see new output, use Attach to Container. To keep a log, create the container with the log driver "local" or "json-file".',
      );

/** Seconds since 1970, with the fraction that the API takes. */
function apiTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : (milliseconds / 1000).toFixed(3);
}
