// Pull and push. Their failures come inside of a stream that began with status 200.

import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { PushedTag, RegistryAccount, TransferProgress } from '../image-api.ts';
import type { Connection } from './connection.ts';
import { transferError } from './error-mapping.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';
import { type ApiPlatform, platformName } from './platforms.ts';
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
  readonly aux?: {
    readonly Tag?: string;
    readonly Digest?: string;
    /** Of containerd's store. */
    readonly manifestPushedInsteadOfIndex?: boolean;
    readonly selectedManifest?: { readonly platform?: ApiPlatform };
  };
}

export async function pullImage(
  connection: Connection,
  reference: string,
  onProgress: OnProgress,
  signal?: AbortSignal,
  { platform, allTags = false, credentials }: RegistryAccount & { platform?: string; allTags?: boolean } = {},
): Promise<void> {
  const { name, tag } = nameAndTag(reference);
  const request: ApiRequest = {
    method: 'POST',
    path: '/images/create',
    // Without a tag the engine takes all of them.
    query: queryString({ fromImage: name, tag: allTags ? undefined : tag, platform }),
    headers: await registryAuth(reference, credentials, signal),
  };
  // What stands before the engine may end its answer in good order when the connection breaks behind it.
  let isHalfWay = false;
  const watch: OnProgress = (progress) => {
    if (/^Pulling from /.test(progress.status)) isHalfWay = true;
    else if (/^(?:Digest|Status): /.test(progress.status)) isHalfWay = false;
    onProgress(progress);
  };
  try {
    await transfer(connection, request, watch, signal);
  } catch (error) {
    // An image that a pull does not find is not one of the engine's own.
    if (isEngineError(error, 'not-found')) {
      throw new EngineError(
        'image-not-found',
        l10n.t('The registry has no image "{0}". Check its name and tag.', reference),
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  if (isHalfWay) {
    throw new EngineError(
      'connection-lost',
      l10n.t(
        'The pull of {0} was interrupted before the engine confirmed the image. Try again. Layers that are already here are kept.',
        reference,
      ),
    );
  }
}

export async function pushImage(
  connection: Connection,
  reference: string,
  onProgress: OnProgress,
  signal?: AbortSignal,
  account: RegistryAccount = {},
): Promise<string> {
  const { name, tag } = nameAndTag(reference);
  const pushed = await push(connection, name, tag, onProgress, account, signal);
  const digest = pushed.at(-1)?.digest;
  if (digest === undefined) throw noDigest(reference);
  return digest;
}

export async function pushAllTags(
  connection: Connection,
  repository: string,
  onProgress: OnProgress,
  signal?: AbortSignal,
  account: RegistryAccount = {},
): Promise<PushedTag[]> {
  // A tag in it would be taken for the only one.
  const { name } = nameAndTag(repository);
  const pushed = await push(connection, name, undefined, onProgress, account, signal);
  if (pushed.length === 0) throw noDigest(repository);
  return pushed;
}

async function push(
  connection: Connection,
  name: string,
  tag: string | undefined,
  onProgress: OnProgress,
  { credentials }: RegistryAccount,
  signal: AbortSignal | undefined,
): Promise<PushedTag[]> {
  const request: ApiRequest = {
    method: 'POST',
    path: `/images/${imagePath(name)}/push`,
    query: queryString({ tag }),
    headers: await registryAuth(name, credentials, signal),
  };
  return transfer(connection, request, onProgress, signal);
}

function noDigest(name: string): EngineError {
  return new EngineError(
    'failed',
    l10n.t(
      'The push of {0} ended without a digest, so it may be incomplete. Push again, or see the engine’s log.',
      name,
    ),
  );
}

/** The tags that the stream names with their digests: those of a push, each once. */
async function transfer(
  { transport, patiently }: Connection,
  request: ApiRequest,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<PushedTag[]> {
  let failure: string | undefined;
  const digests = new Map<string, string>();
  const take = (line: TransferLine) => {
    failure ??= line.errorDetail?.message ?? line.error;
    const { Tag, Digest } = line.aux ?? {};
    if (Tag && Digest) digests.set(Tag, Digest);
    // Podman says it in words only.
    const [, tag, digest] = /^(\S+): digest: (sha256:[0-9a-f]{64})/.exec(line.status ?? '') ?? [];
    if (tag && digest) digests.set(tag, digest);
    if (line.status) onProgress(progressOf(line, line.status));
    const { manifestPushedInsteadOfIndex: isOne, selectedManifest } = line.aux ?? {};
    if (isOne) onProgress({ status: 'Preparing', onlyPlatform: platformName(selectedManifest?.platform) });
  };
  await patiently(signal, async (alive) => {
    const response = await transport.send(request, alive);
    await readJsonLines(response, transport, alive, (value) => take(value as TransferLine));
  });
  if (failure !== undefined) throw transferError(failure);
  return [...digests].map(([tag, digest]) => ({ tag, digest }));
}

function progressOf({ id, progressDetail }: TransferLine, status: string): TransferProgress {
  return { layer: id, status, current: progressDetail?.current, total: progressDetail?.total };
}
