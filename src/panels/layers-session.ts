// Fills the page of an image's layers: its steps at once, the files of each layer once the image's archive has been read. Knows
// no editor.
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import { type ArchivedLayer, readLayers } from '../image-layers/layer-archive.ts';
import { at, type ImageLayers, imageLayers, type LayerNode, largestFiles, walk } from '../image-layers/layer-tree.ts';
import { createTurns, type Turn } from '../image-layers/turns.ts';
import { visibleText } from '../visible-text.ts';
import { createReading } from './archive-reading.ts';
import {
  type FromLayersPage,
  type LayerSummary,
  type LayersAction,
  type LayersFacts,
  type LayersResult,
  type LayerView,
  mostEntries,
  type ShownEntry,
  type ToLayersPage,
} from './layers-messages.ts';
import { keepLive, wasRemoved } from './live-page.ts';
import type { Panel } from './panel.ts';

export interface LayersPageParts {
  inventory(): Promise<Inventory>;
  /** undefined: the image is gone. */
  read(engine: Engine, signal: AbortSignal): Promise<LayersFacts | undefined>;
  /** The image as `docker save` writes it. */
  archive(engine: Engine, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
  /** What later steps waste of earlier ones, the oldest is 0; once it is known. */
  tellWasted(facts: LayersFacts, wasted: readonly { step: number; by: number; bytes: number }[]): void;
  run(action: LayersAction): void;
  /** `member`: of the archive. `isSeen`: a container of the image has this very file. */
  openFile(file: LayerFile): void;
  /** Two versions of a file, the older one first. */
  compareFiles(older: LayerFile, newer: LayerFile): void;
  /** To the disk. `member`: of the archive, for what that layer alone has; undefined: as a container sees it. */
  extract(member: string | undefined, path: string): void;
  openLine(dockerfile: string, line: number): void;
  copy(text: string): void;
}

export interface LayerFile {
  readonly member: string;
  readonly path: string;
  readonly size: number;
  readonly isSeen: boolean;
}

const mostTold = 20;

/** Goes on until the panel is closed. */
export function runLayersPage(panel: Panel<ToLayersPage, FromLayersPage>, name: string, parts: LayersPageParts): void {
  let archived: readonly ArchivedLayer[] = [];
  let layers: ImageLayers | undefined;

  const page = keepLive<LayersFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ images }) => images,
    read: parts.read,
    gone: wasRemoved(name),
    onFacts: (facts) => {
      if (facts && !layers) reading.begin();
    },
  });
  const size = () => page.facts()?.size ?? 0;
  const reading = createReading<LayersResult>(panel, size, async (onBytes, signal) => {
    archived = await readLayers(await parts.archive(await page.engine(), signal), onBytes);
    signal.throwIfAborted();
    layers = await imageLayers(
      archived.map(({ entries }) => entries),
      signal,
    );
    const facts = page.facts();
    if (facts) parts.tellWasted(facts, wastedSteps(layers, archived));
    return resultOf(layers, archived, createTurns(signal));
  });

  let finding: AbortController | undefined;
  /** What is asked for last alone is answered. */
  const find = async (root: LayerNode, view: LayerView, text: string, changes: readonly string[]) => {
    finding?.abort();
    const own = new AbortController();
    finding = own;
    const signal = AbortSignal.any([own.signal, panel.closed]);
    try {
      panel.post({ type: 'found', view, text, ...(await foundIn(root, text, changes, createTurns(signal))) });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };

  const fileIn = (layer: number, path: string): LayerFile | undefined => {
    const node = layers?.layers[layer] && at(layers.layers[layer], path);
    const member = archived[layer]?.member;
    if (!layers || node?.kind !== 'file' || node.change === 'removed' || member === undefined) return undefined;
    return { member, path, size: node.size, isSeen: at(layers.files, path)?.layer === layer };
  };

  panel.onMessage((message) => {
    switch (message.type) {
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'folder': {
        const folder = layers && rootOf(layers, message.view);
        const node = folder && at(folder, message.path);
        if (node)
          panel.post({ type: 'folder', view: message.view, path: message.path, ...inFolder(node, message.path) });
        break;
      }
      case 'find': {
        const { view, text, changes } = message;
        const root = layers && rootOf(layers, view);
        if (root) void find(root, view, text, changes);
        break;
      }
      case 'openFile': {
        const file = fileIn(message.layer, message.path);
        if (file) parts.openFile(file);
        break;
      }
      case 'compareFile': {
        const { layer, path } = message;
        const newer = fileIn(layer, path);
        const below = Array.from({ length: Math.max(layer, 0) }, (_, index) => layer - 1 - index);
        const older = newer && below.map((index) => fileIn(index, path)).find((file) => file !== undefined);
        if (newer && older) parts.compareFiles(older, newer);
        break;
      }
      case 'extract': {
        const { view, path } = message;
        const root = layers && rootOf(layers, view);
        const node = root && path !== '' ? at(root, path) : undefined;
        if (!node || node.change === 'removed') break;
        if (view === 'all') parts.extract(undefined, path);
        else if (archived[view]) parts.extract(archived[view].member, path);
        break;
      }
      case 'openLine': {
        const facts = page.facts();
        if (facts?.dockerfile !== undefined && facts.steps.some(({ line }) => line === message.line)) {
          parts.openLine(facts.dockerfile, message.line);
        }
      }
    }
  });
}

