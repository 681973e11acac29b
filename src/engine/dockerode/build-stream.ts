// Follows what the engine tells of a build, to the id of the image or to the failure.

import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { BuildProgress } from '../build-api.ts';
import { createClassicTrace } from '../buildkit/classic-trace.ts';
import { createBuildTrace } from '../buildkit/trace.ts';
import { explainBuild } from '../failures/index.ts';
import { buildError } from './build-errors.ts';
import type { Connection } from './connection.ts';
import { readJsonLines } from './json-lines.ts';

export interface BuildStream {
  readonly query: string;
  /** Absent: the context travels through the session. */
  readonly tar?: Readable;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: BuildProgress) => void;
}

interface BuildLine {
  readonly id?: string;
  readonly aux?: string | { readonly ID?: string };
  readonly stream?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

/** Answers the id of the image. */
export async function followBuildKit(connection: Connection, stream: BuildStream): Promise<string> {
  const trace = createBuildTrace(stream.onProgress);
  let imageId: string | undefined;
  let failure: string | undefined;
  await followLines(connection, stream, ({ id, aux, error, errorDetail }) => {
    failure ??= errorDetail?.message ?? error;
    if (id === 'moby.buildkit.trace' && typeof aux === 'string') trace.take(Buffer.from(aux, 'base64'));
    else if (typeof aux === 'object') imageId = aux.ID ?? imageId;
  });
  trace.end(failure === undefined ? 'succeeded' : 'failed');
  if (failure !== undefined) throw buildError(failure, trace.failedStep());
  return imageId ?? withoutImage();
}

export async function followClassic(connection: Connection, stream: BuildStream): Promise<string> {
  const trace = createClassicTrace(stream.onProgress);
  let imageId: string | undefined;
  let failure: string | undefined;
  await followLines(connection, stream, ({ stream: text, aux, error, errorDetail }) => {
    failure ??= errorDetail?.message ?? error;
    if (text !== undefined) trace.take(text);
    if (typeof aux === 'object') imageId = aux.ID ?? imageId;
  });
  trace.end(failure);
  if (failure !== undefined) throw buildError(failure, trace.lastStep());
  return imageId ?? trace.imageId() ?? withoutImage();
}

async function followLines(
  { transport, patiently }: Connection,
  { query, tar, headers = {}, signal }: BuildStream,
  onLine: (line: BuildLine) => void,
): Promise<void> {
  await patiently(signal, async (alive) => {
    const response = await transport
      .send({ method: 'POST', path: '/build', query, headers, body: tar }, alive)
      .catch((error: unknown) => {
        // Refused before anything was built: to the older builder, that is how a wrong Dockerfile shows.
        const words = isEngineError(error) && error.cause instanceof Error ? error.cause.message : undefined;
        throw words !== undefined && explainBuild(words, undefined) ? buildError(words, undefined) : error;
      });
    await readJsonLines(response, transport, alive, (value) => onLine(value as BuildLine));
  });
}

function withoutImage(): never {
  throw new EngineError('failed', l10n.t("The build ended without an image. See the engine's log."));
}
