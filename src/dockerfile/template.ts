// Files that are no Dockerfile yet: a template engine (Go, Jinja, ERB, sed) makes one of them. How, only the engine knows.
import type { DockerfileDocument, Instruction } from './document.ts';

const known = new WeakMap<DockerfileDocument, boolean>();

/** A line of the engine's own stands among the instructions: what the others will be is anybody's guess. */
export function isTemplate(document: DockerfileDocument): boolean {
  let is = known.get(document);
  if (is === undefined) {
    is = document.instructions.some(({ keyword }) => /^(?:\{\{|\{%|<%)|\}\}$/.test(keyword));
    known.set(document, is);
  }
  return is;
}

/** A placeholder stands in it: what its arguments will be, nobody can tell from here. */
export function isTemplated({ line }: Instruction): boolean {
  return /\{\{|\{%|<%|%%\w+%%/.test(line.text);
}
