// Builds an image: chooses the way, sends the context, follows the stream, and ends it at the engine when it is not wanted
// any more. BuildKit's session is our own: dockerode's answers one credential to every registry, and stays open.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { mustBe } from '../../build-context/must-be.ts';
import { readIgnoreFile } from '../../build-context/read-ignore-file.ts';
import { openContextUpload } from '../../build-context/upload.ts';
import { EngineError } from '../../errors.ts';
import type { BuildProgress, BuildRequest, BuildResult } from '../build-api.ts';
import { buildContextKind } from '../buildkit/named-contexts.ts';
import { registryConfig } from '../buildkit/registry-config.ts';
import type { SyncProgress } from '../buildkit/session/sync-sender.ts';
import { buildWithBuildx } from './build-buildx.ts';
import { inputError } from './build-errors.ts';
import { checkNamedContexts, hasNamedContexts } from './build-named-contexts.ts';
import { buildQuery } from './build-query.ts';
import { type BuildSession, openBuildSession } from './build-session.ts';
import { buildBySolve } from './build-solve.ts';
import { followBuildKit, followClassic } from './build-stream.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';
import { isPodman } from './podman.ts';

type OnProgress = (progress: BuildProgress) => void;

/** Milliseconds between two news of the context. */
const newsInterval = 100;

