// What all parts of the language server share.
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import type { OpenDocuments } from './documents.ts';
import type { IgnoreFiles } from './ignore-requests.ts';
import type { Project } from './project.ts';
import type { ServerSettings } from './settings.ts';

export interface Server {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly project: Project;
  readonly ignoreFiles: IgnoreFiles;
  readonly settings: () => ServerSettings;
  /** What the client said of itself. */
  readonly client: () => InitializeParams['capabilities'];
}
