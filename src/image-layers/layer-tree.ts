// What each layer of an image does to the files of those below it, and what that costs. Pure.
// Source of the marks of removed files: github.com/opencontainers/image-spec, layer.md, "Whiteouts".
import type { LayerEntry } from './layer-archive.ts';
import { createTurns, sortInTurns, type Turn } from './turns.ts';

/** What a layer does to a path; `kept`: a folder that only holds what is changed. */
export type LayerChange = 'added' | 'changed' | 'removed' | 'kept';

export interface LayerNode {
  readonly kind: LayerEntry['kind'];
  /** Bytes of its content; of a folder: of all that is in it; of what is removed: of what went. */
  size: number;
  change: LayerChange;
  readonly mode: number;
  readonly linkTarget: string;
  /** The layer that its content comes from; the lowest is 0. */
  readonly layer: number;
  readonly children: Map<string, LayerNode>;
}

export interface WastedPath {
  readonly path: string;
  /** Bytes that later layers have replaced or removed. */
  readonly bytes: number;
  /** How many copies of it are stored for nothing. */
  readonly copies: number;
}

export interface ImageLayers {
  /** Of each layer, what it alone has: the lowest first. */
  readonly layers: readonly LayerNode[];
  /** What a container sees. */
  readonly files: LayerNode;
  /** Bytes of all files of all layers. */
  readonly stored: number;
  /** Most bytes first. */
  readonly wasted: readonly WastedPath[];
  readonly wastedBytes: number;
  /** Which layer's bytes which later one replaces or removes. */
  readonly wastedLayers: readonly { readonly layer: number; readonly by: number; readonly bytes: number }[];
}

/** In turns: an image has a hundred thousand files. Rejects once `signal` is aborted. */
export async function imageLayers(
  layers: readonly (readonly LayerEntry[])[],
  signal?: AbortSignal,
): Promise<ImageLayers> {
  const turn = createTurns(signal);
  const files = folder('kept', 0);
  const wasted = new Map<string, { bytes: number; copies: number }>();
  const byLayers = new Map<string, { layer: number; by: number; bytes: number }>();
  const wasteOne = (path: string, node: LayerNode, by: number) => {
    // What the same layer wrote before is not stored twice.
    if (node.kind !== 'file' || node.layer === by) return;
    const known = wasted.get(path) ?? { bytes: 0, copies: 0 };
    wasted.set(path, { bytes: known.bytes + node.size, copies: known.copies + 1 });
    const of = byLayers.get(`${node.layer} ${by}`) ?? { layer: node.layer, by, bytes: 0 };
    byLayers.set(`${node.layer} ${by}`, { ...of, bytes: of.bytes + node.size });
  };
  const waste = async (path: string, node: LayerNode, by: number) => {
    wasteOne(path, node, by);
    await walk(node, path, (below, each) => wasteOne(below, each, by), turn);
  };
  const own: LayerNode[] = [];
  for (const [layer, entries] of layers.entries())
    own.push(await applied(entries, layer, files, { waste, wasteOne, turn }));
  let stored = 0;
  for (const root of own) stored += await sized(root, turn);
  const list: WastedPath[] = [];
  let wastedBytes = 0;
  for (const [path, { bytes, copies }] of wasted) {
    const others = turn();
    if (others) await others;
    if (bytes > 0) list.push({ path, bytes, copies });
    wastedBytes += bytes;
  }
  await sized(files, turn);
  return {
    layers: own,
    files,
    stored,
    wasted: await sortInTurns(list, (a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1), turn),
    wastedBytes,
    wastedLayers: [...byLayers.values()].filter(({ bytes }) => bytes > 0),
  };
}

const folder = (change: LayerChange, layer: number): LayerNode => ({
  kind: 'folder',
  size: 0,
  change,
  mode: 0o755,
  linkTarget: '',
  layer,
  children: new Map(),
});

/** Linux takes no longer one. */
const longestPath = 4096;

const whiteout = '.wh.';
const opaque = '.wh..wh..opq';

interface Applying {
  /** With all that is in it. */
  readonly waste: (path: string, node: LayerNode, by: number) => Promise<void>;
  readonly wasteOne: (path: string, node: LayerNode, by: number) => void;
  readonly turn: Turn;
}

