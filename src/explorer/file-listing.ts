// What the rows of files know: the folders that were opened. Each is read when it is opened, by one request, and again when it
// is opened once more: the engine does not tell what happens to files.
import type { ListedFile, Listing } from '../container-files/listing.ts';
import { type FileRef, type FileTop, fileId, fileRefOf } from './file-ref.ts';

/** What is in a folder, or why that is not known. */
export type FolderContent =
  | { readonly files: readonly ListedFile[]; readonly isWhole: boolean }
  /** What to tell in the place of its files. */
  | { readonly problem: string };

export interface FileListing {
  /** Whether the row of this container or volume was opened. */
  isOpened(top: FileTop): boolean;
  /** undefined: not read. */
  below(folder: FileRef): FolderContent | undefined;
  open(top: FileTop): void;
  /** Reads the folder, if that was not done. Never rejects: what fails is told in its place. */
  load(folder: FileRef): Promise<void>;
  /** Its row was closed: ends the reading of it and of all below it; what is known of them may not be true any more. */
  close(folder: FileRef): void;
  /** Its row was opened, after it was closed perhaps: then it is read once more, with what was open below it. */
  reopen(folder: FileRef): Promise<void>;
  /** Something in it is different now: it is read once more if it was read. */
  again(folder: FileRef): Promise<void>;
  /** Forgets what is not there any more. */
  retain(isThere: (top: FileTop) => boolean): void;
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

export function createFileListing(list: (folder: FileRef, signal: AbortSignal) => Promise<Listing>): FileListing {
  const listeners = new Set<() => void>();
  const opened = new Set<string>();
  const contents = new Map<string, FolderContent>();
  /** Those that were closed since they were read. */
  const stale = new Set<string>();
  const readings = new Map<string, { readonly ending: AbortController; readonly done: Promise<void> }>();
  const topKey = ({ kind, id }: FileTop) => `${kind}:${id}`;
  const within = (folder: FileRef) => {
    const below = folder.path === '/' ? '/' : `${folder.path}/`;
    return ({ top, path }: FileRef) => topKey(top) === topKey(folder.top) && `${path}/`.startsWith(below);
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function contentOf(folder: FileRef, signal: AbortSignal): Promise<FolderContent> {
    try {
      const { files, complete } = await list(folder, signal);
      return { files, isWhole: complete };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }
  function read(folder: FileRef): Promise<void> {
    const key = fileId(folder);
    const ending = new AbortController();
    const reading = contentOf(folder, ending.signal).then((content) => {
      if (readings.get(key)?.ending === ending) readings.delete(key);
      // Nobody waits for it any more, or somebody reads it anew.
      if (ending.signal.aborted) return;
      contents.set(key, content);
      tell();
    });
    readings.set(key, { ending, done: reading });
    return reading;
  }
  function end(key: string): void {
    readings.get(key)?.ending.abort();
    readings.delete(key);
  }
  function dropWhere(isGone: (folder: FileRef) => boolean): boolean {
    const gone = [...new Set([...contents.keys(), ...readings.keys()])].filter((key) => isGone(fileRefOf(key)));
    for (const key of gone) {
      end(key);
      contents.delete(key);
      stale.delete(key);
    }
    return gone.length > 0;
  }

  const listing: FileListing = {
    isOpened: (top) => opened.has(topKey(top)),
    below: (folder) => contents.get(fileId(folder)),
    open(top) {
      if (opened.has(topKey(top))) return;
      opened.add(topKey(top));
      tell();
    },
    load(folder) {
      const key = fileId(folder);
      if (contents.has(key)) return Promise.resolve();
      return readings.get(key)?.done ?? read(folder);
    },
    close(folder) {
      const isMeant = within(folder);
      for (const key of contents.keys()) if (isMeant(fileRefOf(key))) stale.add(key);
      // The editor took for its rows what had not been read: it has to ask again.
      const unread = [...readings.keys()].filter((key) => isMeant(fileRefOf(key)) && !contents.has(key));
      for (const key of readings.keys()) if (isMeant(fileRefOf(key))) end(key);
      if (unread.length > 0) tell();
    },
    async reopen(folder) {
      const keys = [...stale].map((key) => ({ key, ref: fileRefOf(key) })).filter(({ ref }) => within(folder)(ref));
      for (const { key } of keys) stale.delete(key);
      await Promise.all(keys.map(({ ref }) => listing.again(ref)));
    },
    async again(folder) {
      const key = fileId(folder);
      if (!contents.has(key) && !readings.has(key)) return;
      end(key);
      await read(folder);
    },
    retain(isThere) {
      for (const key of opened) if (!isThere(fileRefOf(`${key}:/`).top)) opened.delete(key);
      dropWhere(({ top }) => !isThere(top));
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      dropWhere(() => true);
      listeners.clear();
    },
  };
  return listing;
}
