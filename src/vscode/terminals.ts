// Programs of ours in VS Code terminals: one terminal for each, and which of them can be left.
import {
  commands,
  Disposable,
  type LogOutputChannel,
  type Terminal,
  TerminalExitReason,
  ThemeIcon,
  window,
} from 'vscode';
import type { Attachment, TerminalProgram } from '../commands/host/terminals.ts';

import { setContextKey } from './context-keys.ts';
import { keepTerminals } from './kept-terminals.ts';
import { type Detach, pseudoterminal } from './pseudoterminal.ts';

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
  readonly title: string;
  hasEnded(): boolean;
  runAgain(program: TerminalProgram): void;
}

/**
 * What the keys that leave are bound to in package.json. It is none of the commands that VS Code keeps for itself in a terminal
 * (`terminal.integrated.commandsToSkipShell`), so the terminal gets the key; if a user has made it one, it is sent there.
 */
const keyCommand = 'longshore.terminal.key';

/** `keptIn`: the file that keeps which are open. */
export function createTerminals(log: LogOutputChannel, keptIn: string | undefined): Terminals {
  const kept = keepTerminals(keptIn);
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
      for (const [key, known] of open) {
        if (known.terminal !== terminal) continue;
        open.delete(key);
        // With the window all end, and that is what is to be told in the next one.
        if (terminal.exitStatus?.reason !== TerminalExitReason.Shutdown) kept.closed(key);
      }
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
      // Some begin at once, and may be over as soon.
      kept.opened(program);
      // A new terminal keeps the window busy for longer than a build from the cache takes.
      if (known && program.startsAtOnce && known.title === program.title) {
        known.runAgain(program);
        known.terminal.show();
        return true;
      }
      known?.terminal.dispose();
      const { pty, hasEnded, runAgain } = pseudoterminal(program, log, {
        onDetach(detach) {
          if (detach) detachable.set(terminal, detach);
          else detachable.delete(terminal);
          tellContext();
        },
        onEnd: () => kept.ended(program.key),
      });
      const terminal = window.createTerminal({ name: program.title, pty, iconPath: new ThemeIcon(program.icon) });
      open.set(program.key, { terminal, title: program.title, hasEnded, runAgain });
      terminal.show();
      return true;
    },
    dispose() {
      listening.dispose();
      for (const { terminal } of open.values()) terminal.dispose();
    },
  };
}
