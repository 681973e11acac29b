// What one image has that another has not, file by file, as containers of both see them. Pure.
import type { ArchivedLayer, Digests } from './layer-archive.ts';
import { imageLayers, type LayerNode, walk } from './layer-tree.ts';

export interface ReadImage {
  readonly layers: readonly ArchivedLayer[];
  /** Of all its files. */
  readonly digests: Digests;
}

export interface FileDifference {
  readonly path: string;
  readonly what: 'added' | 'changed' | 'removed';
  /** Bytes; of what was removed: as it was. */
  readonly size: number;
}

/** By path. Folders are told of only where they are something else in the other image: what is in them tells. */
export function differencesOf(older: ReadImage, newer: ReadImage): readonly FileDifference[] {
  const before = filesOf(older);
  const now = filesOf(newer);
  const found: FileDifference[] = [];
  for (const [path, { size, facts }] of now) {
    const other = before.get(path);
    if (!other) found.push({ path, what: 'added', size });
    else if (other.facts !== facts) found.push({ path, what: 'changed', size });
  }
  for (const [path, { size }] of before) if (!now.has(path)) found.push({ path, what: 'removed', size });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files and links, with all by which two are the same. */
function filesOf({
  layers,
  digests,
}: ReadImage): ReadonlyMap<string, { readonly size: number; readonly facts: string }> {
  const files = new Map<string, { size: number; facts: string }>();
  const { files: root } = imageLayers(layers.map(({ entries }) => entries));
  const factsOf = ({ kind, mode, linkTarget, layer }: LayerNode, path: string) => {
    const digest = kind === 'file' ? digests.get(layers[layer]?.member ?? '')?.get(path) : '';
    return `${kind} ${kind === 'symlink' ? '' : mode} ${digest} ${linkTarget}`;
  };
  walk(root, '', (path, node) => {
    if (node.kind !== 'folder') files.set(path, { size: node.size, facts: factsOf(node, path) });
  });
  return files;
}
