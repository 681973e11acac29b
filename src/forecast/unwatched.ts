// Where a file watcher of VS Code tells nothing: the patterns of `files.watcherExclude`. Pure.
import { compileIgnorePattern } from '../build-context/ignore-pattern.ts';

/**
 * Whether nothing is told of what is in a folder, by its absolute path; undefined: the patterns say too much to be sure of any
 * folder. A pattern counts wherever it may be meant to begin: in doubt, a folder is not watched.
 */
export function unwatchedBy(excluded: readonly string[]): ((folder: string) => boolean) | undefined {
  const patterns: ((path: string) => boolean)[] = [];
  for (const written of excluded) {
    // Braces and single files are more than folders say.
    const folder = /^(?!.*[{}])(.+?)(?:\/\*{1,2})+$/.exec(written.replaceAll('\\', '/'))?.[1];
    const relative = folder?.replace(/^(?:\*\*\/)+|^\/+/, '');
    const pattern = relative === undefined ? undefined : compileIgnorePattern(`**/${relative}`, false);
    if (!pattern || relative === '' || relative === '**') return undefined;
    patterns.push(pattern.matches);
  }
  return (folder) => {
    const path = folder.replaceAll('\\', '/').replace(/^\/+/, '');
    return patterns.some((matches) => matches(path));
  };
}
