// The addresses of files in containers and volumes, and what VS Code is told of those that fail.
import { FileSystemError, Uri } from 'vscode';
import type { FilePlace } from '../commands/host/files-host.ts';

import { joined, nameOf } from '../container-files/paths.ts';
import type { EngineId } from '../engine/engine-id.ts';
import { fileRefOf } from '../explorer/file-ref.ts';
import type { ObjectRef } from '../explorer/object-ref.ts';
import { isKnownFailure } from '../user-error.ts';

export const containerScheme = 'longshore-container';
export const volumeScheme = 'longshore-volume';

/** A container stands in it with its whole id, so that the address holds when the container is renamed. */
export function fileUri({ engine, container, volume, path }: FilePlace): Uri {
  const scheme = container === undefined ? volumeScheme : containerScheme;
  return Uri.from({ scheme, authority: engine, path: joined(`/${container ?? volume}`, path.replace(/^\//, '')) });
}

/** Of a row that stands for a file. */
export function uriOfFile({ engine, id }: ObjectRef): Uri {
  const { top, path } = fileRefOf(id);
  return fileUri({
    engine: (engine ?? '') as EngineId,
    path,
    ...(top.kind === 'container' ? { container: top.id } : { volume: top.id }),
  });
}

/** `top`: the container's id or the volume's name. */
export function placeOf(uri: Uri): { engine: string | undefined; top: string; path: string } {
  const match = /^\/([^/]+)(\/[\s\S]*)?$/.exec(uri.path);
  if (!match) throw FileSystemError.FileNotFound(uri);
  const path = match[2] ?? '/';
  return {
    engine: uri.authority || undefined,
    top: String(match[1]),
    path: path.length > 1 ? path.replace(/\/+$/, '') || '/' : path,
  };
}

/** In our own words; none where its engine is not known. Addresses without an engine mean the chosen one. */
export function placesOf(uri: Uri, chosen: EngineId | undefined): FilePlace[] {
  const { engine = chosen, top, path } = placeOf(uri);
  if (engine === undefined) return [];
  return [
    uri.scheme === volumeScheme
      ? { engine: engine as EngineId, volume: top, path }
      : { engine: engine as EngineId, container: top, path },
  ];
}

/** VS Code asks for files that may not be there, and tells a missing one from a failure by the error's code. */
export function asFileSystemError(error: unknown, uri: Uri): unknown {
  if (!isKnownFailure(error)) return error;
  if (error.kind === 'not-found') return FileSystemError.FileNotFound(uri);
  if (error.kind === 'name-in-use') return FileSystemError.FileExists(uri);
  if (error.kind === 'permission-denied') return FileSystemError.NoPermissions(error.message);
  return FileSystemError.Unavailable(`${nameOf(uri.path)}: ${error.message}`);
}
