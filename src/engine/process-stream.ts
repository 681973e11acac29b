// The streams of a process in a container, joined through the API. Plain: no dockerode, no editor.

/** How a process joined through the API came to its end. */
export interface ProcessEnd {
  /**
   * `exited`: the process ended, `exitCode` says how. `detached`: we left, it goes on.
   * `lost`: the connection broke; whether it goes on is unknown.
   */
  readonly how: 'exited' | 'detached' | 'lost';
  readonly exitCode?: number | undefined;
}

export type OutputListener = (text: string, from: 'stdout' | 'stderr') => undefined | Promise<void>;

/** The streams of a container's main process (attach) or of a process started in it (exec). */
export interface ProcessStream {
  /** With a terminal: one raw stream, resizable, detach keys work. Without: lines, and stderr is told apart. */
  readonly tty: boolean;
  /**
   * Hands out what the process writes, from the first byte on; decoded as UTF-8, never split inside a character. While
   * a promise of the listener's is not settled nothing more is read, and the process waits, as with a slow terminal.
   */
  onOutput(listener: OutputListener): void;
  /** Keystrokes for the process. */
  write(text: string): void;
  /** Ends the process's standard input (non-TTY). */
  endInput(): void;
  /** Ignored without a TTY. */
  resize(columns: number, rows: number): Promise<void>;
  /**
   * Leaves. An attached container goes on; an exec'd shell is ended (its input gets end-of-file and hang-up),
   * since the engine would let it run for ever.
   */
  close(): Promise<void>;
  /** Settles once, never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
