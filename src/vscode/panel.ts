// Webview panels: an empty page that may run one script of ours and nothing else, and its messages. Knows no panel by name.

import { randomBytes } from 'node:crypto';
import { Disposable, env, extensions, l10n, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { Panels } from '../panels/panel.ts';

export function createPanels(): Panels & Disposable {
  const open = new Map<string, WebviewPanel>();
  return {
    open<ToPanel, FromPanel>({ key, title, script }: { key: string; title: string; script: string }) {
      const before = open.get(key);
      if (before) {
        before.reveal();
        return undefined;
      }
      const extension = extensions.getExtension('longshore.longshore')?.extensionUri;
      if (!extension) throw new Error('The extension does not find itself.');
      const roots = { style: Uri.joinPath(extension, 'media'), script: Uri.joinPath(extension, 'dist') };
      const view = window.createWebviewPanel(`longshore.${script}`, title, ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: Object.values(roots),
      });
      open.set(key, view);
      const closing = new AbortController();
      const listeners: ((message: FromPanel) => void)[] = [];
      const watchers: ((visible: boolean) => void)[] = [];
      let visible = view.visible;
      const subscriptions = Disposable.from(
        view.webview.onDidReceiveMessage((message: FromPanel) => {
          for (const listener of listeners) listener(message);
        }),
        view.onDidChangeViewState(() => {
          if (view.visible === visible) return;
          visible = view.visible;
          for (const watcher of watchers) watcher(visible);
        }),
        view.onDidDispose(() => {
          open.delete(key);
          visible = false;
          closing.abort();
          subscriptions.dispose();
        }),
      );
      view.webview.html = page(view, title, {
        style: Uri.joinPath(roots.style, 'panel.css'),
        script: Uri.joinPath(roots.script, `${script}-panel.js`),
      });
      return {
        post: (message: ToPanel) => {
          if (!closing.signal.aborted) void view.webview.postMessage(message);
        },
        onMessage: (listener: (message: FromPanel) => void) => void listeners.push(listener),
        get visible() {
          return visible;
        },
        onVisibility: (watcher: (visible: boolean) => void) => void watchers.push(watcher),
        closed: closing.signal,
      };
    },
    dispose() {
      for (const view of [...open.values()]) view.dispose();
    },
  };
}

function page({ webview }: WebviewPanel, title: string, { style, script }: { style: Uri; script: Uri }): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(l10n.bundle ? env.language : 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${webview.asWebviewUri(style)}">
</head>
<body>
<main data-texts="${escaped(JSON.stringify(l10n.bundle ?? {}))}"></main>
<script nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
