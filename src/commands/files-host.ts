// What the commands for files in containers ask of the editor, in our own words.

/** A file or folder in a container: its whole id, and an absolute path. */
export interface ContainerPlace {
  readonly container: string;
  readonly path: string;
}

export interface FilesHost {
  /** In an editor, to be read, changed and saved. */
  open(place: ContainerPlace): Promise<void>;
  /** A folder in a window of its own, with all that the Explorer can do. */
  openWindow(place: ContainerPlace): Promise<void>;
  /** Side by side with a local file; the container's on the left. */
  compare(place: ContainerPlace, localPath: string, title: string): Promise<void>;
  /** Absolute paths of the workspace's files of that name. */
  namedInWorkspace(name: string): Promise<string[]>;
  /** Asks for local files or for a local folder that are there; absolute paths. */
  chooseLocal(title: string, button: string, what: 'file' | 'files' | 'folder'): Promise<string[]>;
}