export async function buildImage(
  connection: Connection,
  request: BuildRequest,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<BuildResult> {
  const buildId = randomUUID();
  let session: BuildSession | undefined;
  try {
    // The engine is asked while the disk is.
    const builder = isForBuildx(request) ? undefined : builderOf(connection, signal);
    builder?.catch(() => {});
    await checkContext(request);
    if (isForBuildx(request)) {
      const image = await buildWithBuildx(connection, request, onProgress, signal);
      return { ...(await builtImage(connection, image, request.tags, signal)), way: 'buildx', tags: request.tags };
    }
    const { buildKit, apiVersion } = await (builder ?? builderOf(connection, signal));
    checkNamedContexts(request, buildKit, apiVersion);
    if (buildKit) session = await openBuildSession(connection, request, apiVersion, syncNews(onProgress), signal);
    const way = session ? 'sync' : buildKit ? 'archive' : 'classic';
    if (way !== 'sync') explainWay(way, request, onProgress);
    const imageId = session
      ? await buildBySync(connection, { request, buildId, session, onProgress, signal: either(signal, session.lost) })
      : await buildByArchive(connection, { request, buildId, buildKit, onProgress, signal });
    return { ...(await builtImage(connection, imageId, request.tags, signal)), way, tags: request.tags };
  } catch (error) {
    if ((signal?.aborted || session?.lost.aborted) && !isForBuildx(request)) await cancelBuild(connection, buildId);
    // What broke the transfer breaks the build, too; only the first says why.
    throw signal?.aborted ? signal.reason : inputError(session?.fileFailure() ?? error);
  } finally {
    await session?.close();
  }
}

function isForBuildx(request: BuildRequest): request is BuildRequest & { readonly builder: string } {
  return request.builder !== undefined;
}

/** Whatever the way: the engine's words for what is missing or malformed help nobody. */
async function checkContext({ contextFolder, dockerfile, namedContexts = {} }: BuildRequest): Promise<void> {
  await mustBe('folder', contextFolder, l10n.t('Build context'));
  await mustBe('file', dockerfile, 'Dockerfile');
  for (const [name, source] of Object.entries(namedContexts)) {
    if (buildContextKind(source) === 'folder') await mustBe('folder', source, l10n.t('Build context "{0}"', name));
  }
  await readIgnoreFile(contextFolder, dockerfile);
}

const either = (one: AbortSignal | undefined, other: AbortSignal) => (one ? AbortSignal.any([one, other]) : other);

interface Build {
  readonly request: BuildRequest;
  readonly buildId: string;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | undefined;
}

/** Answers the id of the image. */
async function buildBySync(
  connection: Connection,
  { request, buildId, session, onProgress, signal }: Build & { readonly session: BuildSession },
): Promise<string> {
  if (hasNamedContexts(request)) {
    return buildBySolve(connection, { request, buildId, session: session.id, onProgress, signal });
  }
  const dockerfile = basename(request.dockerfile);
  const query = buildQuery(request, { buildId, buildKit: true, dockerfile, session: session.id, sync: true });
  return followBuildKit(connection, { query, signal, onProgress });
}

/** Answers the id of the image. */
async function buildByArchive(
  connection: Connection,
  { request, buildId, buildKit, onProgress, signal }: Build & { readonly buildKit: boolean },
): Promise<string> {
  const { tar, dockerfile } = await openContextUpload({
    contextFolder: request.contextFolder,
    dockerfile: request.dockerfile,
    withIgnoreFile: !buildKit,
    onProgress: paced(({ files, bytes }) => onProgress({ kind: 'context', way: 'archive', files, bytes })),
  });
  let uploadError: unknown;
  tar.once('error', (error) => {
    uploadError = error;
  });
  try {
    signal?.throwIfAborted();
    const query = buildQuery(request, { buildId, buildKit, dockerfile });
    if (buildKit) return await followBuildKit(connection, { query, tar, signal, onProgress });
    const { credentials = async () => undefined } = request;
    const headers = await registryConfig(await readFile(request.dockerfile, 'utf8'), credentials, signal);
    return await followClassic(connection, { query, tar, headers, signal, onProgress });
  } catch (error) {
    throw uploadError ?? error;
  } finally {
    tar.destroy();
  }
}

/** Why it is not done in the usual way. Throws EngineError for what that way cannot do. */
function explainWay(way: 'archive' | 'classic', request: BuildRequest, onProgress: OnProgress): void {
  const { secrets = [], ssh = [] } = request;
  if (hasNamedContexts(request)) {
    throw new EngineError(
      'unsupported',
      l10n.t(
        'A proxy in front of this engine rejects the session that additional build contexts need. Allow POST /session and POST /grpc, or connect to the engine directly.',
      ),
    );
  }
  if (secrets.length > 0 || ssh.length > 0) {
    throw new EngineError(
      'unsupported',
      way === 'classic'
        ? l10n.t('This engine has no BuildKit, which secrets and SSH need. Build on another engine.')
        : l10n.t(
            'This engine, or a proxy in front of it, rejects the session that secrets and SSH need. Allow POST /session, or connect to the engine directly.',
          ),
    );
  }
  const text =
    way === 'classic'
      ? l10n.t(
          'This engine has no BuildKit. Its classic builder is used, which reports less and supports fewer features.',
        )
      : sessionRejected;
  onProgress({ kind: 'note', text });
}

/**
 * What the ping says: `1` or `2` is the builder that the engine prefers. Docker 20.10 says nothing and has BuildKit;
 * Podman has none, whatever it says.
 */
async function builderOf(
  { transport, quickly }: Connection,
  signal?: AbortSignal,
): Promise<{ readonly buildKit: boolean; readonly apiVersion: string }> {
  const { headers } = await quickly(signal, async (abortSignal) => {
    const response = await transport.send({ method: 'GET', path: '/_ping' }, abortSignal);
    response.resume();
    return response;
  });
  const buildKit = !isPodman(headers) && headers['builder-version'] !== '1' && headers.ostype !== 'windows';
  return { buildKit, apiVersion: String(headers['api-version'] ?? '') };
}

interface RawImage {
  readonly Id: string;
  readonly Size: number;
}

/** With the size that lists tell: engines with containerd's store count another one for a single image. */
async function builtImage(
  { transport, quickly }: Connection,
  image: string,
  tags: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Pick<BuildResult, 'imageId' | 'size'>> {
  return quickly(signal, async (abortSignal) => {
    const path = `/images/${image}/json`;
    const { Id, Size } = await transport.json<RawImage>({ method: 'GET', path }, abortSignal);
    if (tags.length === 0) return { imageId: Id, size: Size };
    const query = queryString({ filters: { reference: tags } });
    const rows = await transport.json<RawImage[]>({ method: 'GET', path: '/images/json', query }, abortSignal);
    return { imageId: Id, size: rows.find((row) => row.Id === Id)?.Size ?? Size };
  });
}

/** That the connection is closed is enough for some engines only. It is too late to tell anybody of a failure here. */
async function cancelBuild({ transport, quickly }: Connection, buildId: string): Promise<void> {
  const query = queryString({ id: buildId });
  await quickly(undefined, (signal) => transport.text({ method: 'POST', path: '/build/cancel', query }, signal)).catch(
    () => undefined,
  );
}

function syncNews(onProgress: OnProgress): (progress: SyncProgress) => void {
  return paced(({ files, bytes, seen }) => onProgress({ kind: 'context', way: 'sync', files, bytes, seen }));
}

/** Not every piece is news: at most one in each interval, and the last. */
function paced<T extends { readonly complete: boolean }>(tell: (progress: T) => void): (progress: T) => void {
  let next = 0;
  return (progress) => {
    const now = performance.now();
    if (now < next && !progress.complete) return;
    next = now + newsInterval;
    tell(progress);
  };
}

export const sessionRejected = l10n.t(
  'This engine, or a proxy in front of it, rejects a session. The whole build context is sent each time, without registry logins.',
);
