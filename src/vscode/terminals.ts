// Programs of ours in VS Code terminals (Pseudoterminal): keystrokes in, text out, resize, and an end that can be read.
import * as l10n from '@vscode/l10n';
import {
  commands,
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  type Pseudoterminal,
  type Terminal,
  ThemeIcon,
  window,
} from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import type { Attachment, TerminalProgram, TerminalScreen } from '../commands/host/terminals.ts';
import { dim, red } from '../commands/terminals/terminal-text.ts';
import { setContextKey } from './context-keys.ts';
import { logError } from './report.ts';

export interface Terminals extends Disposable {
  /**
   * Opens and shows a terminal. If one of that key still runs, that one is shown and `false` answered; one that has ended
   * is replaced.
   */
  run(program: TerminalProgram): boolean;
  /** As `Host` has it. */
  attachments(menuOf: unknown): readonly Attachment[];
}

interface OpenTerminal {
  readonly terminal: Terminal;
  hasEnded(): boolean;
}

interface Detach {
  readonly keys: string;
  leave(): void;
}

/**
 * What the keys that leave are bound to in package.json. It is none of the commands that VS Code keeps for itself in a terminal
 * (`terminal.integrated.commandsToSkipShell`), so the terminal gets the key; if a user has made it one, it is sent there.
 */
const keyCommand = 'longshore.terminal.key';

export function createTerminals(log: LogOutputChannel): Terminals {
  const open = new Map<string, OpenTerminal>();
  const detachable = new Map<Terminal, Detach>();
  const tellContext = () => {
    const active = window.activeTerminal && detachable.get(window.activeTerminal);
    void setContextKey('longshore.detachKeys', active?.keys);
    void setContextKey('longshore.canDetach', detachable.size > 0);
  };
  const listening = Disposable.from(
    commands.registerCommand(keyCommand, (key) =>
      commands.executeCommand('workbench.action.terminal.sendSequence', key),
    ),
    window.onDidChangeActiveTerminal(tellContext),
    window.onDidCloseTerminal((terminal) => {
      for (const [key, known] of open) if (known.terminal === terminal) open.delete(key);
      if (detachable.delete(terminal)) tellContext();
    }),
  );
  return {
    attachments(menuOf) {
      const all = [...detachable];
      const isClicked = (terminal: Terminal) => terminal === menuOf;
      const clicked = window.terminals.find(isClicked);
      const meant = clicked ?? window.activeTerminal;
      const found = all.filter(([terminal]) => terminal === meant);
      return (found.length > 0 || clicked ? found : all).map(([{ name: title }, { leave }]) => ({ title, leave }));
    },
    run(program) {
      const known = open.get(program.key);
      if (known && !known.hasEnded()) {
        known.terminal.show();
        return false;
      }
      known?.terminal.dispose();
      const { pty, hasEnded } = pseudoterminal(program, log, {
        onDetach(detach) {
          if (detach) detachable.set(terminal, detach);
          else detachable.delete(terminal);
          tellContext();
        },
      });
      const terminal = window.createTerminal({ name: program.title, pty, iconPath: new ThemeIcon(program.icon) });
      open.set(program.key, { terminal, hasEnded });
      terminal.show();
      return true;
    },
    dispose() {
      listening.dispose();
      for (const { terminal } of open.values()) terminal.dispose();
    },
  };
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

interface PseudoterminalEvents {
  /** Asked when the program is over, which ends the terminal; without it that stays to be read. */
  exitCode?(): number;
  /** It can be left from now on; undefined: no longer. */
  onDetach?(detach: Detach | undefined): void;
}

function pseudoterminal(
  program: Pick<TerminalProgram, 'title' | 'run' | 'startsAtOnce'>,
  log: LogOutputChannel,
  { exitCode, onDetach }: PseudoterminalEvents,
): { pty: Pseudoterminal; hasEnded(): boolean } {
  const written = new EventEmitter<string>();
  const ended = new EventEmitter<number | undefined>();
  const closing = new AbortController();
  const inputListeners: ((text: string) => void)[] = [];
  const resizeListeners: ((size: { columns: number; rows: number }) => void)[] = [];
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
  const run = async () => {
    try {
      await program.run(screen);
    } catch (error) {
      if (error instanceof Cancelled || closing.signal.aborted) return;
      logError(error, log, program.title);
      write(`\r\n${red((error instanceof Error ? error.message : String(error)).replace(/\r?\n/g, '\r\n'))}`);
    } finally {
      over = true;
      if (exitCode) ended.fire(exitCode());
      else write(`\r\n\r\n${dim(l10n.t('Press any key to close this terminal.'))}`);
    }
  };
  if (program.startsAtOnce) void run();
  return {
    hasEnded: () => over,
    pty: {
      onDidWrite: written.event,
      onDidClose: ended.event,
      open(dimensions) {
        size = dimensions;
        const before = early ?? [];
        early = undefined;
        for (const text of before) written.fire(text);
        if (!program.startsAtOnce) void run();
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
