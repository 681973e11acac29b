// The files that a container has changed, as a tree of folders. Pure.
import type { FileChange } from '../engine/container-api.ts';

export type ChangeKind = FileChange['kind'];

export interface ShownChange {
  /** As it may be shown. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Its place in the list that the page was told: by that it is asked for. */
  readonly at: number;
}

export interface ChangeFolder {
  /** Of the folder and of those above it that hold nothing else: `var/lib`. */
  readonly name: string;
  /** The whole path. */
  readonly path: string;
  readonly folders: readonly ChangeFolder[];
  readonly files: readonly ShownChange[];
  /** In it and below. */
  readonly count: number;
}

export interface ChangeFilter {
  readonly text: string;
  readonly kinds: readonly ChangeKind[];
}

/** Without the folders around what is told: one counts as changed whenever something in it has changed, and a new one is seen by what is in it. */
export function withoutParents(changes: readonly FileChange[]): FileChange[] {
  const parents = new Set<string>();
  for (const { path } of changes) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      parents.add(path.slice(0, end));
  }
  return changes.filter(({ path, kind }) => kind === 'deleted' || !parents.has(path));
}

export function filtered(changes: readonly ShownChange[], { text, kinds }: ChangeFilter): readonly ShownChange[] {
  const wanted = text.trim().toLowerCase();
  return changes.filter(({ path, kind }) => kinds.includes(kind) && path.toLowerCase().includes(wanted));
}

interface Growing {
  readonly folders: Map<string, Growing>;
  readonly files: ShownChange[];
}

/** Folders first, each by name. */
export function changeTree(changes: readonly ShownChange[]): ChangeFolder {
  const root: Growing = { folders: new Map(), files: [] };
  for (const change of changes) {
    let folder = root;
    for (const name of change.path.split('/').slice(1, -1)) {
      const next = folder.folders.get(name) ?? { folders: new Map(), files: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(change);
  }
  return grown('', '', root);
}

function grown(name: string, path: string, { folders, files }: Growing): ChangeFolder {
  const all = [...folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([of, folder]) => joined(grown(of, `${path}/${of}`, folder)));
  return {
    name,
    path,
    folders: all,
    files: [...files].sort((a, b) => a.path.localeCompare(b.path)),
    count: files.length + all.reduce((sum, { count }) => sum + count, 0),
  };
}

/** With the only folder that is in it, where nothing else is. */
function joined(folder: ChangeFolder): ChangeFolder {
  const [only] = folder.folders;
  if (!only || folder.folders.length > 1 || folder.files.length > 0) return folder;
  return { ...only, name: `${folder.name}/${only.name}` };
}
