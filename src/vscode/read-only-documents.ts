// Read-only documents of ours (inspect, rule pages): text by path under the scheme `longshore:`.
import { commands, type Disposable, EventEmitter, Uri, window, workspace } from 'vscode';

const readOnlyScheme = 'longshore';

export interface ReadOnlyDocuments extends Disposable {
  /** Sets the text of `name` (its extension says the language) and answers the address to open. */
  put(name: string, text: string): Uri;
  /** Markdown, rendered where the editor can. */
  showPage(name: string, markdown: string): Promise<void>;
}

export function registerReadOnlyDocuments(): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(readOnlyScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closed = workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === readOnlyScheme) texts.delete(uri.toString());
  });
  const put = (name: string, text: string) => {
    const uri = Uri.from({ scheme: readOnlyScheme, path: `/${name.replaceAll('/', '-')}` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  };
  return {
    put,
    async showPage(name, markdown) {
      const page = put(name, markdown);
      try {
        await commands.executeCommand('markdown.showPreview', page);
      } catch {
        // The extension that renders it is VS Code's own, and may be switched off, or missing in a browser: no command is there.
        await window.showTextDocument(page, { preview: true });
      }
    },
    dispose() {
      closed.dispose();
      provider.dispose();
      changed.dispose();
      texts.clear();
    },
  };
}
