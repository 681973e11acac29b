// What commands remember. In our own words: no type of VS Code's.

/** What lasts beyond a restart of the editor, per workspace. Never give it a secret. */
export interface Memory {
  /** Only what `set` was given comes back, as the same type; undefined: nothing was. */
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): Promise<void>;
  /** Called after each `set`. */
  onDidChange(listener: () => void): { dispose(): void };
}

export interface Remembering {
  readonly memory: Memory;
}
