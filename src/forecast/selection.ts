// What one source of a COPY, or a mount, selects of the context, as BuildKit reckons it: content, modes and names below, but
// neither times nor owners, nor where it stands. Source: github.com/moby/buildkit, cache/contenthash/checksum.go.
import { posix } from 'node:path';
import { compileIgnorePattern, type IgnorePattern } from '../build-context/ignore-pattern.ts';
import { type ContextFiles, type ContextNode, cleaned } from './context-files.ts';
import { digestOf } from './digest.ts';
import type { FileSelection } from './step-plan.ts';

export interface Selected {
  /** Of what counts for every builder. */
  readonly certain: string;
  /** Of what counts for some, too. */
  readonly exact: string;
  /** Files and links in it; empty if there is nothing, for which the build fails. */
  readonly paths: () => readonly string[];
}

/** As many as Linux itself follows on one way. */
const mostLinks = 40;

const wildcards = /[*?[\\]/;

export function hasWildcard(source: string): boolean {
  return wildcards.test(cleaned(source));
}

export function select(files: ContextFiles, selection: FileSelection): Selected {
  const { source, excluded, withParents } = selection;
  const path = cleaned(source);
  const wildcard = path.search(wildcards);
  const patterns = excluded.flatMap((pattern) => compileIgnorePattern(cleaned(pattern), false) ?? []);
  const roots = wildcard < 0 ? plainRoot(files, path) : wildcardRoots(files, path, wildcard);
  const leavesOut = patterns.length === 0 ? undefined : (root: string, at: string) => isExcluded(patterns, root, at);
  const certain = roots.map(({ name, node, target }) => [name, contentOf(files, target, leavesOut, node.path)]);
  const exact = () =>
    roots.map(({ node, target }) => [
      node.path,
      contentOf(files, node, undefined, node.path),
      contentOf(files, target, undefined, node.path),
      withParents ? parentModes(files, node.path) : '',
    ]);
  const isPlain = wildcard < 0;
  return {
    certain: digestOf(...(isPlain ? certain.map(([, digest = '']) => digest) : certain.flat())),
    // Of a plain source only what it leads to counts.
    exact: isPlain && patterns.length === 0 && !withParents ? '' : digestOf(...exact().flat()),
    paths: () => {
      const tops = new Set(roots.flatMap(({ node, target }) => [node, target]));
      const paths: string[] = [];
      for (const top of tops) addPathsBelow(files, top, paths);
      return tops.size > 1 ? [...new Set(paths)] : paths;
    },
  };
}

interface Root {
  /** By which a pattern's match counts. */
  readonly name: string;
  readonly node: ContextNode;
  /** Where it leads, if it is a link. */
  readonly target: ContextNode;
}

function plainRoot(files: ContextFiles, path: string): Root[] {
  const target = resolved(files, path);
  return target ? [{ name: '', node: files.nodes.get(path) ?? target, target }] : [];
}

function wildcardRoots(files: ContextFiles, path: string, wildcard: number): Root[] {
  const fixed = path.slice(0, Math.max(path.lastIndexOf('/', wildcard), 0));
  const folder = resolved(files, fixed);
  const rest = fixed === '' ? path : path.slice(fixed.length + 1);
  const pattern = compileIgnorePattern(folder && folder.path !== '' ? `${escaped(folder.path)}/${rest}` : rest, false);
  if (!folder || !pattern) return [];
  return [...files.nodes.values()]
    .filter((node) => node.path !== '' && pattern.matches(node.path))
    .map((node) => ({ name: posix.basename(node.path), node, target: resolved(files, node.path) ?? node }));
}

function escaped(path: string): string {
  return path.replace(/[*?[\]\\]/g, '\\$&');
}

/** Where the path leads when all links on it are followed, within the context. */
function resolved(files: ContextFiles, path: string, links = 0): ContextNode | undefined {
  let current = '';
  const parts = path.split('/').filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const next = current === '' ? part : `${current}/${part}`;
    const node = files.nodes.get(next);
    if (node?.linkTarget !== undefined) {
      if (links === mostLinks) return undefined;
      const from = node.linkTarget.startsWith('/') ? '' : current;
      const rest = parts.slice(index + 1);
      return resolved(files, cleaned([from, node.linkTarget, ...rest].join('/')), links + 1);
    }
    current = next;
  }
  return files.nodes.get(current);
}

function contentOf(
  files: ContextFiles,
  node: ContextNode,
  leavesOut: ((root: string, path: string) => boolean) | undefined,
  root: string,
): string {
  const { fact, digest, mode, children } = node;
  // Hashed with its folder: one by one, it would take most of the time of a forecast.
  if (fact.kind === 'file') return `file ${mode} ${fact.size} ${digest}`;
  if (fact.kind === 'link') return digestOf('link', digest);
  const known = leavesOut ? undefined : files.digests.get(node);
  if (known !== undefined) return known;
  const parts = children.flatMap((path) => {
    const child = files.nodes.get(path);
    if (!child || leavesOut?.(root, path)) return [];
    return [posix.basename(path), contentOf(files, child, leavesOut, root)];
  });
  const content = digestOf('folder', String(mode), ...parts);
  if (!leavesOut) files.digests.set(node, content);
  return content;
}

function isExcluded(patterns: readonly IgnorePattern[], root: string, path: string): boolean {
  if (patterns.length === 0) return false;
  const below = root === '' ? path : path.slice(root.length + 1);
  return patterns.some(
    (pattern) => pattern.matches(path) || pattern.matches(below) || pattern.matches(posix.basename(path)),
  );
}

function parentModes({ nodes }: ContextFiles, path: string): string {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => nodes.get(parts.slice(0, index + 1).join('/'))?.mode ?? '').join(' ');
}

function addPathsBelow(files: ContextFiles, node: ContextNode, paths: string[]): void {
  if (node.fact.kind !== 'folder') paths.push(node.path);
  for (const path of node.children) {
    const child = files.nodes.get(path);
    if (child) addPathsBelow(files, child, paths);
  }
}
