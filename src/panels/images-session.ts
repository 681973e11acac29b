// Fills the page of two images beside each other, once the archives of both have been read. Knows no editor.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import {
  type ComparedFile,
  type Difference,
  type DifferenceNode,
  differencesOf,
  differenceTree,
  type FileDifference,
  type ReadImage,
} from '../image-layers/compare.ts';
import { type Digests, readLayers } from '../image-layers/layer-archive.ts';
import { visibleText } from '../visible-text.ts';
import { createReading } from './archive-reading.ts';
import type {
  Differences,
  FromImagesPage,
  ImagesFacts,
  ImagesResult,
  ShownDifference,
  Side,
  ToImagesPage,
} from './images-messages.ts';
import { mostEntries } from './layers-messages.ts';
import { keepLive } from './live-page.ts';
import type { Panel } from './panel.ts';

export interface ImagesPageParts {
  inventory(): Promise<Inventory>;
  /** undefined: one of them is gone. */
  read(engine: Engine, signal: AbortSignal): Promise<ImagesFacts | undefined>;
  /** The image as `docker save` writes it. */
  archive(engine: Engine, side: Side, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
  /** Opens the page of one of them. */
  openImage(side: Side): void;
  openFile(difference: FileDifference): void;
  copy(text: string): void;
  copyAll(facts: ImagesFacts, differences: readonly FileDifference[], result: ImagesResult): void;
}

/** Goes on until the panel is closed. */
export function runImagesPage(panel: Panel<ToImagesPage, FromImagesPage>, parts: ImagesPageParts): void {
  let differences: readonly FileDifference[] = [];
  let tree: DifferenceNode | undefined;
  let result: ImagesResult | undefined;

  const page = keepLive<ImagesFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ images }) => images,
    read: async (engine, signal) => {
      const facts = await parts.read(engine, signal);
      const visible = ({ name, size }: ImagesFacts[Side]) => ({ name: visibleText(name), size });
      return facts && { older: visible(facts.older), newer: visible(facts.newer) };
    },
    gone: l10n.t('One of the images was removed. This is what was last known about them.'),
    onFacts: (facts) => {
      if (facts) reading.begin();
    },
  });
  const size = () => {
    const facts = page.facts();
    return facts ? facts.older.size + facts.newer.size : 0;
  };
  const reading = createReading<ImagesResult>(panel, size, async (onBytes, signal) => {
    const engine = await page.engine();
    let before = 0;
    const read = async (side: Side): Promise<ReadImage> => {
      const digests: Digests = new Map();
      let last = 0;
      const archive = await parts.archive(engine, side, signal);
      const onOwn = (bytes: number) => {
        last = bytes;
        onBytes(before + bytes);
      };
      const layers = await readLayers(archive, onOwn, digests);
      signal.throwIfAborted();
      before += last;
      return { layers, digests };
    };
    const older = await read('older');
    differences = await differencesOf(older, await read('newer'), signal);
    tree = await differenceTree(differences, signal);
    const { before: bytesBefore, after, counts } = tree;
    result = { before: bytesBefore, after, counts, bytes: bytesOf(differences) };
    return result;
  });

  panel.onMessage((message) => {
    switch (message.type) {
      case 'run':
        if (message.action === 'older' || message.action === 'newer') parts.openImage(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'copyAll': {
        const facts = page.facts();
        if (facts && result) parts.copyAll(facts, differences, result);
        break;
      }
      case 'folder': {
        const folder = tree && nodeAt(tree, message.path);
        if (folder) panel.post({ type: 'folder', path: message.path, ...inFolder(folder, message.path) });
        break;
      }
      case 'find':
        panel.post({ type: 'found', text: message.text, ...found(differences, message.text, message.kinds) });
        break;
      case 'openFile': {
        const difference = tree && nodeAt(tree, message.path)?.difference;
        if (difference && canOpen(difference)) parts.openFile(difference);
      }
    }
  });
}

function bytesOf(differences: readonly FileDifference[]): Record<Difference, number> {
  const bytes = { added: 0, changed: 0, removed: 0 };
  for (const { what, before, after } of differences) bytes[what] += (after?.size ?? 0) - (before?.size ?? 0);
  return bytes;
}

function nodeAt(root: DifferenceNode, path: string): DifferenceNode | undefined {
  let node: DifferenceNode | undefined = root;
  for (const name of path === '' ? [] : path.split('/')) node = node?.children.get(name);
  return node;
}

/** Folders first. A file that is a folder in the other image is both. */
function inFolder(folder: DifferenceNode, path: string): Differences {
  const [folders, files]: [ShownDifference[], ShownDifference[]] = [[], []];
  for (const [name, node] of [...folder.children].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const below = path === '' ? name : `${path}/${name}`;
    if (node.children.size > 0) folders.push(shownFolder(name, below, node));
    if (node.difference) files.push(shownFile(node.difference, name));
  }
  const all = [...folders, ...files];
  return { entries: all.slice(0, mostEntries), total: all.length };
}

/** With the only folder that is in it, where nothing else is. */
function shownFolder(name: string, path: string, node: DifferenceNode): ShownDifference {
  const [only, ...others] = node.children;
  if (only && others.length === 0 && !only[1].difference) {
    return shownFolder(`${name}/${only[0]}`, `${path}/${only[0]}`, only[1]);
  }
  const { before, after, counts } = node;
  return { kind: 'folder', name: visibleText(name), path, before, after, counts };
}

function shownFile(difference: FileDifference, name: string): ShownDifference {
  const { path, what, before, after } = difference;
  const isOther = before && after && before.kind === after.kind && before.mode !== after.mode;
  return {
    kind: what,
    name: visibleText(name),
    path,
    before: before?.size,
    after: after?.size,
    modes: isOther ? [before.mode, after.mode] : undefined,
    canOpen: canOpen(difference),
  };
}

const isFile = (file: ComparedFile | undefined) => file?.kind === 'file' || file?.kind === 'hardlink';

const canOpen = ({ before, after }: FileDifference) => isFile(before) || isFile(after);

function found(all: readonly FileDifference[], text: string, kinds: readonly Difference[]): Differences {
  const wanted = text.trim().toLowerCase();
  const matching = all.filter(({ path, what }) => kinds.includes(what) && path.toLowerCase().includes(wanted));
  return {
    entries: matching.slice(0, mostEntries).map((each) => shownFile(each, `/${each.path}`)),
    total: matching.length,
  };
}
