// Absolute paths in a container: always with `/`, whatever machine the editor runs on.
import { posix } from 'node:path';

export function parentOf(path: string): string {
  return posix.dirname(path);
}

/** The last name; empty for the root. */
export function nameOf(path: string): string {
  return posix.basename(path);
}

export function joined(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** Where a symlink at `path` leads to, by what is written in it. */
export function linkedPath(path: string, target: string): string {
  return posix.resolve(parentOf(path), target);
}

/** As a person may type it: without `.`, `..`, doubled and trailing slashes; relative ones begin at the root. */
export function normalPath(text: string): string {
  const path = posix.normalize(`/${text}`);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
