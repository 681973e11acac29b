// Files that are no Dockerfile yet: a template engine (Go, Jinja, ERB, sed) makes one of them. How, only the engine knows.
import type { DockerfileDocument, Instruction } from './document.ts';
import { oncePerDocument } from './read-once.ts';

/** A line of the engine's own stands among the instructions: what the others will be is anybody's guess. */
export const isTemplate = oncePerDocument(
  (document) =>
    mayHaveAny(document) &&
    document.instructions.some(({ keyword, line }) => /^(?:\{\{|\{%|<%)|\}\}$/.test(keyword) || branch.test(line.text)),
);

/** A choice of the engine's inside of an instruction, which may end there or not. In quotes it is a format for `docker inspect`. */
const branch = /[^'"\w]\{\{-? ?(?:if|else|end|range|with)\b|\{% ?(?:if|else|elif|endif|for|endfor)\b/;

/** Few files have anything of the kind. */
const mayHaveAny = oncePerDocument(({ text }) => /\{[{%]|<%|\}\}|%%/.test(text));

/** A placeholder stands in it: what its arguments will be, nobody can tell from here. */
export function isTemplated(document: DockerfileDocument, { line }: Instruction): boolean {
  return mayHaveAny(document) && /\{\{|\{%|<%|%%\w+%%/.test(line.text);
}
