// `longshore lsp --stdio`: the language server. Answers from the core; asks no engine and no network.
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  StreamMessageReader,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { fixAllKind } from './code-actions.ts';
import { listenForDiagnostics } from './diagnostics-flow.ts';
import { OpenDocuments } from './documents.ts';
import { IgnoreFiles } from './ignore-requests.ts';
import { answerLanguageRequests, languageCapabilities } from './language-requests.ts';
import { WholeMessageWriter } from './message-writer.ts';
import { Project } from './project.ts';
import { defaultSettings, readSettings } from './settings.ts';
import type { Server } from './shared.ts';

/** Resolves when the client ends it, or goes away. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const connection = createConnection(new StreamMessageReader(input), new WholeMessageWriter(output));
  const documents = new OpenDocuments();
  const project = new Project();
  let settings = defaultSettings;
  let client: InitializeParams['capabilities'] = {};
  const ignoreFiles = new IgnoreFiles({ project, client: () => client });
  const server: Server = {
    connection,
    documents,
    project,
    ignoreFiles,
    settings: () => settings,
    client: () => client,
  };
  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    settings = readSettings(params.initializationOptions);
    return {
      serverInfo: { name: 'longshore', version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        diagnosticProvider: { identifier: 'longshore', interFileDependencies: false, workspaceDiagnostics: false },
        codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', fixAllKind] },
        ...languageCapabilities,
      },
    };
  });
  const flow = listenForDiagnostics(server);
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument.uri, textDocument.version, contentChanges);
    flow.changed(textDocument.uri);
  });
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version: opened, text } }) => {
    documents.open(uri, languageId, opened, text);
    flow.changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    project.forgetDocument(uri);
    flow.closed(uri);
  });
  connection.onDidSaveTextDocument(() => {
    project.forget();
    ignoreFiles.forget();
    flow.allChanged();
  });
  connection.onInitialized(() => {
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    const watchers = ['**/.{longshore,hadolint}.{yaml,yml}', '**/*.dockerignore', '**/.dockerignore'].map(
      (globPattern) => ({
        globPattern,
      }),
    );
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(() => {
    project.forget();
    ignoreFiles.forget();
    flow.allChanged();
  });
  connection.onDidChangeConfiguration((params) => {
    settings = readSettings(params.settings);
    flow.allChanged();
  });
  answerLanguageRequests(server);
  const ended = new Promise<void>((resolve) => {
    connection.onExit(resolve);
    // A client that is gone says nothing.
    input.on('end', resolve);
    input.on('close', resolve);
  });
  connection.listen();
  return ended;
}
