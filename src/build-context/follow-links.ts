// What a build needs besides the paths that it names: where the symbolic links on their way lead, within the context.
// Source: github.com/tonistiigi/fsutil, followlinks.go.
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { posix } from 'node:path';
import { compileIgnorePattern } from './ignore-pattern.ts';

/** As many as Linux itself follows on one way. */
const mostLinks = 40;

/**
 * `paths`: as COPY names them, wildcards included. Answers patterns: the paths themselves, and those of what links in
 * them lead to. What is absent or unreadable stays as it is: the walk has the last word.
 */
export function followLinks(folder: string, paths: readonly string[]): string[] {
  const resolved = new Set<string>();
  const visited = new Set<string>();
  const follow = (path: string, links: number): void => {
    const parts = inside(path).split('/');
    let current = '';
    for (const [index, part] of parts.entries()) {
      current = current === '' ? part : `${current}/${part}`;
      const targets = linkTargets(folder, current);
      if (index < parts.length - 1 && targets.length === 0) continue;
      resolved.add(current);
      const rest = parts.slice(index + 1).join('/');
      const step = `${current}\0${rest}`;
      if (visited.has(step) || links === mostLinks) return;
      visited.add(step);
      for (const target of targets) follow(`${target}/${rest}`, links + 1);
      // What a wildcard fits may be folders, too.
      if (targets.length > 0 && !hasWildcard(part)) return;
    }
  };
  for (const path of paths) follow(path, 0);
  return [...resolved];
}

/** Normalized and relative; what would leave the folder starts again at its top. Empty: the folder itself. */
function inside(path: string): string {
  return posix.join('/', path).replace(/^\/+|\/+$/g, '');
}

function linkTargets(folder: string, path: string): string[] {
  const slash = path.lastIndexOf('/');
  const parent = path.slice(0, Math.max(slash, 0));
  const name = path.slice(slash + 1);
  if (!hasWildcard(name)) return linkTarget(folder, path);
  const pattern = compileIgnorePattern(name, false);
  return namesIn(`${folder}/${parent}`)
    .filter((each) => pattern?.matches(each))
    .flatMap((each) => linkTarget(folder, parent === '' ? each : `${parent}/${each}`));
}

function linkTarget(folder: string, path: string): string[] {
  try {
    if (!lstatSync(`${folder}/${path}`).isSymbolicLink()) return [];
    const target = readlinkSync(`${folder}/${path}`).replaceAll('\\', process.platform === 'win32' ? '/' : '\\');
    // What a link names is no pattern.
    return [(target.startsWith('/') ? target : posix.join(posix.dirname(path), target)).replace(/[*?[\]\\]/g, '\\$&')];
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function hasWildcard(name: string): boolean {
  return /[*?[]/.test(name);
}
