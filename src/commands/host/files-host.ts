// What the commands for files in containers and volumes ask of the editor, in our own words.
import type { VolumeFiles } from '../../container-files/volume-files.ts';
import type { EngineId } from '../../engine/engine-id.ts';

/** A file or folder of an engine, in a container (its whole id) or in a volume (its name); the path is absolute. */
export type FilePlace = (
  | { readonly container: string; readonly volume?: undefined }
  | { readonly volume: string; readonly container?: undefined }
) & { readonly engine: EngineId; readonly path: string };

/** Its name ends as the file's does. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface FilesHost {
  /** The session's way to the files of volumes: commands and editors share it. */
  volumes(engine: EngineId): VolumeFiles;
  /** Something is different now in these folders: whoever shows them looks again. */
  changed(folders: readonly FilePlace[]): void;
  /** In an editor, to be read, changed and saved. */
  open(place: FilePlace): Promise<void>;
  /** A folder in a window of its own, with all that the Explorer can do. */
  openWindow(place: FilePlace): Promise<void>;
  /** Side by side with a local file, which is on the right. */
  compare(place: FilePlace, localPath: string, title: string): Promise<void>;
  /** Two texts that can only be read. */
  compareTexts(one: NamedText, other: NamedText, title: string): Promise<void>;
  /** Side by side with a text that can only be read, which is on the left. */
  compareWithText(text: NamedText, place: FilePlace, title: string): Promise<void>;
  /** Absolute paths of the workspace's files of that name. */
  namedInWorkspace(name: string): Promise<string[]>;
  /** Asks for local files or for a local folder that are there; absolute paths. */
  chooseLocal(title: string, button: string, what: 'file' | 'files' | 'folder'): Promise<string[]>;
}
