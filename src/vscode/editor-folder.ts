// The folder of a document, through the editor's file systems: also one on another machine.
import { FileSystemError, FileType, type TextDocument, Uri, workspace } from 'vscode';
import type { EntryKind, Folder } from '../surroundings/folder.ts';

/** undefined for a document that has no folder. */
export function folderOf({ uri }: TextDocument): Folder | undefined {
  if (uri.scheme === 'untitled' || uri.scheme === 'git') return undefined;
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
