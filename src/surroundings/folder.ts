// A folder as far as linting needs one: the command line has it from the disk, the editor from its own file systems.

export type EntryKind = 'file' | 'folder';

/** Paths are relative to the Dockerfile's folder, with forward slashes: `''` is that folder, `..` the one above. */
export interface Folder {
  /** What it and the folders above it are called, from the outermost on: `['home', 'me', 'app']`. */
  readonly names: readonly string[];
  /**
   * The names of what is there. A link is what it leads to, and a file if that is missing. undefined if there is no such
   * folder, or if it may not be read.
   */
  list(path: string): Promise<ReadonlyMap<string, EntryKind> | undefined>;
  /** undefined if there is no such file, or if it may not be read. */
  read(path: string): Promise<string | undefined>;
}

/** The same folder, whose answers are kept: for a run in which nothing changes. */
export function keptFolder(folder: Folder): Folder {
  const lists = new Map<string, ReturnType<Folder['list']>>();
  const texts = new Map<string, ReturnType<Folder['read']>>();
  return {
    names: folder.names,
    list: (path) => lists.get(path) ?? kept(lists, path, folder.list(path)),
    read: (path) => texts.get(path) ?? kept(texts, path, folder.read(path)),
  };
}

function kept<T>(answers: Map<string, T>, path: string, answer: T): T {
  answers.set(path, answer);
  return answer;
}
