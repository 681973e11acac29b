// Pull and push. Their failures come inside of a stream that began with status 200.

import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { PushedTag, RegistryAccount, TransferProgress } from '../image-api.ts';
import type { Connection } from './connection.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';
import { type ApiPlatform, platformName } from './platforms.ts';
import { registryAuth } from './registry-auth.ts';
import type { ApiRequest } from './transport.ts';
import { hasFinished } from './unheard-transfer.ts';

/** What a transfer ended without. */
export const transferEnds = {
  pullInterrupted: (name: string) =>
    l10n.t(
      'The pull of {0} was interrupted before the engine confirmed the image. Try again. Layers that are already here are kept.',
      name,
    ),
  pushWithoutDigest: (name: string) =>
    l10n.t(
      'The push of {0} ended without a digest, so it may be incomplete. Push again, or see the engine’s log.',
      name,
    ),
};

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
    const end = await transfer(connection, { request, ...(!allTags && { action: 'pull', reference }) }, watch, signal);
    if (end.isUnheard) return;
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
    throw new EngineError('connection-lost', transferEnds.pullInterrupted(reference));
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
  const named = tag !== undefined && { action: 'push' as const, reference: `${name}:${tag}` };
  const { tags, isUnheard } = await transfer(connection, { request, ...named }, onProgress, signal);
  if (!isUnheard) return tags;
  throw new EngineError(
    'connection-lost',
    l10n.t('The connection to {0} was lost, but the engine has finished the push of {1}.', connection.words, name),
  );
}

function noDigest(name: string): EngineError {
  return new EngineError('failed', transferEnds.pushWithoutDigest(name));
}

interface Transfer {
  readonly request: ApiRequest;
  /** By which the engine's events name its end; absent: they do not. */
  readonly action?: 'pull' | 'push';
  readonly reference?: string;
}

interface TransferEnd {
  /** Those that the stream names with their digests: those of a push, each once. */
  readonly tags: PushedTag[];
  /** It has ended well, and the connection was too dead to tell. */
  readonly isUnheard: boolean;
}

/** How much later than it began its end is looked for, since headers name whole seconds. */
const precision = 1000;

async function transfer(
  connection: Connection,
  { request, action = 'pull', reference }: Transfer,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<TransferEnd> {
  const { transport, patiently, watchStream } = connection;
  let begun = { at: Number.NaN, here: 0 };
  const unheard = new AbortController();
  const watch = watchStream({
    hasMissed: async (silentFor, asking) => {
      const since = reference === undefined ? Number.NaN : begun.at + precision;
      const now = begun.at + performance.now() - begun.here;
      if (await hasFinished(connection, { action, reference: reference ?? '', since, now }, asking)) return true;
      onProgress({ status: 'Waiting', silentFor: Math.round(silentFor / 1000) });
      return false;
    },
    onDead: () => unheard.abort(new Error('It has finished.')),
  });
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
  try {
    await patiently(signal ? AbortSignal.any([signal, unheard.signal]) : unheard.signal, async (alive) => {
      const response = await transport.send(request, alive);
      begun = { at: Date.parse(response.headers.date ?? ''), here: performance.now() };
      await readJsonLines(response, transport, alive, (value) => {
        watch.heard();
        take(value as TransferLine);
      });
    });
  } catch (error) {
    if (!unheard.signal.aborted || signal?.aborted) throw error;
  } finally {
    watch.stop();
  }
  if (failure !== undefined) {
    const { transferError } = await import('./engine-errors.ts');
    throw transferError(failure);
  }
  return { tags: [...digests].map(([tag, digest]) => ({ tag, digest })), isUnheard: unheard.signal.aborted };
}

function progressOf({ id, progressDetail }: TransferLine, status: string): TransferProgress {
  return { layer: id, status, current: progressDetail?.current, total: progressDetail?.total };
}
