// Where the files are that a command works on: in a container or in a volume. All else is the same for both.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';
import type { FilePlace, FilesHost } from '../host/files-host.ts';
import { nameOrShortId } from '../text/object-names.ts';
import { namingWhatIsMissing } from './missing-path.ts';

export interface FileSource {
  /** As titles and questions call it. */
  readonly name: string;
  place(path: string): FilePlace;
  /** Runs `work` with a container and the path in it; its `not-found` comes out saying what is missing. */
  at<T>(
    path: string,
    work: (engine: Engine, container: string, path: string) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}

/** What it takes to reach files: every command has it. */
export interface SourceServices {
  readonly engine: Engine;
  readonly host: { readonly files: Pick<FilesHost, 'volumes'> };
}

export function containerSource(
  { engine }: Pick<SourceServices, 'engine'>,
  container: Pick<Container, 'id' | 'name'>,
): FileSource {
  const { id, name } = container;
  return {
    name,
    place: (path) => ({ engine: engine.id, container: id, path }),
    at: async (path, work, signal) => {
      signal?.throwIfAborted();
      return namingWhatIsMissing(engine, container, path, work(engine, id, path));
    },
  };
}

/** `lingers`: keeps what the volume is reached through for some seconds more. */
export function volumeSource(
  { host, engine: { id: engineId } }: SourceServices,
  volume: string,
  { lingers = false } = {},
): FileSource {
  return {
    name: nameOrShortId(volume),
    place: (path) => ({ engine: engineId, volume, path }),
    at: async (path, work, signal) => {
      const naming: typeof work = async (engine, id, real) => {
        try {
          return await work(engine, id, real);
        } catch (error) {
          if (!isKnownFailure(error, 'not-found') || !(await engine.containers.get(id))) throw error;
          throw new UserError('not-found', notInVolume(path, nameOrShortId(volume)), { cause: error });
        }
      };
      return host.files.volumes(engineId).use(volume, path, naming, { lingers }, signal);
    },
  };
}

export const notInVolume = (path: string, volume: string) =>
  l10n.t('"{0}" does not exist in the volume "{1}".', path, volume);
