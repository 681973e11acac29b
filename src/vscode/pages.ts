// Pages in webview panels: each an empty document that may run one script of ours and nothing else. Knows no page by name: they
// are opened by their kind, filled by the table of the commands, and come back when the window is loaded anew.

import { randomBytes } from 'node:crypto';
import {
  Disposable,
  env,
  extensions,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { CommandServices } from '../commands/host/command.ts';
import { type PageKind, type PageRequest, type Panel, pageKinds } from '../panels/panel.ts';
import { loadCommands } from './load-commands.ts';
import { reportError } from './report.ts';

export interface EditorPages extends Disposable {
  open(request: PageRequest): void;
  /** From now on pages can be opened, and those of before the reload are filled. */
  fillFrom(services: (kind: PageKind) => Promise<CommandServices>): Disposable;
}

/** What a page keeps in its own state, which the editor gives back. */
type Kept = Pick<PageRequest, 'key' | 'target'>;

export function createPages(log: LogOutputChannel): EditorPages {
  const open = new Map<string, WebviewPanel>();
  let services: ((kind: PageKind) => Promise<CommandServices>) | undefined;
  const folder = () => {
    const uri = extensions.getExtension('longshore.longshore')?.extensionUri;
    if (!uri) throw new Error('The extension does not find itself.');
    return { media: Uri.joinPath(uri, 'media'), scripts: Uri.joinPath(uri, 'dist', 'pages') };
  };
  const options = () => ({ enableScripts: true, localResourceRoots: Object.values(folder()) });

  const fill = async (view: WebviewPanel, kind: PageKind, { key, target }: Kept, once?: unknown): Promise<void> => {
    const place = `${kind} ${key}`;
    open.set(place, view);
    view.onDidDispose(() => open.delete(place));
    const panel = panelOf(view);
    const [{ pages }, given] = await Promise.all([loadCommands(), services?.(kind)]);
    if (panel.closed.aborted) return;
    const understood = given !== undefined && pages[kind](given, panel, target, once);
    if (!understood) {
      log.info(`A page (${kind}) could not be shown again: it is of another version.`);
      view.dispose();
      return;
    }
    const { media, scripts } = folder();
    view.webview.html = documentOf(view, { key, target }, Uri.joinPath(media, 'page.css'), [
      Uri.joinPath(scripts, 'language.js'),
      Uri.joinPath(scripts, `${kind}.js`),
    ]);
  };

  return {
    open({ kind, key, title, target, once }) {
      const before = open.get(`${kind} ${key}`);
      if (before) return before.reveal();
      const view = window.createWebviewPanel(viewType(kind), title, ViewColumn.Active, options());
      fill(view, kind, { key, target }, once).catch((error) => reportError(error, log, 'a page'));
    },
    fillFrom(given) {
      services = given;
      return Disposable.from(
        ...pageKinds.map((kind) =>
          window.registerWebviewPanelSerializer(viewType(kind), {
            async deserializeWebviewPanel(view, state: Partial<Kept> | undefined) {
              view.webview.options = options();
              await fill(view, kind, { key: String(state?.key), target: state?.target });
            },
          }),
        ),
      );
    },
    dispose() {
      for (const view of [...open.values()]) view.dispose();
    },
  };
}

const viewType = (kind: PageKind) => `longshore.${kind}`;

function panelOf(view: WebviewPanel): Panel<never, never> {
  const closing = new AbortController();
  const listeners: ((message: never) => void)[] = [];
  const watchers: ((visible: boolean) => void)[] = [];
  let visible = view.visible;
  const subscriptions = Disposable.from(
    view.webview.onDidReceiveMessage((message) => {
      for (const listener of listeners) listener(message as never);
    }),
    view.onDidChangeViewState(() => {
      if (view.visible === visible) return;
      visible = view.visible;
      for (const watcher of watchers) watcher(visible);
    }),
    view.onDidDispose(() => {
      visible = false;
      closing.abort();
      subscriptions.dispose();
    }),
  );
  return {
    post: (message) => {
      if (!closing.signal.aborted) void view.webview.postMessage(message);
    },
    onMessage: (listener) => void listeners.push(listener),
    get visible() {
      return visible;
    },
    onVisibility: (watcher) => void watchers.push(watcher),
    closed: closing.signal,
  };
}

function documentOf({ webview, title }: WebviewPanel, kept: Kept, style: Uri, scripts: readonly Uri[]): string {
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
<main aria-busy="true" data-kept="${escaped(JSON.stringify(kept))}" data-texts="${escaped(JSON.stringify(l10n.bundle ?? {}))}">
<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>
</main>
${scripts.map((script) => `<script type="module" nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>`).join('\n')}
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
