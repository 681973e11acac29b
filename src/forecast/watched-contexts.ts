// The build contexts that somebody watches, and how their files are read: what is kept of them, unless the watcher is not to be
// believed.
import type { ForecastRequest } from './build-options.ts';
import { readContextFiles } from './context-files.ts';
import { createKeptFiles, type KeptFiles, missedFile } from './kept-files.ts';
import { unwatchedBy } from './unwatched.ts';

/** A file watcher of a build context that is known to work. */
export interface ContextWatcher {
  /** For what it tells; a new watcher has another one. */
  readonly id: number;
  /** Of VS Code's `files.watcherExclude`: what it tells nothing of. */
  readonly excluded: readonly string[];
}

export interface WatcherChange {
  readonly watcher: number;
  readonly paths: readonly string[] | undefined;
  /** The last that it tells. */
  readonly isOver: boolean;
}

export interface WatchedContexts {
  changed(change: WatcherChange): void;
  /** `isChecked`: looks at all files all the same, and whether the watcher has told of all. */
  readingOf(request: ForecastRequest, watcher: ContextWatcher | undefined, isChecked?: boolean): ContextReading;
}

export interface ContextReading {
  readonly read: typeof readContextFiles;
  /** After it: a file that the watcher did not tell of. */
  missed(): string | undefined;
}

/** Milliseconds in which a watcher tells of a change. */
const telling = 5000;

const wholeReading: ContextReading = { read: readContextFiles, missed: () => undefined };

export function createWatchedContexts(): WatchedContexts {
  const watched = new Map<number, KeptFiles | 'not believed'>();
  const keptOf = (contextFolder: string, { id, excluded }: ContextWatcher): KeptFiles | undefined => {
    const known = watched.get(id) ?? believed(contextFolder, excluded);
    watched.set(id, known);
    return known === 'not believed' ? undefined : known;
  };
  return {
    changed({ watcher, paths, isOver }) {
      const known = watched.get(watcher);
      if (isOver) watched.delete(watcher);
      else if (known !== 'not believed') known?.changed(paths);
    },
    readingOf({ contextFolder }, watcher, isChecked = false) {
      const kept = watcher && keptOf(contextFolder, watcher);
      if (!kept) return wholeReading;
      if (!isChecked) return { read: kept.read, missed: () => undefined };
      let missed: string | undefined;
      return {
        async read(...asked) {
          const settled = Date.now() - telling;
          const files = await kept.read(...asked);
          const whole = await readContextFiles(...asked);
          missed = missedFile(files, whole, settled);
          if (missed !== undefined) watched.set(watcher.id, 'not believed');
          return whole;
        },
        missed: () => missed,
      };
    },
  };
}

function believed(contextFolder: string, excluded: readonly string[]): KeptFiles | 'not believed' {
  const isUnwatched = unwatchedBy(excluded);
  const parts = contextFolder.replaceAll('\\', '/').split('/');
  const foldersAbove = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  if (!isUnwatched || foldersAbove.slice(0, -1).some(isUnwatched)) return 'not believed';
  return createKeptFiles(isUnwatched);
}
