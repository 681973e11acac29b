// The Dockerfiles of the workspace, as they stand in editors and on the disk. In our own words: no type of VS Code's.

/** A Dockerfile to work on. */
export interface DockerfileTarget {
  /** Absolute path of the Dockerfile. */
  readonly dockerfile: string;
  readonly stage?: string | undefined;
  /** The first is 0. */
  readonly line?: number;
}

export interface DockerfileEdits {
  /**
   * Saves what is not yet on disk of that file, and answers the text that is there then, as a build reads the disk; empty if
   * it cannot be read: the build says why.
   */
  savedText(path: string): Promise<string>;
  /** The Dockerfile in the active editor, if there is one. */
  activeDockerfile(): string | undefined;
  /** The line of the cursor in the active editor; the first is 0. */
  cursorLine(): number | undefined;
  /** Repairs what is safe to repair in the active editor; false if that shows no Dockerfile. */
  repairActiveDockerfile(): Promise<boolean>;
  /** Replaces the line that the cursor is in, in the active Dockerfile; does not save. */
  editDockerfileLine(edit: (line: string) => string): Promise<void>;
  /** All Dockerfiles of the workspace, as absolute paths. */
  findDockerfiles(): Promise<string[]>;
  /** The first folder of the workspace, as an absolute path. */
  workspaceFolder(): string | undefined;
}
