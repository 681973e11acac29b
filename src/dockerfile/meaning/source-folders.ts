// Where in the build context COPY and ADD look for what they copy.

import { isRemote } from '../knowledge/file-kinds.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { contextSources, copyArguments } from './copy-arguments.ts';

/** More than anyone copies from; what lies in others is not known then. */
const mostFolders = 30;

/**
 * The folders below the context's root that sources lead through, or may be: `a`, `a/b` and `a/b/c` for `COPY a/b/c`. Each
 * before those in it.
 */
export function sourceFolders(document: DockerfileDocument): string[] {
  const folders = new Set<string>();
  for (const instruction of document.instructions) {
    const copy = copyArguments(document, instruction);
    if (!copy || copy.from) continue;
    for (const { text } of copy.sources) {
      const parts = contextPath(text) ?? [];
      // What has no ending may be a folder itself.
      const deepest = (parts.at(-1) ?? '').includes('.') ? parts.length - 1 : parts.length;
      for (let depth = 1; depth <= deepest; depth++) folders.add(parts.slice(0, depth).join('/'));
      if (folders.size >= mostFolders) return [...folders].slice(0, mostFolders);
    }
  }
  return [...folders];
}

/** The parts of a source's path; undefined for the context itself, patterns, variables, addresses. */
export function contextPath(source: string): readonly string[] | undefined {
  if (isRemote(source) || /[$*?[\]\\]/.test(source)) return undefined;
  const parts = source.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || parts.length === 0 ? undefined : parts;
}

/** More sources than anyone copies; what is beyond is not looked for. */
const mostSources = 60;

/** The paths in the context that COPY and ADD name, in parts, each once. */
export function sourcePaths(document: DockerfileDocument): (readonly string[])[] {
  const paths = new Map<string, readonly string[]>();
  for (const instruction of document.instructions) {
    for (const { text } of contextSources(document, instruction)) {
      const parts = contextPath(text);
      if (parts) paths.set(parts.join('/'), parts);
      if (paths.size >= mostSources) return [...paths.values()];
    }
  }
  return [...paths.values()];
}
