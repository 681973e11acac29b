// The files of a watched build context, kept from forecast to forecast: read again is what the watcher told of, what is in folders
// that are others, and what could have changed without either.
import { type KeptEntry, keptWalk } from '../build-context/kept-walk.ts';
import { pause, slice, type WalkOptions } from '../build-context/walk.ts';
import type { ForecastRequest } from './build-options.ts';
import {
  type ContextFiles,
  type ContextKnowledge,
  type ContextNode,
  contextItself,
  linkOf,
  readContextFiles,
  takenFor,
  walkOptionsOf,
} from './context-files.ts';
import { changeTimeOf, type FileFact, type FileFacts, factOf, isSettled, unsavedFact } from './file-facts.ts';

export interface KeptFiles {
  /** Paths in the context; undefined: any of them. Files and folders that are new, gone, or others. */
  changed(paths: readonly string[] | undefined): void;
  /** What `readContextFiles` answers. Rejects with BuildContextError. */
  read: typeof readContextFiles;
}

/** Of one context, and one way of seeing it: ignore rules and what is selected. */
interface Tree {
  readonly facts: WeakMap<KeptEntry, FileFact>;
  readonly digests: WeakMap<ContextNode, string>;
  top: KeptEntry | undefined;
  nodes: ReadonlyMap<string, ContextNode>;
  /** With which the nodes were made. */
  sent: FileFacts | undefined;
  suspects: Set<string>;
  /** One reading after the other. */
  turn: Promise<unknown>;
}

/** Trees of a context: several Dockerfiles may be visible, and COPY instructions change while somebody types. */
const mostTrees = 4;

/** `isUnwatched`: of the absolute path of a folder: its watcher tells nothing of what is below. */
export function createKeptFiles(isUnwatched: (folder: string) => boolean): KeptFiles {
  const trees = new Map<string, Tree>();
  const treeOf = (key: string): Tree => {
    const tree = trees.get(key) ?? emptyTree();
    trees.delete(key);
    trees.set(key, tree);
    for (const oldest of [...trees.keys()].slice(0, -mostTrees)) trees.delete(oldest);
    return tree;
  };
  return {
    changed(paths) {
      if (!paths) return trees.clear();
      for (const { suspects } of trees.values()) for (const path of paths) suspects.add(path);
    },
    async read(request, selections, knowledge, signal) {
      if (selections.length === 0) return readContextFiles(request, selections, knowledge, signal);
      const options = await walkOptionsOf(request, selections);
      const tree = treeOf(keyOf(request, options));
      const reading = tree.turn.then(() => readTree(tree, { request, options, isUnwatched, knowledge }, signal));
      tree.turn = reading.catch(() => undefined);
      return (await reading) ?? readContextFiles(request, selections, knowledge, signal);
    },
  };
}

function emptyTree(): Tree {
  return {
    facts: new WeakMap(),
    digests: new WeakMap(),
    top: undefined,
    nodes: new Map(),
    sent: undefined,
    suspects: new Set(),
    turn: Promise.resolve(),
  };
}

function keyOf({ contextFolder }: ForecastRequest, { rules, only }: WalkOptions): string {
  const texts = (patterns: WalkOptions['rules']['patterns']) => patterns.map(({ text, negated }) => [text, negated]);
  return JSON.stringify([contextFolder, texts(rules.patterns), only && texts(only.patterns)]);
}

interface Reading {
  readonly request: ForecastRequest;
  readonly options: WalkOptions;
  readonly isUnwatched: (folder: string) => boolean;
  readonly knowledge: ContextKnowledge;
}

/** undefined: the folder is gone. */
async function readTree(tree: Tree, reading: Reading, signal?: AbortSignal): Promise<ContextFiles | undefined> {
  const { options, isUnwatched, knowledge } = reading;
  const root = reading.request.contextFolder;
  const paths = tree.suspects;
  tree.suspects = new Set();
  try {
    signal?.throwIfAborted();
    const always = (path: string) => isUnwatched(path === '' ? root : `${root}/${path}`);
    const breath = createBreath(signal);
    const walk = keptWalk(root, options, tree.top, { paths, always });
    let step = walk.next();
    for (; !step.done; step = walk.next()) if (breath.isDue()) await breath.take();
    if (!step.value?.inside) {
      tree.top = undefined;
      return undefined;
    }
    const top = step.value;
    const found = await nodesOf(top, tree, knowledge, breath, signal);
    const nodes = found.nodes;
    nodes.set('', rootNode(nodes.get(''), changeTimeOf(root)));
    tree.top = top;
    tree.nodes = nodes;
    tree.sent = knowledge.sent;
    for (const path of found.unsettled) tree.suspects.add(path);
    return { nodes, unnoticed: found.unnoticed, digests: tree.digests };
  } catch (error) {
    // Whoever asks next finds what was not read now.
    for (const path of paths) tree.suspects.add(path);
    throw error;
  }
}

