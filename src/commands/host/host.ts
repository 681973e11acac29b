// What a command may ask of the editor, in our own words: no type of VS Code's appears here, so that every command runs
// in plain Node against a scripted host. A dialog that the user leaves throws `Cancelled`.

import { EngineError } from '../../errors.ts';
import type { Layout } from '../../explorer/layout.ts';
import type { Panels } from '../../panels/panel.ts';
import type { BuildSettings } from './build-settings.ts';
import type { ContextHost } from './context-host.ts';
import type { FilesHost } from './files-host.ts';

/** The user changed their mind: stops the command, and nobody says a word about it. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  /** A codicon's name. */
  readonly icon?: string | undefined;
  /** What also finds it when it is typed: `--cap-add`. */
  readonly keywords?: readonly string[];
  /** Not there before something is typed. */
  readonly whenTyped?: boolean;
  /** The heading above it and those of the same heading that follow. */
  readonly heading?: string;
  readonly value: T;
}

export interface Question {
  readonly title: string;
  /** What to type, in a sentence. */
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What is typed is not shown, and kept nowhere. */
  readonly secret?: boolean;
  /** Answers what is wrong with the text, or undefined if nothing is. */
  validate?(text: string): string | undefined;
}

export interface Confirmation {
  /** The question, naming the things: `Remove the container "web"?` */
  readonly question: string;
  /** What goes and what stays. */
  readonly detail: string;
  /** The button: a verb. */
  readonly action: string;
  /** A second button, which does more: a verb, too. */
  readonly also?: string;
}

/** A button below a message. */
export interface Offer {
  readonly title: string;
  run(): Promise<void>;
}

/** A failure with a way on from it: a button below its message. */
export class FailureWithOffer extends EngineError {
  readonly offer: Offer;

  constructor(failure: EngineError, offer: Offer) {
    super(failure.kind, failure.message, { cause: failure });
    this.offer = offer;
  }
}

export interface Progress {
  readonly message?: string | undefined;
  /** From 0 to 1, of the whole. */
  readonly fraction?: number | undefined;
}

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
  /** Needs no size and no keys: it need not wait for the editor to lay the terminal out, which catches up. */
  readonly startsAtOnce?: boolean;
  /**
   * Runs until it is done or the terminal is closed; the terminal stays to be read, until a key is pressed. What it
   * throws is written into the terminal.
   */
  run(screen: TerminalScreen): Promise<void>;
}

/** A Dockerfile to work on. */
export interface DockerfileTarget {
  /** Absolute path of the Dockerfile. */
  readonly dockerfile: string;
  readonly stage?: string | undefined;
}

/** What lasts beyond a restart of the editor, per workspace. Never give it a secret. */
export interface Memory {
  /** Only what `set` was given comes back, as the same type; undefined: nothing was. */
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): Promise<void>;
}

/** A terminal whose program can be left. */
export interface Attachment {
  readonly title: string;
  leave(): void;
}

export interface TickList<T> {
  /** Called with what is ticked whenever that changes. */
  title(ticked: readonly T[]): string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

export interface Host {
  readonly files: FilesHost;
  readonly buildSettings: BuildSettings;
  readonly buildContext: ContextHost;
  readonly panels: Panels;
  readonly memory: Memory;
  /** Whether an image is looked through for secrets before it is pushed. */
  scansForSecrets(): boolean;
  /** How the view is grouped, sorted and filtered. */
  layout(view: string): Layout;
  setLayout(view: string, layout: Layout): Promise<void>;
  /** One of the choices. */
  pick<T>(title: string, placeholder: string, choices: readonly Choice<T>[]): Promise<T>;
  /** Any of the choices, all ticked at first. Nothing ticked counts as leaving. */
  tick<T>(list: TickList<T>): Promise<T[]>;
  /** Files that are there, as absolute paths; at least one. */
  chooseFiles(wish: {
    title: string;
    action: string;
    several: boolean;
    /** Endings without the dot. */
    endings?: readonly string[];
  }): Promise<string[]>;
  /** A file to be written, as an absolute path; the user has agreed if it is there already. */
  chooseNewFile(wish: { title: string; action: string; name: string }): Promise<string>;
  ask(question: Question): Promise<string>;
  /** Returns only if the user agreed. */
  confirm(confirmation: Confirmation): Promise<'action' | 'also'>;
  /** Shows that something is under way, with a Cancel button that aborts the signal. */
  progress<T>(
    title: string,
    work: (report: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** A message that needs no answer; does not wait. */
  inform(message: string, offers?: readonly Offer[]): void;
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
  /** Opens a window of the editor inside a running container. Throws `unsupported` if what can do so is not installed. */
  openEditorInside(containerId: string): Promise<void>;
  /** A read-only document. `name` ends with the extension that says the language. */
  showDocument(name: string, text: string): Promise<void>;
  /** Markdown, rendered. */
  showPage(name: string, markdown: string): Promise<void>;
  /** The first folder of the workspace, as an absolute path. */
  workspaceFolder(): string | undefined;
  openInBrowser(url: string): Promise<void>;
  copy(text: string): Promise<void>;
  showLog(): void;
  /**
   * Saves what is not yet on disk of that file, and answers the text that is there then, as a build reads the disk; empty if
   * it cannot be read: the build says why.
   */
  savedText(path: string): Promise<string>;
  /** The Dockerfile in the active editor, if there is one. */
  activeDockerfile(): string | undefined;
  /** Repairs what is safe to repair in the active editor; false if that shows no Dockerfile. */
  repairActiveDockerfile(): Promise<boolean>;
  /** Replaces the line that the cursor is in, in the active Dockerfile; does not save. */
  editDockerfileLine(edit: (line: string) => string): Promise<void>;
  /** All Dockerfiles of the workspace, as absolute paths. */
  findDockerfiles(): Promise<string[]>;
}
