// In which folder a `docker build …` line was meant to be run, as the paths in it say. Pure.
import { dirname, isAbsolute, normalize, relative, resolve, sep } from 'node:path';
import { buildContextKind } from '../../engine/buildkit/named-contexts.ts';

export interface BuildPlace {
  /** Absolute path of the Dockerfile whose form it is. */
  readonly dockerfile: string;
  /** undefined: no folder is open. */
  readonly workspaceFolder: string | undefined;
}

/** A folder of this machine: neither what comes through a pipe, nor an address. */
export const isFolder = (context: string): boolean => context !== '-' && buildContextKind(context) === 'folder';

/**
 * The folder from which `-f file` (or the Dockerfile of the context) is the Dockerfile of that place; undefined: from none, the
 * line is of another one. `file`: undefined where the line names none.
 */
export function lineFolder(
  file: string | undefined,
  context: string,
  { dockerfile, workspaceFolder }: BuildPlace,
): string | undefined {
  const folder = dirname(dockerfile);
  if (file === undefined && !isFolder(context)) return undefined;
  // Without -f it is the Dockerfile of the context, whatever it is called here.
  const [path, wanted] = file === undefined ? [context, folder] : [file, dockerfile];
  if (isAbsolute(path)) return resolve(path) === wanted ? (workspaceFolder ?? folder) : undefined;
  if (workspaceFolder !== undefined && resolve(workspaceFolder, path) === wanted) return workspaceFolder;
  const tail = normalize(path).replace(/[/\\]+$/, '');
  if (tail === '.') return file === undefined ? wanted : undefined;
  return !tail.startsWith('..') && wanted.endsWith(sep + tail)
    ? wanted.slice(0, -(sep + tail).length) || sep
    : undefined;
}

/** As a profile has paths: relative to the Dockerfile where that is short, empty for its own folder. */
export function profilePath(path: string, from: string, { dockerfile, workspaceFolder }: BuildPlace): string {
  const full = resolve(from, path);
  const short = relative(dirname(dockerfile), full);
  const isAbove = /^\.\.(?:[/\\]\.\.)*$/.test(short);
  const isInside = (folder: string) => full === folder || full.startsWith(folder + sep);
  return isAbove || isInside(dirname(dockerfile)) || isInside(workspaceFolder ?? dirname(dockerfile)) ? short : full;
}