async function resultOf(layers: ImageLayers, archived: readonly ArchivedLayer[], turn: Turn): Promise<LayersResult> {
  const summaries: LayerSummary[] = [];
  for (const [index, root] of layers.layers.entries()) summaries.push(await summary(root, archived[index]?.step, turn));
  return {
    layers: summaries,
    stored: layers.stored,
    wastedBytes: layers.wastedBytes,
    wasted: layers.wasted
      .slice(0, mostTold)
      .map(({ path, bytes, copies }) => ({ path: visibleText(`/${path}`), bytes, copies })),
    largest: (await largestFiles(layers.files, mostTold, turn)).map(({ path, size, layer }) => ({
      path: visibleText(`/${path}`),
      bytes: size,
      layer,
    })),
  };
}

function wastedSteps({ wastedLayers }: ImageLayers, archived: readonly ArchivedLayer[]) {
  return wastedLayers.flatMap(({ layer, by, bytes }) => {
    const [step, later] = [archived[layer]?.step, archived[by]?.step];
    return step === undefined || later === undefined ? [] : [{ step, by: later, bytes }];
  });
}

async function summary(root: LayerNode, step: number | undefined, turn: Turn): Promise<LayerSummary> {
  const counts = { added: 0, changed: 0, removed: 0 };
  const count = (_: string, { kind, change }: LayerNode) => {
    if (kind !== 'folder' && change !== 'kept') counts[change]++;
  };
  await walk(root, '', count, turn);
  return { step, bytes: root.size, counts };
}

const rootOf = (layers: ImageLayers, view: LayerView): LayerNode | undefined =>
  view === 'all' ? layers.files : layers.layers[view];

function inFolder(folder: LayerNode, path: string) {
  const all = [...folder.children].sort(
    ([one, a], [other, b]) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || (one < other ? -1 : 1),
  );
  const entries = all.slice(0, mostEntries).map(([name, node]) => shown(path === '' ? name : `${path}/${name}`, node));
  return { entries, total: all.length };
}

async function foundIn(root: LayerNode, text: string, changes: readonly string[], turn: Turn) {
  const wanted = text.trim().toLowerCase();
  const entries: ShownEntry[] = [];
  let total = 0;
  const look = (path: string, node: LayerNode) => {
    if (node.kind === 'folder' || !changes.includes(node.change) || !path.toLowerCase().includes(wanted)) return;
    total++;
    if (entries.length < mostEntries) entries.push(shown(path, node));
  };
  await walk(root, '', look, turn);
  return { entries, total };
}

/** `path` as it is: by that the page asks for it; the name as it may be shown. */
function shown(path: string, { kind, size, change, mode, linkTarget, layer }: LayerNode): ShownEntry {
  const name = visibleText(path.slice(path.lastIndexOf('/') + 1));
  return { name, path, kind, bytes: size, change, mode, linkTarget: visibleText(linkTarget), layer };
}
