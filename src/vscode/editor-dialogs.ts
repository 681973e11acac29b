// The dialogs and messages of the commands, by VS Code's own.
import { homedir } from 'node:os';
import { Disposable, type LogOutputChannel, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { Dialogs } from '../commands/host/dialogs.ts';
import { Cancelled, type TickList } from '../commands/host/dialogs.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import { showProgress } from './editor-progress.ts';
import { pickItem, pickOne, withHeadings } from './keyword-pick.ts';
import { reportError } from './report.ts';

export function editorDialogs(log: LogOutputChannel): Dialogs {
  return {
    tick: showTickList,

    async chooseFiles({ title, action, several, endings }) {
      const chosen = await window.showOpenDialog({
        title,
        openLabel: action,
        canSelectMany: several,
        ...(endings === undefined ? {} : { filters: { [title]: [...endings], All: ['*'] } }),
      });
      if (!chosen || chosen.length === 0) throw new Cancelled();
      return chosen.map(({ fsPath }) => fsPath);
    },

    async chooseNewFile({ title, action, name }) {
      const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
      const chosen = await window.showSaveDialog({
        title,
        saveLabel: action,
        defaultUri: Uri.joinPath(folder, name.replaceAll(/[/\\:]/g, '-')),
      });
      if (!chosen) throw new Cancelled();
      return chosen.fsPath;
    },

    pick: pickOne,

    async ask({ title, prompt, value, placeholder, secret, validate, onChange }) {
      const answer = await window.showInputBox({
        title,
        prompt,
        ignoreFocusOut: true,
        ...(secret ? { password: true } : {}),
        ...(value === undefined ? {} : { value }),
        ...(placeholder === undefined ? {} : { placeHolder: placeholder }),
        // VS Code asks with each letter, and has no other event for it here.
        validateInput: (text) => {
          onChange?.(text);
          return validate?.(text);
        },
      });
      if (answer === undefined) throw new Cancelled();
      return answer;
    },

    async confirm({ question, detail, action, also }) {
      const buttons = also === undefined ? [action] : [action, also];
      const answer = await window.showWarningMessage(
        visibleText(question),
        { modal: true, detail: visibleLines(detail) },
        ...buttons,
      );
      if (answer === undefined) throw new Cancelled();
      return answer === action ? 'action' : 'also';
    },

    progress: showProgress,

    inform(message, offers = []) {
      const titles = offers.map(({ title }) => title);
      void window.showInformationMessage(visibleText(message), ...titles).then(async (answer) => {
        try {
          await offers.find(({ title }) => title === answer)?.run();
        } catch (error) {
          reportError(error, log, String(answer));
        }
      });
    },
  };
}

/** `showQuickPick` cannot change its title while rows are ticked. */
async function showTickList<T>({ title, placeholder, choices }: TickList<T>): Promise<T[]> {
  const list = window.createQuickPick<QuickPickItem & { readonly value?: T }>();
  const values = () => list.selectedItems.flatMap((item) => ('value' in item ? [item.value as T] : []));
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.placeholder = placeholder;
  list.items = withHeadings(choices, pickItem);
  list.selectedItems = list.items.filter((item) => 'value' in item);
  list.title = title(values());
  const listeners: Disposable[] = [];
  try {
    const accepted = await new Promise<boolean>((resolve) => {
      listeners.push(
        list.onDidChangeSelection(() => {
          list.title = title(values());
        }),
        list.onDidAccept(() => resolve(true)),
        list.onDidHide(() => resolve(false)),
      );
      list.show();
    });
    if (!accepted || values().length === 0) throw new Cancelled();
    return values();
  } finally {
    Disposable.from(list, ...listeners).dispose();
  }
}
