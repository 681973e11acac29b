// In which folder of the image an instruction works.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import { stageNamed } from './named-stage.ts';

type Folders = ReadonlyMap<Instruction, string | undefined>;

/** Absolute and without a slash at the end (but `/`); undefined if only the base image or a variable knows it. */
export function workingDirectory(document: DockerfileDocument, instruction: Instruction): string | undefined {
  return foldersOf(document).get(instruction);
}

const foldersOf = oncePerDocument((document): Folders => {
  const folders = new Map<Instruction, string | undefined>();
  const ends: (string | undefined)[] = [];
  for (const stage of document.stages) {
    const earlier = stageNamed(document, stage.base?.text ?? '', stage.index);
    let folder = earlier && ends[earlier.index];
    /** That of the triggers of ONBUILD, once one of them sets it. */
    let triggers: string | undefined;
    for (const instruction of stage.instructions) {
      folders.set(instruction, folder);
      const { inner } = instruction;
      if (instruction.keyword === 'ONBUILD' && inner) {
        folders.set(inner, triggers ?? folder);
        if (inner.keyword === 'WORKDIR') triggers = folderSetBy(inner, triggers ?? folder);
      } else if (instruction.keyword === 'WORKDIR') folder = folderSetBy(instruction, folder);
    }
    ends[stage.index] = triggers ?? folder;
  }
  return folders;
});

function folderSetBy({ rest }: Instruction, before: string | undefined): string | undefined {
  const path = rest.text.replace(/^(["'])(.*)\1$/, '$2');
  if (path.startsWith('/') && !path.includes('$')) return resolvePath(path);
  return before === undefined || path.includes('$') ? undefined : resolvePath(before, path);
}

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
