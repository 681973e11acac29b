// The Host of the commands, by VS Code's own dialogs, notifications, terminals and documents.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import {
  commands,
  Disposable,
  env,
  type LogOutputChannel,
  languages,
  type Memento,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import { Cancelled, type Progress, type TickList } from '../commands/host/dialogs.ts';
import type { Host } from '../commands/host/host.ts';
import type { VolumeFilesByEngine } from '../container-files/volume-files-by-engine.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import { buildSettings } from './build-settings.ts';
import type { ContextView } from './context-view.ts';
import { openEditorInside } from './dev-containers.ts';
import { dockerfileSelector, findDockerfiles } from './dockerfiles.ts';
import { createFilesHost } from './files-host.ts';
import { pickByKeyword, pickItem, withHeadings } from './keyword-pick.ts';
import { fixAllKind } from './language.ts';
import type { Layouts } from './layouts.ts';
import { abortSignalOf } from './lifetime.ts';
import { createPanels } from './panel.ts';
import { type ReadOnlyDocuments, registerReadOnlyDocuments } from './read-only-documents.ts';
import { reportError } from './report.ts';
import { scansForSecrets } from './settings.ts';
import { createTerminals } from './terminals.ts';

/** What is over sooner needs no notification: it would only flash. */
const quick = 400;

/** `state` keeps what the commands remember. */
export function createHost(
  log: LogOutputChannel,
  state: Memento,
  layouts: Layouts,
  volumes: VolumeFilesByEngine,
  buildContext: ContextView,
): Host & Disposable {
  const documents: ReadOnlyDocuments = registerReadOnlyDocuments();
  const terminals = createTerminals(log);
  const panels = createPanels();
  const lifetime = Disposable.from(documents, terminals, panels);
  return {
    files: createFilesHost(volumes),
    buildSettings,
    scansForSecrets,
    buildContext,
    panels,

    memory: {
      get: (key) => state.get(key),
      set: async (key, value) => state.update(key, value),
    },

    layout: layouts.get,
    setLayout: layouts.set,

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

    workspaceFolder: () => workspace.workspaceFolders?.[0]?.uri.fsPath,

    async pick(title, placeholder, choices) {
      if (choices.some(({ keywords }) => keywords)) return pickByKeyword(title, placeholder, choices);
      const picked = await window.showQuickPick(choices.map(pickItem), {
        title,
        placeHolder: placeholder,
        matchOnDescription: true,
        matchOnDetail: true,
      });
      if (!picked) throw new Cancelled();
      return picked.value;
    },

    async ask({ title, prompt, value, placeholder, secret, validate }) {
      const answer = await window.showInputBox({
        title,
        prompt,
        ignoreFocusOut: true,
        ...(secret ? { password: true } : {}),
        ...(value === undefined ? {} : { value }),
        ...(placeholder === undefined ? {} : { placeHolder: placeholder }),
        ...(validate === undefined ? {} : { validateInput: validate }),
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

    runInTerminal: (program) => terminals.run(program),
    attachments: (menuOf) => terminals.attachments(menuOf),
    openEditorInside,

    async showDocument(name, text) {
      await window.showTextDocument(await workspace.openTextDocument(documents.put(name, text)), { preview: true });
    },

    async showPage(name, markdown) {
      await commands.executeCommand('markdown.showPreview', documents.put(name, markdown));
    },

    async openInBrowser(url) {
      await env.openExternal(Uri.parse(url));
    },

    async copy(text) {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(`$(check) Copied ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`, 3000);
    },

    showLog: () => log.show(),

    async savedText(path) {
      const document = workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
      if (document?.isDirty && !(await document.save())) throw new Cancelled();
      return readFile(path, 'utf8').catch(() => '');
    },

    async repairActiveDockerfile() {
      const document = window.activeTextEditor?.document;
      if (!document || languages.match(dockerfileSelector, document) === 0) return false;
      await commands.executeCommand('editor.action.codeAction', { kind: fixAllKind.value, apply: 'first' });
      return true;
    },

    activeDockerfile() {
      const document = window.activeTextEditor?.document;
      const isOnDisk = document?.uri.scheme === 'file';
      return document && isOnDisk && languages.match(dockerfileSelector, document) > 0
        ? document.uri.fsPath
        : undefined;
    },

    async editDockerfileLine(edit) {
      const editor = window.activeTextEditor;
      if (!editor || languages.match(dockerfileSelector, editor.document) === 0) return;
      const { range, text } = editor.document.lineAt(editor.selection.active.line);
      await editor.edit((builder) => builder.replace(range, edit(text)));
    },

    findDockerfiles: async () => (await findDockerfiles()).map(({ fsPath }) => fsPath),

    dispose: () => lifetime.dispose(),
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

/** Runs at once; a notification with Cancel appears only if it takes more than a moment. */
async function showProgress<T>(
  title: string,
  work: (report: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  let latest: Progress = {};
  let shown: ((progress: Progress) => void) | undefined;
  const done = work((progress) => {
    latest = progress;
    shown?.(progress);
  }, cancel.signal);
  if (await settlesWithin(done, quick)) return done;
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
    abortSignalOf(token).addEventListener('abort', () => cancel.abort(new Cancelled()), { once: true });
    let percent = 0;
    shown = ({ message, fraction }) => {
      const next = Math.max(percent, Math.round((fraction ?? 0) * 100));
      bar.report({ ...(message === undefined ? {} : { message }), increment: next - percent });
      percent = next;
    };
    shown(latest);
    return done;
  });
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
