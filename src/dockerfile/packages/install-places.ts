// Where a copy puts what it copies and where an install looks for it: absolute paths in the image, as far as the file tells.
import { resolvePath, workingDirectory } from '../meaning/working-directory.ts';
import type { ShellCommand, ShellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import type { Install } from './dependency-install.ts';

export interface InstallRun {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly command: ShellCommand;
  readonly install: Install;
}

/** A COPY or ADD, and where to. */
export interface PlacedCopy {
  readonly instruction: Instruction;
  readonly destination: Word;
}

/** In place of a folder that only the base image knows; no path of a Dockerfile has it. */
const unknownFolder = '/\0';

/** Where the instruction works: an absolute path, or what stands for a folder that only the base image knows. */
export function folderAt(document: DockerfileDocument, instruction: Instruction): string {
  return workingDirectory(document, instruction) ?? unknownFolder;
}

export interface Places {
  /** Where the copy puts the context's root. */
  readonly destination: string | undefined;
  /** Where the install runs. */
  readonly folder: string | undefined;
}

/** Absolute paths; undefined where variables leave it open. A folder of the base image counts as known, and as itself. */
export function placesOf(document: DockerfileDocument, copy: PlacedCopy, { run, script, command }: InstallRun): Places {
  const absolute = (folder: string, path: string) => (path.includes('$') ? undefined : resolvePath(folder, path));
  const destination = absolute(folderAt(document, copy.instruction), copy.destination.text);
  let folder: string | undefined = folderAt(document, run);
  for (const { name, args, start } of script.commands) {
    if (start >= command.start) break;
    if (name !== 'cd' && name !== 'pushd') continue;
    const path = args.find(({ value }) => !value.startsWith('-'));
    folder = folder !== undefined && path?.literal ? absolute(folder, path.value) : undefined;
  }
  return { destination, folder };
}

/** Programs that bring other sources, which a `cd` then enters. */
const fetchers = new Set(['git', 'curl', 'wget', 'tar', 'unzip', 'svn', 'hg']);

export function needsCopy(document: DockerfileDocument, copy: PlacedCopy, installRun: InstallRun): boolean {
  const { script, command, install } = installRun;
  const before = script.commands.filter(({ start }) => start < command.start);
  const moves = before.some(({ name }) => name === 'cd' || name === 'pushd');
  if (moves && before.some(({ name }) => fetchers.has(name))) return false;
  const { destination, folder } = placesOf(document, copy, installRun);
  if (destination === undefined || folder === undefined) return true;
  const files = install.files ?? ['.'];
  return files.some((file) => {
    if (file.includes('$')) return isBelow(destination, folder);
    return isBelow(destination, resolvePath(folder, file)) || (!file.startsWith('/') && isBelow(destination, folder));
  });
}

/** Of a folder that the base image knows nothing is sure. */
function isBelow(parent: string, path: string): boolean {
  if (parent.startsWith(unknownFolder) !== path.startsWith(unknownFolder)) return true;
  return parent === '/' || path === parent || path.startsWith(`${parent}/`);
}
