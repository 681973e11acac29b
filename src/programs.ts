// Finds the programs that we run (`ssh`, `docker`, `shellcheck`, credential helpers). A leaf.
// Started by bare name, a system may take one that lies in the present folder: Windows looks there first, and so does a
// PATH with `.` in it. A workspace that somebody sent must not bring the program that we run.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The absolute path of a program on the PATH; undefined: it is not there. Relative entries of the PATH do not count. */
export function programPath(name: string, environment: Environment): string | undefined {
  // Files that need cmd.exe cannot be run without its reading of the arguments.
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return entriesOf(pathOf(environment)?.[1])
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file))
    .find(isProgram);
}

/** The same environment, with nothing on its PATH that is relative or lies in one of these folders. */
export function environmentOutside(environment: Environment, folders: readonly string[]): Environment {
  const path = pathOf(environment);
  if (!path) return environment;
  const outside = entriesOf(path[1]).filter(
    (entry) => isAbsolute(entry) && !folders.some((folder) => isInside(entry, folder)),
  );
  return { ...environment, [path[0]]: outside.join(delimiter) };
}

/** Windows writes it `Path`. */
function pathOf(environment: Environment): [name: string, value: string | undefined] | undefined {
  return Object.entries(environment).find(([name]) => name.toUpperCase() === 'PATH');
}

/** An empty entry means the present folder. */
function entriesOf(path: string | undefined): string[] {
  return (path ?? '').split(delimiter).filter((entry) => entry !== '');
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