function createBreath(signal?: AbortSignal) {
  let begun = performance.now();
  return {
    isDue: () => performance.now() - begun > slice,
    async take() {
      await pause();
      signal?.throwIfAborted();
      begun = performance.now();
    },
  };
}

function rootNode(node: ContextNode | undefined, changed: string): ContextNode {
  return { ...contextItself, fact: { ...contextItself.fact, changed }, children: node?.children ?? [] };
}

/** What is as it was is the same node again. */
async function nodesOf(
  top: KeptEntry,
  { facts, nodes: before, sent: sentBefore }: Tree,
  { read, sent, unsaved }: ContextKnowledge,
  breath: ReturnType<typeof createBreath>,
  signal?: AbortSignal,
) {
  const nodes = new Map<string, ContextNode>();
  const unnoticed = new Set<string>();
  const unsettled: string[] = [];
  const factNow = async (kept: KeptEntry): Promise<FileFact | undefined> => {
    const { entry } = kept;
    if (entry.kind === 'file' && entry.absolutePath === unsaved?.path) return unsavedFact(entry, unsaved.text);
    const known = facts.get(kept);
    if (known) return known;
    const fact = await factOf(entry, read.get(entry.path), signal);
    if (!fact) return undefined;
    read.set?.(entry.path, fact);
    // What is not settled is read again the next time.
    if (entry.kind === 'file' && !isSettled(fact)) unsettled.push(entry.path);
    else facts.set(kept, fact);
    return fact;
  };
  /** Whether it is told, and is as it was. */
  const take = async (kept: KeptEntry): Promise<'told' | 'as before' | 'not told'> => {
    const { path } = kept.entry;
    if (!kept.inside && !kept.isSeen) return 'not told';
    const fact = await factNow(kept);
    if (!fact) return 'not told';
    const earlier = before.get(path);
    let isAsBefore = earlier?.fact === fact && sent === sentBefore;
    const children: string[] = [];
    if (kept.inside) {
      // Its place is before what is in it.
      nodes.set(path, contextItself);
      for (const below of kept.inside.entries) {
        if (breath.isDue()) await breath.take();
        const taken = isKnownFile(below) ? takeFile(below) : await take(below);
        if (taken !== 'not told') children.push(below.entry.path);
        if (taken !== 'as before') isAsBefore = false;
      }
      if (!kept.isSeen && children.length === 0) {
        nodes.delete(path);
        return 'not told';
      }
      if (children.length !== earlier?.children.length) isAsBefore = false;
    }
    if (earlier && isAsBefore) {
      set(earlier);
      return 'as before';
    }
    set({ path, fact, ...takenFor(fact, sent?.get(path)), linkTarget: linkOf(kept.entry), children });
    return 'told';
  };
  const set = (node: ContextNode) => {
    nodes.set(node.path, node);
    if (node.digest !== node.fact.digest) unnoticed.add(node.path);
  };
  /** Most of all files, without waiting for any. */
  const isKnownFile = (kept: KeptEntry) => {
    const earlier = kept.inside || sent !== sentBefore ? undefined : before.get(kept.entry.path);
    return earlier !== undefined && earlier.fact === facts.get(kept) && kept.entry.absolutePath !== unsaved?.path;
  };
  const takeFile = ({ entry }: KeptEntry) => {
    const earlier = before.get(entry.path);
    if (earlier) set(earlier);
    return 'as before' as const;
  };
  await take(top);
  return { nodes, unnoticed, unsettled };
}

/**
 * A file that is another in `whole` than in `kept`, although it was changed before `settled` (milliseconds since 1970), since when the
 * watcher has had time to tell; undefined: there is none.
 */
export function missedFile(kept: ContextFiles, whole: ContextFiles, settled: number): string | undefined {
  const wasBefore = ({ fact }: ContextNode) =>
    fact.changed !== 'unsaved' && Number(BigInt(fact.changed) / 1_000_000n) < settled;
  for (const [path, node] of whole.nodes) {
    const known = kept.nodes.get(path);
    if (!known || node.fact.kind !== 'file' || known === node) continue;
    const isSame = known.fact.digest === node.fact.digest && known.fact.mode === node.fact.mode;
    if (!isSame && wasBefore(known) && wasBefore(node)) return path;
  }
  return undefined;
}
