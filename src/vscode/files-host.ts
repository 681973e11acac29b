// What the commands for files in containers ask of the editor, by VS Code's own dialogs, editors and windows.
import { commands, Uri, window, workspace } from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import type { FilesHost } from '../commands/host/files-host.ts';
import type { VolumeFilesByEngine } from '../container-files/volume-files-by-engine.ts';
import { fileUri } from './file-addresses.ts';
import type { FileNews } from './file-news.ts';
import type { ReadOnlyDocuments } from './read-only-documents.ts';

const mostCandidates = 20;

export function createFilesHost(volumes: VolumeFilesByEngine, documents: ReadOnlyDocuments, news: FileNews): FilesHost {
  return {
    volumes: volumes.of,
    changed: news.tell,

    async open(place) {
      // The command, unlike showTextDocument, also shows pictures and other files that are no text.
      await commands.executeCommand('vscode.open', fileUri(place));
    },

    async openWindow(place) {
      await commands.executeCommand('vscode.openFolder', fileUri(place), { forceNewWindow: true });
    },

    async compare(place, localPath, title) {
      await commands.executeCommand('vscode.diff', fileUri(place), Uri.file(localPath), title);
    },

    async compareWithText({ name, text }, place, title) {
      await commands.executeCommand('vscode.diff', documents.put(name, text), fileUri(place), title);
    },

    async compareTexts(one, other, title) {
      const [left, right] = [one, other].map(({ name, text }) => documents.put(name, text));
      await commands.executeCommand('vscode.diff', left, right, title);
    },

    async namedInWorkspace(name) {
      // In a pattern these would mean something: each in brackets is itself.
      const pattern = name.replaceAll(/[*?[\]{}]/g, '[$&]');
      const found = await workspace.findFiles(`**/${pattern}`, '**/{node_modules,.git}/**', mostCandidates);
      return found.map(({ fsPath }) => fsPath).sort();
    },

    async chooseLocal(title, button, what) {
      const [folder] = workspace.workspaceFolders ?? [];
      const chosen = await window.showOpenDialog({
        title,
        openLabel: button,
        canSelectFiles: what !== 'folder',
        canSelectFolders: what === 'folder',
        canSelectMany: what === 'files',
        ...(folder?.uri.scheme === 'file' ? { defaultUri: folder.uri } : {}),
      });
      if (!chosen || chosen.length === 0) throw new Cancelled();
      return chosen.map(({ fsPath }) => fsPath);
    },
  };
}
