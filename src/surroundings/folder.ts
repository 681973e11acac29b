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

function kept<T>(answers: Map<string, Promise<T>>, path: string, answer: Promise<T>): Promise<T> {
  answers.set(path, answer);
  // What failed is tried again.
  answer.catch(() => answers.delete(path));
  return answer;
}

export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/**
 * `path`, as it is meant in `folder`, seen from the Dockerfile's folder, which is called `names`: `''`, `..`, `../api`.
 * undefined for what cannot be told: variables, addresses, absolute paths.
 */
export function joined(names: readonly string[], folder: string, path: string): string | undefined {
  if (/^[/~]|:\/\/|\$/.test(path)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || parts.at(-1) === '..') parts.push('..');
    else parts.pop();
  }
  // `../api` is the Dockerfile's own folder, if that is called api.
  let up = parts.lastIndexOf('..') + 1;
  while (up > 0 && parts[up] !== undefined && parts[up] === names.at(-up)) parts.splice(--up, 2);
  return parts.join('/');
}
