// Terminals end with the window: VS Code brings back none of an extension's. Which were open is kept, so that after a reload it
// is said, and they are opened again at a click.
import * as l10n from '@vscode/l10n';
import { commands, type Memento, window } from 'vscode';
import type { TerminalProgram } from '../commands/host/terminals.ts';
import { listNames } from '../commands/text/count-and-list.ts';

export interface KeptTerminals {
  opened(program: TerminalProgram): void;
  closed(key: string): void;
}

type Kept = Pick<TerminalProgram, 'title' | 'again'> & { readonly key: string };

const stateKey = 'open terminals';

export function keepTerminals(state: Memento): KeptTerminals {
  const lost = state.get<readonly Kept[]>(stateKey, []);
  let open: readonly Kept[] = [];
  const save = (next: readonly Kept[]) => {
    open = next;
    void state.update(stateKey, open);
  };
  if (lost.length > 0) {
    save([]);
    void offerAgain(lost);
  }
  return {
    opened({ key, title, again }) {
      if (again) save([...open.filter((each) => each.key !== key), { key, title, again }]);
    },
    closed(key) {
      if (open.some((each) => each.key === key)) save(open.filter((each) => each.key !== key));
    },
  };
}

async function offerAgain(lost: readonly Kept[]): Promise<void> {
  const reopen = l10n.t('Open Again');
  const names = listNames(lost.map(({ title }) => title));
  const answer = await window.showInformationMessage(
    lost.length === 1
      ? l10n.t('The terminal {0} ended with the window.', names)
      : l10n.t('The terminals {0} ended with the window.', names),
    reopen,
  );
  if (answer !== reopen) return;
  for (const { again } of lost) if (again) await commands.executeCommand(again.command, [again.row]);
}
