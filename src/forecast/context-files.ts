// The files of a build context as the engine will have them: what steps select, and what of it the engine notices.
// BuildKit keeps a copy of the context, and asks for a file only if its size, time or mode is another; modes of folders that
// it has already, it does not compare. Source: github.com/tonistiigi/fsutil, diff_containerd.go.
import { followLinks } from '../build-context/follow-links.ts';
import { ignoreRules } from '../build-context/ignore-file.ts';
import { readIgnoreFile } from '../build-context/read-ignore-file.ts';
import { type ContextEntry, type WalkOptions, walkContext } from '../build-context/walk.ts';
import type { ForecastRequest } from './build-options.ts';
import { changeTimeOf, type FileFact, type FileFacts, factOf, type KnownFacts, unsavedFact } from './file-facts.ts';
import type { FileSelection } from './step-plan.ts';

export interface ContextNode {
  readonly path: string;
  /** As it is on the disk. */
  readonly fact: FileFact;
  /** What the engine takes it for. */
  readonly digest: string;
  readonly mode: number;
  readonly linkTarget: string | undefined;
  /** Paths, in the order of their names' bytes. */
  readonly children: string[];
}

export interface ContextFiles {
  /** The context itself has the path ''. */
  readonly nodes: ReadonlyMap<string, ContextNode>;
  /** Paths of files that hold something else than the engine takes them for. */
  readonly unnoticed: ReadonlySet<string>;
  /** Of folders with all that is in them, which their nodes stand for: reckoned once. */
  readonly digests: WeakMap<ContextNode, string>;
}

export interface ContextKnowledge {
  /** Saves reading files again. */
  readonly read: KnownFacts;
  /** What the engine has from the last build with this context; undefined: nobody knows. */
  readonly sent: FileFacts | undefined;
  /** A file that is saved before the build. `path` is absolute. */
  readonly unsaved?: UnsavedFile | undefined;
}

export interface UnsavedFile {
  readonly path: string;
  readonly text: string;
}

/** Rejects with BuildContextError. */
export async function readContextFiles(
  request: ForecastRequest,
  selections: readonly FileSelection[],
  { read, sent, unsaved }: ContextKnowledge,
  signal?: AbortSignal,
): Promise<ContextFiles> {
  const folder = request.contextFolder;
  const unnoticed = new Set<string>();
  const root: ContextNode = { ...contextItself, children: [] };
  const nodes = new Map<string, ContextNode>([['', root]]);
  const files = { nodes, unnoticed, digests: new WeakMap<ContextNode, string>() };
  if (selections.length === 0) return files;
  nodes.set('', { ...root, fact: { ...root.fact, changed: changeTimeOf(folder) } });
  for await (const entry of walkContext(folder, await walkOptionsOf(request, selections), signal)) {
    signal?.throwIfAborted();
    const isUnsaved = entry.kind === 'file' && entry.absolutePath === unsaved?.path;
    const fact = isUnsaved ? unsavedFact(entry, unsaved.text) : await factOf(entry, read.get(entry.path), signal);
    if (!fact) continue;
    if (!isUnsaved) read.set?.(entry.path, fact);
    const taken = takenFor(fact, sent?.get(entry.path));
    if (taken.digest !== fact.digest) unnoticed.add(entry.path);
    nodes.set(entry.path, { path: entry.path, fact, ...taken, linkTarget: linkOf(entry), children: [] });
    (nodes.get(parentOf(entry.path)) ?? root).children.push(entry.path);
  }
  return files;
}

/** How the context is seen by steps that take these. Rejects with BuildContextError. */
export async function walkOptionsOf(
  { contextFolder, dockerfile }: ForecastRequest,
  selections: readonly FileSelection[],
): Promise<WalkOptions> {
  const sources = selections.map(({ source }) => source);
  const isWhole = sources.some((source) => cleaned(source) === '');
  const rules = await readIgnoreFile(contextFolder, dockerfile);
  return { rules, always: new Set(), only: isWhole ? undefined : ignoreRules(followLinks(contextFolder, sources)) };
}

/** As the next build's knowledge of what was sent. */
export function factsOf({ nodes }: ContextFiles): Map<string, FileFact> {
  const facts = [...nodes.values()].filter(({ path }) => path !== '');
  return new Map(facts.map(({ path, fact, digest, mode }) => [path, { ...fact, digest, mode }]));
}

export function takenFor(
  fact: FileFact,
  sent: FileFact | undefined,
): { readonly digest: string; readonly mode: number } {
  if (!sent || sent.kind !== fact.kind || fact.kind === 'link') return fact;
  if (fact.kind === 'folder') return { digest: '', mode: sent.mode };
  const isTheSame = sent.size === fact.size && sent.modified === fact.modified && sent.mode === fact.mode;
  return isTheSame ? { digest: sent.digest, mode: fact.mode } : fact;
}

export const contextItself: ContextNode = {
  path: '',
  fact: { kind: 'folder', mode: 0, size: 0, modified: '0', changed: '0', inode: '0', digest: '', readAt: 0 },
  digest: '',
  mode: 0,
  linkTarget: undefined,
  children: [],
};

export function linkOf({ kind, linkTarget }: ContextEntry): string | undefined {
  return kind === 'link' ? linkTarget : undefined;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Relative, without dots and slashes around; the context itself is ''. */
export function cleaned(source: string): string {
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
