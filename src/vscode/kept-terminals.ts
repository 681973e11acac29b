// Terminals end with the window: VS Code brings back none of an extension's. Which were open is kept, so that after a reload it
// is said, and they are opened again at a click. What was for that once is only said, if it had not ended.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { TerminalProgram } from '../commands/host/terminals.ts';
import { endedWithWindow, openAgain } from '../commands/terminals/terminal-ends.ts';
import { listNames } from '../commands/text/count-and-list.ts';

export interface KeptTerminals {
  opened(program: TerminalProgram): void;
  /** Its program is over; the terminal is still there to be read. */
  ended(key: string): void;
  closed(key: string): void;
}

type Kept = Pick<TerminalProgram, 'title' | 'again'> & { readonly key: string };

/**
 * `path`: of a file of this workspace alone; undefined: nothing is kept. VS Code's own state is written some seconds later in a
 * browser, and never if the window is loaded anew before.
 */
export function keepTerminals(path: string | undefined): KeptTerminals {
  const lost = path === undefined ? [] : readKept(path);
  let open: readonly Kept[] = [];
  const save = (next: readonly Kept[]) => {
    open = next;
    if (path !== undefined) writeKept(path, open);
  };
  const drop = (isMeant: (each: Kept) => boolean) => {
    if (open.some(isMeant)) save(open.filter((each) => !isMeant(each)));
  };
  if (lost.length > 0) {
    save([]);
    // What versions of before have kept has no rows.
    const canBeOpened = ({ again }: Kept) => again?.rows !== undefined;
    void offerAgain(lost.filter(canBeOpened));
    sayThatTheyEnded(lost.filter((each) => !canBeOpened(each)));
  }
  return {
    opened({ key, title, again }) {
      save([...open.filter((each) => each.key !== key), { key, title, ...(again ? { again } : {}) }]);
    },
    ended: (key) => drop((each) => each.key === key && !each.again),
    closed: (key) => drop((each) => each.key === key),
  };
}

function readKept(path: string): readonly Kept[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(kept) ? kept : [];
  } catch {
    // There is none yet, or the machine went down while it was written.
    return [];
  }
}

function writeKept(path: string, kept: readonly Kept[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(kept), { mode: 0o600 });
}

async function offerAgain(lost: readonly Kept[]): Promise<void> {
  if (lost.length === 0) return;
  const answer = await window.showInformationMessage(endedWithWindow(lost.map(({ title }) => title)), openAgain);
  if (answer !== openAgain) return;
  for (const { again } of lost) if (again) await commands.executeCommand(again.command, again.rows);
}

function sayThatTheyEnded(lost: readonly Kept[]): void {
  if (lost.length === 0) return;
  const names = listNames(lost.map(({ title }) => title));
  void window.showInformationMessage(
    lost.length === 1
      ? l10n.t(
          'The terminal {0} ended with the window. It cannot be opened again: run its command once more if you need it.',
          names,
        )
      : l10n.t(
          'The terminals {0} ended with the window. They cannot be opened again: run their commands once more if you need them.',
          names,
        ),
  );
}
