// When problems are told: to clients that ask, when they ask; to others a moment after the last change.
import { ResponseError } from 'vscode-languageserver/node';
import { codeActions, repairedText } from './code-actions.ts';
import { diagnosticOf, Problems } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';
import type { Server } from './shared.ts';

/** Milliseconds without a change after which the problems are told. */
const pause = 100;

export interface DiagnosticsFlow {
  changed(uri: string): void;
  closed(uri: string): void;
  /** What surrounds the documents is another now. */
  allChanged(): void;
}

export function listenForDiagnostics({
  connection,
  documents,
  project,
  ignoreFiles,
  settings,
  client,
}: Server): DiagnosticsFlow {
  const tellFailure = (rule: string, error: unknown) =>
    connection.console.error(`The rule ${rule} failed, which is a fault of Longshore: ${String(error)}`);
  const problems = new Problems(project, settings, tellFailure);
  const waiting = new Map<string, NodeJS.Timeout>();
  const asks = () => client().textDocument?.diagnostic !== undefined;

  const diagnosticsOf = async (document: OpenDocument) =>
    document.kind === 'dockerfile'
      ? (await problems.of(document)).map(diagnosticOf)
      : ignoreFiles.diagnostics(document);
  const tell = async (uri: string) => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (!document) return;
    const diagnostics = await diagnosticsOf(document);
    // A newer version is told when its own pause is over.
    if (documents.get(uri) === document) {
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    }
  };
  const tellLater = (uri: string) => {
    if (asks()) return;
    clearTimeout(waiting.get(uri));
    const timer = setTimeout(() => {
      tell(uri).catch((error: unknown) => connection.console.error(`Linting ${uri}: ${String(error)}`));
    }, pause);
    waiting.set(uri, timer);
  };

  connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    const items = document ? await diagnosticsOf(document) : [];
    if (token.isCancellationRequested) throw new ResponseError(-32800, 'The request was cancelled.');
    return { kind: 'full', items };
  });
  connection.onCodeAction(async (params) => {
    const document = documents.get(params.textDocument.uri);
    if (!document) return [];
    if (document.kind === 'ignore-file') return ignoreFiles.actions(document);
    return codeActions(document, params, problems, () => repairedText(document, project, settings(), tellFailure));
  });

  return {
    changed: tellLater,
    closed(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      if (!asks()) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    allChanged() {
      problems.forget();
      for (const { uri } of documents.all()) tellLater(uri);
      if (client().workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    },
  };
}
