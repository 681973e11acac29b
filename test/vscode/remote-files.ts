// Files that are on no disk of this machine, as an editor has them that works on another one.
import { Disposable, EventEmitter, type FileChangeEvent, FileSystemError, FileType, type Uri, workspace } from 'vscode';

/** Below a scheme of their own, by path (`/app/Dockerfile`), until it is disposed of. Cannot be changed. */
export function remoteFiles(scheme: string, files: ReadonlyMap<string, string>): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const below = ({ path }: Uri) => [...files.keys()].filter((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));
  const refuse = (uri: Uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  return Disposable.from(
    changed,
    workspace.registerFileSystemProvider(
      scheme,
      {
        onDidChangeFile: changed.event,
        watch: () => new Disposable(() => undefined),
        stat(uri) {
          const text = files.get(uri.path);
          if (text === undefined && below(uri).length === 0) throw FileSystemError.FileNotFound(uri);
          const type = text === undefined ? FileType.Directory : FileType.File;
          return { type, ctime: 0, mtime: 0, size: Buffer.byteLength(text ?? '') };
        },
        readDirectory: (uri) => {
          const inside = below(uri).map((file) => file.slice(uri.path.replace(/\/$/, '').length + 1).split('/'));
          if (inside.length === 0) throw FileSystemError.FileNotFound(uri);
          const names = new Map(
            inside.map(([name = '', ...more]) => [name, more.length > 0 ? FileType.Directory : FileType.File] as const),
          );
          return [...names];
        },
        readFile(uri) {
          const text = files.get(uri.path);
          if (text === undefined) throw FileSystemError.FileNotFound(uri);
          return Buffer.from(text);
        },
        createDirectory: refuse,
        writeFile: refuse,
        delete: refuse,
        rename: refuse,
      },
      { isReadonly: true },
    ),
  );
}
