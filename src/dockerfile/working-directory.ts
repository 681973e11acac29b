// In which folder of the image an instruction works.
import type { DockerfileDocument, Instruction } from './document.ts';
import { stageNamed } from './stage.ts';

/** Absolute and without a slash at the end (but `/`); undefined if only the base image or a variable knows it. */
export function workingDirectory(document: DockerfileDocument, instruction: Instruction): string | undefined {
  let stage = document.stages[instruction.stageIndex];
  const paths: string[] = [];
  while (stage) {
    for (const { keyword, rest, start } of stage.instructions.toReversed()) {
      if (keyword !== 'WORKDIR' || start >= instruction.start) continue;
      const path = rest.text.replace(/^(["'])(.*)\1$/, '$2');
      if (path.includes('$')) return undefined;
      paths.unshift(path);
      if (path.startsWith('/')) return resolvePath('/', ...paths);
    }
    stage = stageNamed(document.stages, stage.base?.text ?? '', stage.index);
  }
  return undefined;
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
