// In which folder of the image an instruction works.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/once.ts';
import { stageNamed } from '../text/stage.ts';

type Folders = ReadonlyMap<Instruction, string | undefined>;

/** Absolute and without a slash at the end (but `/`); undefined if only the base image or a variable knows it. */
export function workingDirectory(document: DockerfileDocument, instruction: Instruction): string | undefined {
  return foldersOf(document).get(instruction);
}

const foldersOf = oncePerDocument((document): Folders => {
  const folders = new Map<Instruction, string | undefined>();
  const ends: (string | undefined)[] = [];
  for (const stage of document.stages) {
    const earlier = stageNamed(document.stages, stage.base?.text ?? '', stage.index);
    let folder = earlier && ends[earlier.index];
    for (const instruction of stage.instructions) {
      folders.set(instruction, folder);
      if (instruction.keyword !== 'WORKDIR') continue;
      const path = instruction.rest.text.replace(/^(["'])(.*)\1$/, '$2');
      if (path.startsWith('/') && !path.includes('$')) folder = resolvePath(path);
      else folder = folder === undefined || path.includes('$') ? undefined : resolvePath(folder, path);
    }
    ends[stage.index] = folder;
  }
  return folders;
});

/** Like Node's path.posix.resolve, but it never asks for the current folder: the first path must be absolute. */
export function resolvePath(...paths: readonly string[]): string {
  let parts: string[] = [];
  for (const path of paths) {
    if (path.startsWith('/')) parts = [];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