/** Changes `files` as the layer does, and answers what the layer has. */
async function applied(
  entries: readonly LayerEntry[],
  layer: number,
  files: LayerNode,
  { waste, wasteOne, turn }: Applying,
): Promise<LayerNode> {
  const own = folder('kept', layer);
  // Marks speak of the layers below alone, wherever they stand in this one.
  for (const { path } of entries) {
    const others = turn();
    if (others) await others;
    const { parent, name } = split(path);
    if (!name.startsWith(whiteout)) continue;
    const below = at(files, parent);
    if (!below) continue;
    const gone = name === opaque ? [...below.children.keys()] : [name.slice(whiteout.length)];
    for (const each of gone) {
      const node = below.children.get(each);
      if (!node) continue;
      below.children.delete(each);
      const full = parent === '' ? each : `${parent}/${each}`;
      await waste(full, node, layer);
      await removed(made(own, parent, layer), each, node, layer, turn);
    }
  }
  for (const entry of entries) {
    const others = turn();
    if (others) await others;
    const { parent, name } = split(entry.path);
    if (name === '' || name.startsWith(whiteout) || entry.path.length > longestPath) continue;
    const inFiles = made(files, parent, layer, (path, node) => wasteOne(path, node, layer));
    const inOwn = made(own, parent, layer);
    const [before, replaced] = [inFiles.children.get(name), inOwn.children.get(name)];
    const isFolder = entry.kind === 'folder';
    // Twice in one archive: the later one counts, as when it is unpacked.
    const change = before || replaced?.change === 'removed' ? 'changed' : 'added';
    if (isFolder && before?.kind === 'folder') {
      if (replaced?.kind !== 'folder') inOwn.children.set(name, { ...folder('kept', layer), mode: entry.mode });
      continue;
    }
    if (before) await waste(entry.path, before, layer);
    const node = (): LayerNode => ({
      kind: entry.kind,
      size: isFolder ? 0 : entry.size,
      change,
      mode: entry.mode,
      linkTarget: entry.linkTarget,
      layer,
      children: new Map(),
    });
    inFiles.children.set(name, node());
    const ofOwn = node();
    // A folder that was emptied and filled again: what went is still told.
    if (isFolder) for (const [each, child] of replaced?.children ?? []) ofOwn.children.set(each, child);
    inOwn.children.set(name, ofOwn);
  }
  return own;
}

async function removed(into: LayerNode, name: string, node: LayerNode, layer: number, turn: Turn): Promise<void> {
  const open: [into: LayerNode, name: string, node: LayerNode][] = [[into, name, node]];
  for (let next = open.pop(); next; next = open.pop()) {
    const others = turn();
    if (others) await others;
    const copy: LayerNode = { ...next[2], change: 'removed', layer, children: new Map() };
    next[0].children.set(next[1], copy);
    for (const [each, child] of next[2].children) open.push([copy, each, child]);
  }
}

function split(path: string): { parent: string; name: string } {
  const end = path.lastIndexOf('/');
  return { parent: end < 0 ? '' : path.slice(0, end), name: path.slice(end + 1) };
}

/** The node at a path below `root`. */
export function at(root: LayerNode, path: string): LayerNode | undefined {
  let node: LayerNode | undefined = root;
  for (const name of path === '' ? [] : path.split('/')) node = node?.children.get(name);
  return node;
}

/** The folder at a path, made with those above it if it is not there. */
function made(
  root: LayerNode,
  path: string,
  layer: number,
  lost: (path: string, node: LayerNode) => void = () => undefined,
): LayerNode {
  let node = root;
  let full = '';
  for (const name of path === '' ? [] : path.split('/')) {
    full = full === '' ? name : `${full}/${name}`;
    let next = node.children.get(name);
    // A link to a folder may stand where others have the folder: what is below it is listed there all the same.
    if (!next || next.change === 'removed' || next.kind === 'file') {
      if (next?.kind === 'file') lost(full, next);
      next = folder(next ? 'changed' : 'kept', layer);
      node.children.set(name, next);
    }
    node = next;
  }
  return node;
}

/** Sets the sizes of folders. Answers the bytes of what is stored below: what is removed is not. */
async function sized(root: LayerNode, turn: Turn): Promise<number> {
  const inner: LayerNode[] = [root];
  // Grows while it is gone through: a folder stands before those that are in it.
  for (const each of inner) {
    for (const child of each.children.values()) if (child.children.size > 0) inner.push(child);
    const others = turn(each.children.size);
    if (others) await others;
  }
  const storedIn = new Map<LayerNode, number>();
  for (const each of inner.reverse()) {
    let [stored, gone] = [0, 0];
    for (const child of each.children.values()) {
      const isFile = child.kind === 'file' && child.change !== 'removed';
      stored += child.children.size > 0 ? (storedIn.get(child) ?? 0) : isFile ? child.size : 0;
      if (child.change === 'removed') gone += child.size;
    }
    if (each.children.size > 0) each.size = each.change === 'removed' ? gone : stored;
    storedIn.set(each, each.change === 'removed' ? 0 : stored);
    const others = turn(each.children.size);
    if (others) await others;
  }
  return storedIn.get(root) ?? 0;
}

/** The largest files of a tree. */
export async function largestFiles(
  root: LayerNode,
  most: number,
  turn: Turn,
): Promise<{ readonly path: string; readonly size: number; readonly layer: number }[]> {
  const found: { path: string; size: number; layer: number }[] = [];
  const take = (path: string, { kind, size, layer }: LayerNode) => {
    if (kind !== 'file' || size === 0) return;
    const smallest = found.at(-1)?.size ?? 0;
    if (found.length === most && size <= smallest) return;
    found.push({ path, size, layer });
    found.sort((a, b) => b.size - a.size);
    if (found.length > most) found.pop();
  };
  await walk(root, '', take, turn);
  return found;
}

/** Every node below `root`, in turns: a folder before what is in it. */
export async function walk(
  root: LayerNode,
  path: string,
  visit: (path: string, node: LayerNode) => void,
  turn: Turn,
): Promise<void> {
  const open = [{ path, children: root.children.entries() }];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const next = last.children.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [name, node] = next.value;
    const below = last.path === '' ? name : `${last.path}/${name}`;
    visit(below, node);
    if (node.children.size > 0) open.push({ path: below, children: node.children.entries() });
    const others = turn();
    if (others) await others;
  }
}
