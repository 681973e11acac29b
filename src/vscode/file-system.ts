// The files of containers and volumes as VS Code's own file systems, `longshore-container://<engine>/<container id>/<path>`
// and `longshore-volume://<engine>/<name>/<path>`: editors, the Explorer, compare and search work on them. Tells VS Code times and
// sizes, by which it notices a save conflict. Without an engine, as addresses were written before, the chosen one is meant.
import * as l10n from '@vscode/l10n';
import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
  workspace,
} from 'vscode';
import type { ListedFile } from '../container-files/listing.ts';
import { parentOf } from '../container-files/paths.ts';
import type { VolumeFilesByEngine } from '../container-files/volume-files-by-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { Engines } from '../engine/engines.ts';
import { UserError } from '../user-error.ts';
import { asFileSystemError, containerScheme, fileUri, placeOf, placesOf, volumeScheme } from './file-addresses.ts';
import type { FileNews } from './file-news.ts';

type Operations = typeof import('../container-files/operations.ts');

/** Of a file, with what can be done there. */
interface Place extends Operations {
  readonly engine: Engine;
  readonly container: string;
  readonly path: string;
}

export function registerFileSystems(engines: Engines, volumes: VolumeFilesByEngine, news: FileNews): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const tell = (type: FileChangeType, uri: Uri) => {
    changed.fire([{ type, uri }]);
    // The folder around it is told of to all.
    news.tell(placesOf(uri.with({ path: parentOf(uri.path) }), engines.chosen.last?.id));
  };

  const provider: FileSystemProvider = {
    onDidChangeFile: changed.event,

    // The engine does not tell what happens to files, and nothing here asks it again and again: VS Code compares the
    // time of a file when it saves, and reads a folder anew when it is opened.
    watch: () => new Disposable(() => {}),

    stat: (uri) =>
      at(uri, async ({ engine, container, path, factsOf }): Promise<FileStat> => {
        const { kind, isSymlink, size, modifiedAt, mode } = await factsOf(engine, container, path);
        return {
          type: typeOf(kind === 'symlink' ? undefined : kind) | (isSymlink ? FileType.SymbolicLink : 0),
          ctime: 0,
          mtime: modifiedAt,
          size,
          // The archive API acts as the superuser, so this is a hint against accidents.
          ...(kind === 'file' && (mode & 0o222) === 0 ? { permissions: FilePermission.Readonly } : {}),
        };
      }),

    readDirectory: (uri) =>
      at(uri, async ({ engine, container, path, listFolder }) => {
        const { files, complete } = await listFolder(engine, container, path);
        if (!complete) {
          throw new UserError(
            'unsupported',
            l10n.t('"{0}" contains too much to read without a shell in a running container. Open a subfolder.', path),
          );
        }
        return files.map((file): [string, FileType] => [file.name, listedType(file)]);
      }),

    readFile: (uri) => at(uri, ({ engine, container, path, readContent }) => readContent(engine, container, path)),

    writeFile: (uri, content, { create, overwrite }) =>
      at(uri, async ({ engine, container, path, statIfThere, writeContent }) => {
        const there = await statIfThere(engine, container, path);
        if (!there && !create) throw FileSystemError.FileNotFound(uri);
        if (there && create && !overwrite) throw FileSystemError.FileExists(uri);
        await writeContent(engine, container, path, content);
        tell(there ? FileChangeType.Changed : FileChangeType.Created, uri);
      }),

    createDirectory: (uri) =>
      at(uri, async ({ engine, container, path, statIfThere, createFolder }) => {
        if (await statIfThere(engine, container, path)) throw FileSystemError.FileExists(uri);
        await createFolder(engine, container, path);
        tell(FileChangeType.Created, uri);
      }),

    delete: (uri, { recursive }) =>
      at(uri, async ({ engine, container, path, removeFile }) => {
        await removeFile(engine, container, path, { recursive });
        tell(FileChangeType.Deleted, uri);
      }),

    rename: (uri, newUri, { overwrite }) =>
      at(uri, async ({ engine, container, path, renameFile }) => {
        const [source, target] = [placeOf(uri), placeOf(newUri)];
        if (uri.scheme !== newUri.scheme || target.engine !== source.engine || target.top !== source.top) {
          throw new UserError(
            'unsupported',
            l10n.t('A file cannot be moved to another container or volume. Copy it, then delete it here.'),
          );
        }
        // What comes before the path is where a volume is mounted.
        const mountPoint = path.slice(0, path.length - source.path.length);
        await renameFile(engine, container, path, `${mountPoint}${target.path}`, { overwrite });
        tell(FileChangeType.Deleted, uri);
        tell(FileChangeType.Created, newUri);
      }),
  };

  async function at<T>(uri: Uri, work: (place: Place) => Promise<T>): Promise<T> {
    const { engine, top, path } = placeOf(uri);
    try {
      const operations = await import('../container-files/operations.ts');
      const workThere = (there: Engine, container: string, itsPath: string) =>
        work({ ...operations, engine: there, container, path: itsPath });
      if (uri.scheme === volumeScheme) return await volumes.of(engine).use(top, path, workThere, { lingers: true });
      return await workThere(await (await engines.inventory(engine)).engine(), top, path);
    } catch (error) {
      throw asFileSystemError(error, uri);
    }
  }

  return Disposable.from(
    changed,
    news.onDidTell((folders) =>
      changed.fire(folders.map((folder) => ({ type: FileChangeType.Changed, uri: fileUri(folder) }))),
    ),
    ...[containerScheme, volumeScheme].map((scheme) =>
      workspace.registerFileSystemProvider(scheme, provider, { isCaseSensitive: true }),
    ),
  );
}

function typeOf(kind: 'file' | 'folder' | 'other' | undefined): FileType {
  return kind === 'file' ? FileType.File : kind === 'folder' ? FileType.Directory : FileType.Unknown;
}

function listedType({ kind, target }: ListedFile): FileType {
  return kind === 'symlink' ? typeOf(target) | FileType.SymbolicLink : typeOf(kind);
}
