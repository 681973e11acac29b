// Images as archives: save, load and import. The failures of the last two come inside of a stream that began with status 200.

import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import { shortName } from '../../image-reference.ts';
import type { ImageApi } from '../image-api.ts';
import { openBody } from './answer-body.ts';
import type { Connection } from './connection.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';
import { type ApiManifest, type ApiPlatform, apiPlatformsHere, platformName } from './platforms.ts';
import type { ApiRequest } from './transport.ts';

/** What an archive ended without. */
export const archiveSentences = {
  noImage: () =>
    l10n.t(
      'The engine reported no image: the file contains none, or the connection was lost. Choose a file from "docker save", or try again.',
    ),
  importWithoutImage: () => l10n.t("The import ended without an image. See the engine's log."),
};

interface ArchiveLine {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

export async function saveImages(
  connection: Connection,
  references: readonly string[],
  signal?: AbortSignal,
): Promise<Readable> {
  const save = (platform?: string) =>
    openBody(
      connection,
      { method: 'GET', path: '/images/get', query: queryString({ names: [...references], platform }) },
      signal,
    );
  try {
    return await save();
  } catch (failure) {
    // Up to version 28, containerd's store fails where the image is not here for the engine's own platform.
    if (!isEngineError(failure, 'not-found')) throw failure;
    const platform = await theOnlyPlatformHere(connection, references, signal);
    if (platform === undefined) throw failure;
    return save(JSON.stringify(platform));
  }
}

/** Undefined: there are several, or the engine does not tell. */
async function theOnlyPlatformHere(
  { transport, quickly }: Connection,
  references: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ApiPlatform | undefined> {
  const here = new Map<string, ApiPlatform>();
  for (const reference of references) {
    const path = `/images/${imagePath(reference)}/json`;
    const { Manifests } = await quickly(signal, (abortSignal) =>
      transport.json<{ readonly Manifests?: readonly ApiManifest[] | null }>(
        { method: 'GET', path, query: 'manifests=1' },
        abortSignal,
      ),
    );
    for (const platform of apiPlatformsHere(Manifests ?? [])) here.set(platformName(platform), platform);
  }
  return here.size === 1 ? [...here.values()][0] : undefined;
}

export async function loadImages(connection: Connection, archive: Readable, signal?: AbortSignal): Promise<string[]> {
  const request = { method: 'POST', path: '/images/load', query: 'quiet=1', body: archive } as const;
  const lines = await send(connection, request, archive, signal);
  const loaded = lines.flatMap(({ stream }) => /^Loaded image(?: ID)?: (\S+)/.exec(stream ?? '')?.[1] ?? []);
  if (loaded.length === 0) {
    throw new EngineError('invalid', archiveSentences.noImage());
  }
  return loaded.map(shortName);
}

export async function importFiles(
  connection: Connection,
  archive: Readable,
  { reference, message, changes }: Parameters<ImageApi['importFiles']>[1],
  signal?: AbortSignal,
): Promise<string> {
  const { name, tag } = reference === undefined ? {} : nameAndTag(reference);
  const query = queryString({ fromSrc: '-', repo: name, tag, message: message || undefined, changes });
  const lines = await send(
    connection,
    { method: 'POST', path: '/images/create', query, body: archive },
    archive,
    signal,
  );
  const id = lines.flatMap(({ status }) => /^sha256:[0-9a-f]{64}/.exec(status ?? '')?.[0] ?? []).at(-1);
  if (id === undefined) throw new EngineError('failed', archiveSentences.importWithoutImage());
  return id;
}

function send(
  { transport, patiently }: Connection,
  request: ApiRequest,
  archive: Readable,
  signal: AbortSignal | undefined,
): Promise<ArchiveLine[]> {
  return patiently(signal, async (abortSignal) => {
    const response = await transport.send(request, abortSignal);
    const lines: ArchiveLine[] = [];
    await readJsonLines(response, transport, abortSignal, (line) => void lines.push(line));
    const failure = lines.map(({ error, errorDetail }) => errorDetail?.message ?? error).find(Boolean);
    if (failure !== undefined) {
      const { engineError } = await import('./engine-errors.ts');
      throw engineError(failure, 'invalid');
    }
    return lines;
  }).finally(() => archive.destroy());
}
