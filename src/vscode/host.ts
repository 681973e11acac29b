// The Host of the commands, by VS Code's own dialogs, notifications, terminals and documents.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commands,
  Disposable,
  env,
  type LogOutputChannel,
  languages,
  type Memento,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import type { Host } from '../commands/host/host.ts';
import type { VolumeFilesByEngine } from '../container-files/volume-files-by-engine.ts';
import type { ContextView } from './build-context-view.ts';
import { buildSettings } from './build-settings.ts';
import { openEditorInside } from './dev-containers.ts';
import { dockerfileSelector, findDockerfiles } from './dockerfiles.ts';
import { editorDialogs } from './editor-dialogs.ts';
import type { FileNews } from './file-news.ts';
import { createFilesHost } from './files-host.ts';
import { repairActiveDockerfile } from './language.ts';
import type { Layouts } from './layouts.ts';
import type { EditorPages } from './pages.ts';
import { type ReadOnlyDocuments, registerReadOnlyDocuments } from './read-only-documents.ts';
import { memoryIn } from './remembered.ts';
import { reportError } from './report.ts';
import { engineHost, scansForSecrets, setEngineHost } from './settings.ts';
import { createTerminals } from './terminals.ts';

/** `state` keeps what the commands remember; `storage`: the folder that the editor has for this workspace. */
export function createHost(
  log: LogOutputChannel,
  state: Memento,
  storage: Uri | undefined,
  layouts: Layouts,
  volumes: VolumeFilesByEngine,
  fileNews: FileNews,
  buildContext: ContextView,
  pages: EditorPages,
): Host & Disposable {
  const documents: ReadOnlyDocuments = registerReadOnlyDocuments();
  const terminals = createTerminals(log, storage && join(storage.fsPath, 'terminals.json'));
  const memory = memoryIn(state);
  const lifetime = Disposable.from(documents, terminals, memory);
  return {
    files: createFilesHost(volumes, documents, fileNews),
    buildSettings,
    engineHost,
    setEngineHost,
    scansForSecrets,
    buildContext,
    openPage: pages.open,
    report: (work) => void work.catch((error) => reportError(error, log, 'a page')),
    runCommand: (id, refs) => void commands.executeCommand(id, refs),

    memory,

    layout: layouts.get,
    setLayout: layouts.set,
    reveal: layouts.reveal,

    ...editorDialogs(log),

    workspaceFolder: () => workspace.workspaceFolders?.[0]?.uri.fsPath,

    runInTerminal: (program) => terminals.run(program),
    attachments: (menuOf) => terminals.attachments(menuOf),
    openEditorInside,

    async showDocument(name, text, line) {
      const shown = await workspace.openTextDocument(documents.put(name, text));
      const selection = line === undefined ? undefined : new Range(line, 0, line, 0);
      await window.showTextDocument(shown, { preview: true, ...(selection ? { selection } : {}) });
    },

    showPage: documents.showPage,

    async openInBrowser(url) {
      await env.openExternal(Uri.parse(url));
    },

    async copy(text, words = text.length > 60 ? `${text.slice(0, 57)}…` : text) {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(`$(check) Copied ${words}`, 3000);
    },

    showLog: () => log.show(),

    async savedText(path) {
      const document = workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
      if (document?.isDirty && !(await document.save())) throw new Cancelled();
      return readFile(path, 'utf8').catch(() => '');
    },

    repairActiveDockerfile,

    activeDockerfile() {
      const document = window.activeTextEditor?.document;
      const isOnDisk = document?.uri.scheme === 'file';
      return document && isOnDisk && languages.match(dockerfileSelector, document) > 0
        ? document.uri.fsPath
        : undefined;
    },

    cursorLine: () => window.activeTextEditor?.selection.active.line,

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
