// Terminals of ours: programs that run in them, and the way out of those that are attached. In our own words: no type of VS Code's.
import type { ObjectRefs } from '../../explorer/object-ref.ts';

/** What a program in a terminal sees. */
export interface TerminalScreen {
  /** Undefined until the terminal is laid out. */
  size(): { columns: number; rows: number } | undefined;
  /** ANSI text; a line ends with \r\n. */
  write(text: string): void;
  /** Keystrokes, as a terminal sends them. */
  onInput(listener: (text: string) => void): void;
  onResize(listener: (size: { columns: number; rows: number }) => void): void;
  /**
   * From now on the program can be left by the action *Detach*, which calls `leave`, and the editor lets it have the keys
   * that do so (`ctrl-p,ctrl-q`); until what this answers is called.
   */
  offerDetach(keys: string, leave: () => void): () => void;
  /** Aborted when the user closes the terminal. */
  readonly closed: AbortSignal;
}

export interface TerminalProgram {
  /** The tab's name. */
  readonly title: string;
  /** A codicon's name. */
  readonly icon: string;
  /** A terminal of the same key whose program has ended is replaced: no heap of dead tabs. */
  readonly key: string;
  /** What opens it again after the window was loaded anew; absent: nothing does, as it was for that once. */
  readonly again?: { readonly command: `longshore.container.${string}`; readonly rows: ObjectRefs } | undefined;
  /** Needs no size and no keys: it need not wait for the editor to lay the terminal out, which catches up. */
  readonly startsAtOnce?: boolean;
  /**
   * Runs until it is done or the terminal is closed; the terminal stays to be read, until a key is pressed. What it
   * throws is written into the terminal.
   */
  run(screen: TerminalScreen): Promise<void>;
}

/** A terminal whose program can be left. */
export interface Attachment {
  readonly title: string;
  leave(): void;
}

export interface Terminals {
  /**
   * Opens a terminal of ours and returns at once. If a program of that key is still running, its terminal is shown, the
   * new program is not started, and `false` is answered.
   */
  runInTerminal(program: TerminalProgram): boolean;
  /**
   * The terminals that a user can mean who wants to leave one: only that one if its menu was opened (`menuOf`: what the editor
   * gave for it) or if it is the active one, else all; none if that one cannot be left.
   */
  attachments(menuOf: unknown): readonly Attachment[];
}
