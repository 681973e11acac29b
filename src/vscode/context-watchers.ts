// Watches the build contexts of what is visible, and passes on what changed in them.
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { ContextWatcher, WatcherChange } from '../forecast/watched-contexts.ts';
import { unwatchedPatterns } from './settings.ts';

export interface ContextWatchers extends Disposable {
  /** These folders (absolute), and no others. */
  watch(folders: ReadonlySet<string>): void;
  /** undefined: it has not told of anything yet, and may not work there. */
  of(folder: string): ContextWatcher | undefined;
  /** A file was written from here, of which the watcher tells later. */
  wrote(uri: Uri): void;
}

/** Of more paths than these, anything may be another. */
const mostPaths = 2000;

/** `changed`: soon after each change; several at once. */
export function createContextWatchers(changed: (change: WatcherChange) => void): ContextWatchers {
  const watched = new Map<string, ReturnType<typeof watchContext>>();
  let count = 0;
  return {
    watch(folders) {
      for (const [folder, watcher] of watched) {
        if (folders.has(folder)) continue;
        watcher.dispose();
        watched.delete(folder);
      }
      for (const folder of folders)
        if (!watched.has(folder)) watched.set(folder, watchContext(folder, count++, changed));
    },
    of(folder) {
      const id = watched.get(folder)?.provenId();
      return id === undefined ? undefined : { id, excluded: unwatchedPatterns(Uri.file(folder)) };
    },
    wrote(uri) {
      for (const watcher of watched.values()) watcher.wrote(uri);
    },
    dispose() {
      for (const watcher of watched.values()) watcher.dispose();
      watched.clear();
    },
  };
}

function watchContext(folder: string, watcher: number, changed: (change: WatcherChange) => void) {
  // With drives' letters in one case.
  const pathOf = ({ fsPath }: Uri) => fsPath.replaceAll('\\', '/');
  const root = pathOf(Uri.file(folder)).replace(/\/+$/, '');
  let paths: Set<string> | undefined = new Set();
  let sending: NodeJS.Immediate | undefined;
  let isProven = false;
  const isInside = (path: string) => path === root || path.startsWith(`${root}/`);
  const take = (path: string) => {
    // By another name than it is watched by: which it is of those that are known, nobody knows.
    if (isInside(path)) paths?.add(path.slice(root.length + 1));
    else paths = undefined;
    if (paths && paths.size > mostPaths) paths = undefined;
    sending ??= setImmediate(() => {
      sending = undefined;
      changed({ watcher, paths: paths && [...paths], isOver: false });
      paths = new Set();
    });
  };
  const told = (uri: Uri) => {
    isProven = true;
    take(pathOf(uri));
  };
  const disk = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '**/*'));
  const parts = Disposable.from(disk, disk.onDidChange(told), disk.onDidCreate(told), disk.onDidDelete(told));
  return {
    wrote(uri: Uri) {
      if (isInside(pathOf(uri))) take(pathOf(uri));
    },
    provenId: () => (isProven ? watcher : undefined),
    dispose() {
      clearImmediate(sending);
      parts.dispose();
      changed({ watcher, paths: undefined, isOver: true });
    },
  };
}
