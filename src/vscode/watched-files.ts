// Files that are looked at every two seconds, whether they are there yet or not.
import { type Stats, unwatchFile, watchFile } from 'node:fs';
import type { Disposable } from 'vscode';

/** Milliseconds between two looks at a file's date. */
const lookInterval = 2000;

/** Calls back when one of them has changed, has come or has gone. `files` is asked again then: what one says may name others. */
export function watchFiles(
  files: () => readonly string[],
  onChange: () => void,
  interval: number = lookInterval,
): Disposable {
  let watched: readonly string[] = [];
  const follow = (wanted: readonly string[]) => {
    for (const path of watched) if (!wanted.includes(path)) unwatchFile(path, look);
    for (const path of wanted) if (!watched.includes(path)) watchFile(path, { interval, persistent: false }, look);
    watched = wanted;
  };
  function look(now: Stats, before: Stats): void {
    // Of one that is not there Node says so once, as if that were news.
    if (now.nlink === 0 && before.nlink === 0) return;
    follow([...new Set(files())]);
    onChange();
  }
  follow([...new Set(files())]);
  return { dispose: () => follow([]) };
}
