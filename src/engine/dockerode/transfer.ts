// Pull and push. Their failures come inside of a stream that began with status 200.

import { EngineError, isEngineError } from '../errors.ts';
import type { TransferProgress } from '../image-api.ts';
import type { Connection } from './connection.ts';
import { engineError } from './error-mapping.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';
import { registryAuth } from './registry-auth.ts';
import type { ApiRequest } from './transport.ts';

type OnProgress = (progress: TransferProgress) => void;

/** A line of either stream. */
interface TransferLine {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
  readonly aux?: { readonly Digest?: string };
}

export async function pullImage(
  connection: Connection,
  reference: string,
  onProgress: OnProgress,
  signal?: AbortSignal,
  { platform, allTags = false }: { platform?: string; allTags?: boolean } = {},
): Promise<void> {
  const { name, tag } = nameAndTag(reference);
  const request: ApiRequest = {
    method: 'POST',
    path: '/images/create',
    // Without a tag the engine takes all of them.
    query: queryString({ fromImage: name, tag: allTags ? undefined : tag, platform }),
    headers: registryAuth(undefined),
  };
  try {
    await transfer(connection, request, onProgress, signal);
  } catch (error) {
    // An image that a pull does not find is not one of the engine's own.
    if (isEngineError(error, 'not-found')) {
      throw new EngineError('image-not-found', `The registry has no image "${reference}". Check its name and tag.`, {
        cause: error,
      });
    }
    throw error;
  }
}

export async function pushImage(
  connection: Connection,
  reference: string,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<string> {
  const { name, tag } = nameAndTag(reference);
  const request: ApiRequest = {
    method: 'POST',
    path: `/images/${imagePath(name)}/push`,
    query: queryString({ tag }),
    headers: registryAuth(undefined),
  };
  const digest = await transfer(connection, request, onProgress, signal);
  if (digest === undefined) {
    throw new EngineError('failed', `The push of ${reference} ended without a digest. See the engine's log.`);
  }
  return digest;
}

/** The digest, where the stream names one. */
async function transfer(
  { transport }: Connection,
  request: ApiRequest,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const response = await transport.send(request, signal);
  let failure: string | undefined;
  let digest: string | undefined;
  await readJsonLines(response, transport, signal, (value) => {
    const line = value as TransferLine;
    failure ??= line.errorDetail?.message ?? line.error;
    digest ??= line.aux?.Digest ?? /digest: (sha256:[0-9a-f]{64})/.exec(line.status ?? '')?.[1];
    if (line.status) onProgress(progressOf(line, line.status));
  });
  if (failure !== undefined) throw engineError(failure);
  return digest;
}

function progressOf({ id, progressDetail }: TransferLine, status: string): TransferProgress {
  return { layer: id, status, current: progressDetail?.current, total: progressDetail?.total };
}
