// The streams of a process in a container, joined through the API. Plain: no dockerode, no editor.

/** How a process joined through the API came to its end. */
export interface ProcessEnd {
  /**
   * `exited`: the process ended, `exitCode` says how. `not-started`: the engine could not start it; why stands in the
   * output. `detached`: we left, it goes on. `lost`: the connection broke; whether it goes on is unknown.
   */
  readonly how: 'exited' | 'not-started' | 'detached' | 'lost';
  readonly exitCode?: number | undefined;
}

/**
 * `none`: the process reads nothing. `kept`: its input stays open whoever goes, and cannot be ended. `once`: the engine ends
 * it when whoever wrote to it goes; until then it can be ended.
 */
export type ProcessInput = 'none' | 'kept' | 'once';

export type OutputListener = (text: string, from: 'stdout' | 'stderr') => undefined | Promise<void>;

/** The streams of a container's main process (attach) or of a process started in it (exec). */
export interface ProcessStream {
  /** With a terminal: one raw stream, resizable, detach keys work. Without: lines, and stderr is told apart. */
  readonly tty: boolean;
  readonly input: ProcessInput;
  /** What leaves it: `ctrl-p,ctrl-q`. With a terminal the engine obeys; without, whoever takes the keys. undefined: nothing. */
  readonly detachKeys: string | undefined;
  /**
   * Hands out what the process writes, from the first byte on; decoded as UTF-8, never split inside a character. While
   * a promise of the listener's is not settled nothing more is read, and the process waits, as with a slow terminal.
   */
  onOutput(listener: OutputListener): void;
  /** Keystrokes for the process; without a terminal the first ones open its input. */
  write(text: string): void;
  /** Ends the process's standard input (non-TTY, `once`). */
  endInput(): void;
  /** Ignored without a TTY. */
  resize(columns: number, rows: number): Promise<void>;
  /**
   * Leaves. An attached container goes on, and an input that was opened and would be closed by that stays open as long as
   * the engine is connected; an exec'd shell is ended (its input gets end-of-file and hang-up), since the engine would
   * let it run for ever.
   */
  close(): Promise<void>;
  /** Settles once, never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
