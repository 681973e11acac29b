// The folder of a document: on this machine's disk, which answers at once even while the editor starts, or through the editor's
// file systems.
import { FileSystemError, FileType, type TextDocument, Uri, workspace } from 'vscode';
import type { EntryKind, Folder } from '../surroundings/folder.ts';
import type { Machine } from './machine.ts';

/** undefined for a document that has no folder. */
export function folderOf({ uri }: TextDocument, machine: Machine | undefined): Folder | undefined {
  if (uri.scheme === 'untitled' || uri.scheme === 'git') return undefined;
  if (uri.scheme === 'file' && machine) return machine.folder(Uri.joinPath(uri, '..').fsPath);
  const at = (path: string) => Uri.joinPath(uri, '..', path);
  return {
    names: uri.path.split('/').slice(0, -1),
    list: (path) =>
      known(async () => {
        const entries = await workspace.fs.readDirectory(at(path));
        // Of a link, the type has a bit for the link and one for what it leads to.
        return new Map(
          entries.map(([name, type]): [string, EntryKind] => [name, type & FileType.Directory ? 'folder' : 'file']),
        );
      }),
    read: (path) => known(async () => new TextDecoder().decode(await workspace.fs.readFile(at(path)))),
  };
}

async function known<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    // Not there, of another kind, or a file system that is not there (any more): what is in it is not known.
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
