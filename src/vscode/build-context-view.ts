// The Build Context view: what it shows, when it appears, and how things are left out by edits that can be undone.
import * as l10n from '@vscode/l10n';
import {
  commands,
  Disposable,
  EndOfLine,
  EventEmitter,
  type LogOutputChannel,
  Position,
  Range,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { withIgnoreLine } from '../build-context/ignore-line.ts';
import { measureContext } from '../build-context/measure.ts';
import type { BuildContextHost } from '../commands/host/build-context-host.ts';
import { type ContextSource, type ShownContext, shownContext } from '../explorer/build-context.ts';
import { setContextKey } from './context-keys.ts';
import { logError } from './report.ts';
import type { TreeSource } from './tree-source.ts';

export interface ContextView extends BuildContextHost, Disposable {
  readonly rows: TreeSource<ContextSource, void>;
}

export function createBuildContextView(log: LogOutputChannel): ContextView {
  let shown: ShownContext | undefined;
  const changed = new EventEmitter<void>();
  let remeasuring = new AbortController();

  const remeasure = async (): Promise<void> => {
    if (!shown) return;
    const { folder, dockerfile } = shown.measure;
    remeasuring.abort();
    remeasuring = new AbortController();
    const { signal } = remeasuring;
    try {
      const measure = await measureContext({ contextFolder: folder, dockerfile, withLeftOut: true }, signal);
      if (signal.aborted) return;
      shown = shownContext(measure);
      changed.fire();
    } catch (error) {
      if (!signal.aborted) logError(error, log, 'Build context');
    }
  };
  const saved = workspace.onDidSaveTextDocument(({ uri }) => {
    if (uri.scheme === 'file' && uri.path.endsWith('.dockerignore')) void remeasure();
  });
  const lifetime = Disposable.from(saved, changed, new Disposable(() => remeasuring.abort()));

  return {
    rows: {
      source: { shown: () => shown },
      isReady: () => shown !== undefined,
      begin: () => undefined,
      onDidChange: (listener) => changed.event(listener),
    },
    shown: () => shown?.measure,
    async show(measure) {
      const isNew = shown?.measure.dockerfile !== measure.dockerfile;
      remeasuring.abort();
      shown = shownContext(measure);
      changed.fire();
      await setContextKey('longshore.contextShown', true);
      // Who leaves one thing out after another stays where they are.
      if (isNew) await commands.executeCommand('longshore.context.focus');
    },
    async hide() {
      remeasuring.abort();
      shown = undefined;
      changed.fire();
      await setContextKey('longshore.contextShown', false);
    },
    async open(path, line) {
      const selection = line === undefined ? {} : { selection: new Range(line, 0, line, 0) };
      // Not every file is a text.
      await commands.executeCommand('vscode.open', Uri.file(path), { preview: true, ...selection });
    },
    addLine,
    dispose: () => lifetime.dispose(),
  };
}

async function addLine(path: string, line: string): Promise<void> {
  const uri = Uri.file(path);
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await workspace.applyEdit(edit);
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, {
    preview: false,
    preserveFocus: true,
    viewColumn: ViewColumn.Beside,
  });
  const text = document.getText();
  const added = withIgnoreLine(text, line, document.eol === EndOfLine.CRLF ? '\r\n' : '\n').slice(text.length);
  await editor.edit((builder) => builder.insert(document.positionAt(text.length), added));
  editor.revealRange(new Range(new Position(document.lineCount - 1, 0), new Position(document.lineCount - 1, 0)));
  if (!(await document.save())) throw new Error(l10n.t('{0} cannot be saved. Check whether it is read-only.', path));
}
