// Every file of a folder, as a build could send it: from this machine's disk, or through the editor's file systems.
import { FileType, Uri, workspace } from 'vscode';
import { type ContextFile, mostContextFiles } from '../dockerfile/language/ignore-lines.ts';
import type { Machine } from './machine.ts';

/** undefined: it cannot be read, or holds more than a person waits for. */
export async function contextFilesOf(
  folder: Uri,
  machine: Machine | undefined,
): Promise<readonly ContextFile[] | undefined> {
  if (folder.scheme === 'file' && machine) return machine.contextFiles(folder.fsPath);
  const files: ContextFile[] = [];
  /** Answers whether everything could be read. */
  const read = async (path: string): Promise<boolean> => {
    const entries = await workspace.fs.readDirectory(Uri.joinPath(folder, path));
    if (files.length + entries.length > mostContextFiles) return false;
    const done = await Promise.all(
      entries.map(async ([name, type]) => {
        const below = path === '' ? name : `${path}/${name}`;
        // A link is sent as a link, whatever it leads to.
        if (type === FileType.Directory) return read(below);
        files.push({ path: below, bytes: (await workspace.fs.stat(Uri.joinPath(folder, below))).size });
        return true;
      }),
    );
    return !done.includes(false);
  };
  // A folder that is not there, or may not be read: nothing is known of it.
  return read('').then(
    (whole) => (whole ? files : undefined),
    () => undefined,
  );
}
