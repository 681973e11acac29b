// FilesApi: the archive calls. Source of the stat header: Engine API, "Get information about files in a container".

import { posix } from 'node:path';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { FileStat, FilesApi } from '../files-api.ts';
import { openBody } from './answer-body.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';

/** Base64 JSON in the header X-Docker-Container-Path-Stat. */
interface PathStat {
  readonly name: string;
  readonly size: number;
  /** Go's os.FileMode, whose upper bits are not those of stat(2). */
  readonly mode: number;
  readonly mtime: string;
  readonly linkTarget?: string;
}

export function createFilesApi(connection: Connection): FilesApi {
  const { transport, quickly, patiently } = connection;
  const archive = (container: string, query: Record<string, unknown>) => ({
    path: `/containers/${encodeURIComponent(container)}/archive`,
    query: queryString(query),
  });
  const stat: FilesApi['stat'] = (container, path, signal) =>
    quickly(signal, async (abortSignal) => {
      const response = await transport.send({ method: 'HEAD', ...archive(container, { path }) }, abortSignal);
      response.resume();
      const header = String(response.headers['x-docker-container-path-stat'] ?? '');
      return fileStat(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
    });
  const put = (
    container: string,
    query: Record<string, unknown>,
    body: Readable,
    signal: AbortSignal | undefined,
  ): Promise<void> =>
    patiently(signal, async (abortSignal) => {
      await transport.text({ method: 'PUT', ...archive(container, query), body }, abortSignal);
    }).finally(() => body.destroy());
  return {
    stat,
    read: (container, path, signal) => openBody(connection, { method: 'GET', ...archive(container, { path }) }, signal),
    // Owners are the archive's; a file does not take a folder's place. Without copyUIDGID: that gives all to the container's user,
    // and some engines look that up on their own machine and refuse a number which nobody has there.
    write: (container, folder, body, signal) => put(container, { path: folder, noOverwriteDirNonDir: 1 }, body, signal),
    remove: async (container, path, signal) => {
      const body = Readable.from(await impossibleArchive(posix.basename(path)), { objectMode: false });
      const refusal = await put(container, { path: posix.dirname(path) }, body, signal).catch(
        (error: unknown) => error,
      );
      // The refusal is expected, so only the outcome counts.
      if (signal?.aborted) throw signal.reason;
      try {
        await stat(container, path, signal);
      } catch (error) {
        if (isEngineError(error, 'not-found')) return;
        throw error;
      }
      if (isEngineError(refusal)) {
        throw new EngineError('failed', l10n.t('Could not delete: {0}', refusal.message), { cause: refusal });
      }
      throw new EngineError(
        'unsupported',
        l10n.t('This engine only deletes files in running containers. Start the container and try again.'),
      );
    },
  };
}

/**
 * The archive API has no call that deletes, but it removes what is at an entry's path before it makes the entry, unless
 * both are folders (`Unpack` in pkg/archive/archive.go of moby 20.10 to 28.0, in github.com/moby/go-archive from 28.1 on;
 * with noOverwriteDirNonDir it would not). A hard link to itself is then never made, since what it links to is gone.
 */
async function impossibleArchive(name: string): Promise<Buffer[]> {
  const { tarEnd, tarHeader } = await import('../../build-context/tar-header.ts');
  return [tarHeader({ path: name, kind: 'hardlink', linkTarget: name, mode: 0, size: 0, modifiedAt: 0 }), tarEnd()];
}

// Go's os.FileMode: https://pkg.go.dev/io/fs#FileMode
const goBits = {
  folder: 1 << 31,
  symlink: 1 << 27,
  // Device, named pipe, socket, character device, irregular.
  other: (1 << 26) | (1 << 25) | (1 << 24) | (1 << 21) | (1 << 19),
} as const;
const goSpecial = [
  [1 << 23, 0o4000],
  [1 << 22, 0o2000],
  [1 << 20, 0o1000],
] as const;

export function fileStat({ name, size, mode, mtime, linkTarget }: PathStat): FileStat {
  const kind =
    mode & goBits.folder ? 'folder' : mode & goBits.symlink ? 'symlink' : mode & goBits.other ? 'other' : 'file';
  const special = goSpecial.reduce((bits, [go, unix]) => (mode & go ? bits | unix : bits), 0);
  return {
    name,
    kind,
    size,
    mode: (mode & 0o777) | special,
    modifiedAt: Date.parse(mtime),
    linkTarget: linkTarget || undefined,
  };
}
