// A program of ours behind a terminal: keystrokes in, text out, resize, and an end that can be read.
import { EventEmitter, type LogOutputChannel, type Pseudoterminal } from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import type { TerminalProgram, TerminalScreen } from '../commands/host/terminals.ts';
import { pressAnyKey } from '../commands/terminals/terminal-ends.ts';
import { dim, red } from '../commands/terminals/terminal-text.ts';
import { logError } from './report.ts';

/** How the program is left that is attached. */
export interface Detach {
  readonly keys: string;
  leave(): void;
}

/** For a task: its terminal ends with the exit code that `run` answers; what `run` throws is written, and counts as 1. */
export function taskTerminal(
  title: string,
  run: (screen: TerminalScreen) => Promise<number>,
  log: LogOutputChannel,
): Pseudoterminal {
  let code = 1;
  const program = {
    title,
    async run(screen: TerminalScreen) {
      code = await run(screen);
    },
  };
  return pseudoterminal(program, log, { exitCode: () => code }).pty;
}

/** As a new terminal is: empty, and in no mode (RIS of ECMA-48). */
const reset = '\x1bc';

interface PseudoterminalEvents {
  /** Asked when the program is over, which ends the terminal; without it that stays to be read. */
  exitCode?(): number;
  onEnd?(): void;
  /** It can be left from now on; undefined: no longer. */
  onDetach?(detach: Detach | undefined): void;
}

type Program = Pick<TerminalProgram, 'title' | 'run' | 'startsAtOnce'>;

export function pseudoterminal(
  first: Program,
  log: LogOutputChannel,
  { exitCode, onDetach, onEnd }: PseudoterminalEvents,
): { pty: Pseudoterminal; hasEnded(): boolean; runAgain(next: Program): void } {
  const written = new EventEmitter<string>();
  const ended = new EventEmitter<number | undefined>();
  const closing = new AbortController();
  let inputListeners: ((text: string) => void)[] = [];
  let resizeListeners: ((size: { columns: number; rows: number }) => void)[] = [];
  let size: { columns: number; rows: number } | undefined;
  let over = false;
  /** What is written before the terminal is open; undefined: it is. */
  let early: string[] | undefined = [];
  const write = (text: string) => (early ? void early.push(text) : written.fire(text));
  const screen: TerminalScreen = {
    size: () => size,
    write,
    onInput: (listener) => void inputListeners.push(listener),
    onResize: (listener) => void resizeListeners.push(listener),
    offerDetach(keys, leave) {
      onDetach?.({ keys, leave });
      return () => onDetach?.(undefined);
    },
    closed: closing.signal,
  };
  const run = async (program: Program) => {
    try {
      await program.run(screen);
    } catch (error) {
      if (error instanceof Cancelled || closing.signal.aborted) return;
      logError(error, log, program.title);
      write(`\r\n${red((error instanceof Error ? error.message : String(error)).replace(/\r?\n/g, '\r\n'))}`);
    } finally {
      over = true;
      // With the window everything ends.
      if (!closing.signal.aborted) onEnd?.();
      if (exitCode) ended.fire(exitCode());
      else write(`\r\n\r\n${dim(pressAnyKey)}`);
    }
  };
  if (first.startsAtOnce) void run(first);
  return {
    hasEnded: () => over,
    runAgain(next) {
      over = false;
      inputListeners = [];
      resizeListeners = [];
      write(reset);
      void run(next);
    },
    pty: {
      onDidWrite: written.event,
      onDidClose: ended.event,
      open(dimensions) {
        size = dimensions;
        const before = early ?? [];
        early = undefined;
        for (const text of before) written.fire(text);
        if (!first.startsAtOnce) void run(first);
      },
      setDimensions(dimensions) {
        size = dimensions;
        for (const listener of resizeListeners) listener(dimensions);
      },
      handleInput(text) {
        if (over) ended.fire(undefined);
        else for (const listener of inputListeners) listener(text);
      },
      close() {
        closing.abort(new Cancelled());
      },
    },
  };
}
