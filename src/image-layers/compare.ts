// What one image has that another has not, file by file, as containers of both see them. Pure.
import type { ArchivedLayer, Digests, LayerEntry } from './layer-archive.ts';
import { imageLayers, type LayerNode } from './layer-tree.ts';
import { createTurns, sortInTurns } from './turns.ts';

export interface ReadImage {
  readonly layers: readonly ArchivedLayer[];
  /** Of all its files. */
  readonly digests: Digests;
}

export type Difference = 'added' | 'changed' | 'removed';

export interface ComparedFile {
  readonly kind: LayerEntry['kind'];
  /** Bytes. */
  readonly size: number;
  readonly mode: number;
}

export interface FileDifference {
  /** Without a slash at its beginning. */
  readonly path: string;
  readonly what: Difference;
  /** In the older image; undefined: it is not there. */
  readonly before: ComparedFile | undefined;
  /** In the newer one. */
  readonly after: ComparedFile | undefined;
}

/** By path. Folders are told of only where they are something else in the other image: what is in them tells. */
export async function differencesOf(
  older: ReadImage,
  newer: ReadImage,
  signal?: AbortSignal,
): Promise<readonly FileDifference[]> {
  const before = await filesOf(older, signal);
  const now = await filesOf(newer, signal);
  const turn = createTurns(signal);
  const found: FileDifference[] = [];
  for (const [path, after] of now) {
    const others = turn();
    if (others) await others;
    const other = before.get(path);
    if (!other) found.push({ path, what: 'added', before: undefined, after });
    else if (other.facts !== after.facts) found.push({ path, what: 'changed', before: other, after });
  }
  for (const [path, gone] of before) {
    const others = turn();
    if (others) await others;
    if (!now.has(path)) found.push({ path, what: 'removed', before: gone, after: undefined });
  }
  return sortInTurns(found, (a, b) => (a.path < b.path ? -1 : 1), turn);
}

interface SeenFile extends ComparedFile {
  /** All by which two are the same. */
  readonly facts: string;
}

/** Files and links. */
async function filesOf(
  { layers, digests }: ReadImage,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, SeenFile>> {
  const files = new Map<string, SeenFile>();
  const { files: root } = await imageLayers(
    layers.map(({ entries }) => entries),
    signal,
  );
  const turn = createTurns(signal);
  const factsOf = ({ kind, mode, linkTarget, layer }: LayerNode, path: string) => {
    const digest = kind === 'file' ? digests.get(layers[layer]?.member ?? '')?.get(path) : '';
    return `${kind} ${kind === 'symlink' ? '' : mode} ${digest} ${linkTarget}`;
  };
  const folders: [path: string, folder: LayerNode][] = [['', root]];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const [name, node] of folder[1].children) {
      const others = turn();
      if (others) await others;
      const path = folder[0] === '' ? name : `${folder[0]}/${name}`;
      const { kind, size, mode } = node;
      if (kind !== 'folder') files.set(path, { kind, size, mode, facts: factsOf(node, path) });
      if (node.children.size > 0) folders.push([path, node]);
    }
  }
  return files;
}

/** Bytes in each image, and how many are what. */
export interface DifferenceSums {
  readonly before: number;
  readonly after: number;
  readonly counts: Readonly<Record<Difference, number>>;
}

export interface DifferenceNode extends DifferenceSums {
  /** undefined: it is a folder, and nothing else in either image. */
  readonly difference: FileDifference | undefined;
  readonly children: ReadonlyMap<string, DifferenceNode>;
}

interface Growing {
  difference: FileDifference | undefined;
  before: number;
  after: number;
  readonly counts: Record<Difference, number>;
  readonly children: Map<string, Growing>;
}

const grown = (): Growing => ({
  difference: undefined,
  before: 0,
  after: 0,
  counts: { added: 0, changed: 0, removed: 0 },
  children: new Map(),
});

/** By folder, with the sums of all that is below each. */
export async function differenceTree(
  differences: readonly FileDifference[],
  signal?: AbortSignal,
): Promise<DifferenceNode> {
  const turn = createTurns(signal);
  const root = grown();
  for (const difference of differences) {
    const others = turn();
    if (others) await others;
    const { path, what, before, after } = difference;
    let node = root;
    const add = () => {
      node.before += before?.size ?? 0;
      node.after += after?.size ?? 0;
      node.counts[what]++;
    };
    add();
    for (const name of path.split('/')) {
      const next = node.children.get(name) ?? grown();
      node.children.set(name, next);
      node = next;
      add();
    }
    node.difference = difference;
  }
  return root;
}
