// Files in containers, running or not, with or without a shell: the archive API. Plain values: no dockerode, no editor.
import type { Readable } from 'node:stream';

export interface FileStat {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Permission bits, as in `chmod`. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Where a symlink points to, as it is written. */
  readonly linkTarget: string | undefined;
}

/** Paths are absolute, in the container. A missing one rejects with `not-found`. */
export interface FilesApi {
  /** Of the path itself: a symlink is not followed. */
  stat(container: string, path: string, signal?: AbortSignal): Promise<FileStat>;
  /** A tar archive of the file or folder; its entries begin with the path's last name. */
  read(container: string, path: string, signal?: AbortSignal): Promise<Readable>;
  /** Unpacks a tar archive into the folder, which must be there. Owners are those of the archive. */
  write(container: string, folder: string, archive: Readable, signal?: AbortSignal): Promise<void>;
  /**
   * Removes what is there, a folder with all that is in it; a symlink itself, not what it leads to. Rejects with
   * `unsupported` on an engine that cannot do it. Never give it what has a mount in it: that loses its files first.
   */
  remove(container: string, path: string, signal?: AbortSignal): Promise<void>;
}
