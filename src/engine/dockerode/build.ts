// Builds an image: sends the context, follows the stream, and ends it at the engine when it is not wanted any more.
// No session of BuildKit is opened: dockerode's own answers one credential to every registry, and stays open.
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { BuildContextError } from '../../build-context/error.ts';
import type { TarProgress } from '../../build-context/tar.ts';
import { openContextUpload } from '../../build-context/upload.ts';
import { createClassicTrace } from '../build/classic-trace.ts';
import { baseImageOf, buildFailure, withoutWrapping } from '../build/failure.ts';
import { createBuildTrace } from '../build/trace.ts';
import type { BuildProgress, BuildRequest, BuildResult } from '../build-api.ts';
import { EngineError, isEngineError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { engineError } from './error-mapping.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';

type OnProgress = (progress: BuildProgress) => void;

/** Milliseconds between two news of the upload. */
const uploadNewsInterval = 100;

export async function buildImage(
  connection: Connection,
  request: BuildRequest,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<BuildResult> {
  const buildKit = await hasBuildKit(connection, signal);
  if (!buildKit) {
    onProgress({
      kind: 'note',
      text: 'This engine has no BuildKit: its older builder is used, which tells less and cannot do all.',
    });
  }
  const upload = await openContextUpload({
    contextFolder: request.contextFolder,
    dockerfile: request.dockerfile,
    withIgnoreFile: !buildKit,
    onProgress: uploadNews(onProgress),
  }).catch((error) => {
    throw inputError(error);
  });
  const buildId = randomUUID();
  let uploadError: unknown;
  upload.tar.once('error', (error) => {
    uploadError = error;
  });
  try {
    signal?.throwIfAborted();
    const query = buildQuery(request, upload.dockerfile, buildKit, buildId);
    const follow = buildKit ? followBuildKit : followClassic;
    const imageId = await follow(connection, { query, tar: upload.tar, signal, onProgress });
    const { size, id } = await connection.quickly(signal, async (abortSignal) => {
      const path = `/images/${imageId}/json`;
      const raw = await connection.transport.json<{ Id: string; Size: number }>({ method: 'GET', path }, abortSignal);
      return { id: raw.Id, size: raw.Size };
    });
    return { imageId: id, way: buildKit ? 'archive' : 'classic', tags: request.tags, size };
  } catch (error) {
    if (signal?.aborted) await cancelBuild(connection, buildId);
    // A broken upload breaks the request; only the first says why.
    throw inputError(uploadError ?? error);
  } finally {
    upload.tar.destroy();
  }
}

function buildQuery(request: BuildRequest, dockerfile: string, buildKit: boolean, buildId: string): string {
  const { tags, target, buildArgs = {}, labels = {} } = request;
  return queryString({
    version: buildKit ? 2 : 1,
    dockerfile,
    t: tags,
    target,
    buildargs: buildArgs,
    labels,
    buildid: buildId,
    // Of the older builder: no containers of its steps stay behind.
    rm: 1,
    forcerm: 1,
  });
}

/**
 * What the ping says: `1` or `2` is the builder that the engine prefers. Docker 20.10 says nothing and has BuildKit;
 * Podman has none, whatever it says.
 */
async function hasBuildKit({ transport, quickly }: Connection, signal?: AbortSignal): Promise<boolean> {
  const { headers } = await quickly(signal, async (abortSignal) => {
    const response = await transport.send({ method: 'GET', path: '/_ping' }, abortSignal);
    response.resume();
    return response;
  });
  const isPodman = headers['libpod-api-version'] !== undefined || /libpod/i.test(String(headers.server));
  return !isPodman && headers['builder-version'] !== '1' && headers.ostype !== 'windows';
}

interface BuildStream {
  readonly query: string;
  readonly tar: Readable;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress;
}

interface BuildLine {
  readonly id?: string;
  readonly aux?: string | { readonly ID?: string };
  readonly stream?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

/** Answers the id of the image. */
async function followBuildKit(connection: Connection, stream: BuildStream): Promise<string> {
  const trace = createBuildTrace(stream.onProgress);
  let imageId: string | undefined;
  let failure: string | undefined;
  await followLines(connection, stream, ({ id, aux, error, errorDetail }) => {
    failure ??= errorDetail?.message ?? error;
    if (id === 'moby.buildkit.trace' && typeof aux === 'string') trace.take(Buffer.from(aux, 'base64'));
    else if (typeof aux === 'object') imageId = aux.ID ?? imageId;
  });
  trace.end();
  if (failure !== undefined) throw buildError(failure, trace.failedStep());
  return imageId ?? withoutImage();
}

async function followClassic(connection: Connection, stream: BuildStream): Promise<string> {
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
  { transport }: Connection,
  { query, tar, signal }: BuildStream,
  onLine: (line: BuildLine) => void,
): Promise<void> {
  const response = await transport
    .send({ method: 'POST', path: '/build', query, body: tar }, signal)
    .catch((error: unknown) => {
      // Refused before anything was built: to the older builder, that is how a wrong Dockerfile shows.
      const words = isEngineError(error) && error.cause instanceof Error ? error.cause.message : undefined;
      throw words !== undefined && buildFailure(words, undefined) ? buildError(words, undefined) : error;
    });
  await readJsonLines(response, transport, signal, (value) => onLine(value as BuildLine));
}

function withoutImage(): never {
  throw new EngineError('failed', "The build ended without an image. See the engine's log.");
}

function buildError(words: string, step: string | undefined): EngineError {
  const because = { cause: new Error(words) };
  const failure = buildFailure(words, step);
  if (failure) return new EngineError(failure.kind, failure.message, because);
  const { kind, message } = engineError(withoutWrapping(words), 'build-failed');
  const image = baseImageOf(step);
  const absent = ['not-found', 'image-not-found', 'registry-denied', 'registry-unreachable'].includes(kind);
  return absent && image !== undefined
    ? new EngineError(
        'build-failed',
        `The image ${image}, which the Dockerfile needs, is not on this engine and cannot be pulled. ${message}`,
        because,
      )
    : new EngineError('build-failed', message, because);
}

function inputError(error: unknown): unknown {
  return error instanceof BuildContextError ? new EngineError('build-input', error.message, { cause: error }) : error;
}

/** That the connection is closed is enough for some engines only. It is too late to tell anybody of a failure here. */
async function cancelBuild({ transport, quickly }: Connection, buildId: string): Promise<void> {
  const query = queryString({ id: buildId });
  await quickly(undefined, (signal) => transport.text({ method: 'POST', path: '/build/cancel', query }, signal)).catch(
    () => undefined,
  );
}

/** Not every piece is news: at most one in each interval, and the last. */
function uploadNews(onProgress: OnProgress): (progress: TarProgress) => void {
  let next = 0;
  return ({ files, bytes, complete }) => {
    const now = performance.now();
    if (now < next && !complete) return;
    next = now + uploadNewsInterval;
    onProgress({ kind: 'context', way: 'archive', files, bytes });
  };
}
