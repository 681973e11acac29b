// What was read around each open Dockerfile, kept while somebody types: at every key it would be read again, one folder after
// the other. Forgotten when something changes on the disk, and when a document is opened or saved.
import { Disposable, type Event, EventEmitter, type TextDocument, window, workspace } from 'vscode';
import { type Folder, keptFolder } from '../surroundings/folder.ts';
import { folderOf } from './editor-folder.ts';
import type { Machine } from './machine.ts';

export interface KeptFolders extends Disposable {
  /** undefined for a document that has no folder. */
  of(document: TextDocument): Folder | undefined;
  forget(document: TextDocument): void;
  /** Something around some Dockerfile may be another now; told once the disk is quiet. */
  readonly onDidChange: Event<void>;
}

/** Milliseconds without a change on the disk: an installation writes thousands of files. */
const quietTime = 300;

export function createKeptFolders(machine: Machine | undefined): KeptFolders {
  const folders = new Map<TextDocument, Folder>();
  const changed = new EventEmitter<void>();
  let quiet: NodeJS.Timeout | undefined;
  const forgetAll = () => {
    if (folders.size === 0) return;
    folders.clear();
    clearTimeout(quiet);
    quiet = setTimeout(() => changed.fire(), quietTime);
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  const lifetime = Disposable.from(
    watcher,
    changed,
    new Disposable(() => clearTimeout(quiet)),
    watcher.onDidCreate(forgetAll),
    watcher.onDidChange(forgetAll),
    watcher.onDidDelete(forgetAll),
    // Outside of the workspace nothing is watched; who comes back may have changed something there.
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) forgetAll();
    }),
  );
  return {
    of(document) {
      const known = folders.get(document);
      if (known) return known;
      const folder = folderOf(document, machine);
      if (!folder) return undefined;
      const kept = keptFolder(folder);
      folders.set(document, kept);
      return kept;
    },
    forget: (document) => void folders.delete(document),
    onDidChange: changed.event,
    dispose: () => lifetime.dispose(),
  };
}
