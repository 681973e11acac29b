// Requests about a .dockerignore file. What is in the build context is read once, until something is saved.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as l10n from '@vscode/l10n';
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type InitializeParams,
  type Position,
} from 'vscode-languageserver/node';
import {
  idleLines,
  ignoreCompletion,
  ignoredFolderAt,
  ignoreEdit,
  leftToIgnore,
  lineHover,
  lineSummary,
} from '../dockerfile/language/ignore-answers.ts';
import { type ContextFile, type IgnoreLine, ignoreLines } from '../dockerfile/language/ignore-lines.ts';
import { formatBytes } from '../quantities.ts';
import { keptContextFiles } from '../surroundings/context-files.ts';
import { diskContextFiles } from '../surroundings/disk-context-files.ts';
import { textEdit } from './code-actions.ts';
import { completionItems } from './completion.ts';
import type { OpenDocument } from './documents.ts';
import type { Project } from './project.ts';

export class IgnoreFiles {
  private readonly contexts = keptContextFiles(diskContextFiles);

  constructor(private readonly server: { readonly project: Project; client(): InitializeParams['capabilities'] }) {}

  forget(): void {
    this.contexts.forget();
  }

  async hover({ uri, text }: OpenDocument, { line }: Position): Promise<Hover | null> {
    const found = (await this.lines(uri, text)).find((each) => each.line === line);
    return found
      ? { range: found.range, contents: { kind: 'markdown', value: lineHover(found, formatBytes).join('\n\n') } }
      : null;
  }

  async lenses({ uri, text }: OpenDocument): Promise<CodeLens[]> {
    const lines = await this.lines(uri, text);
    return lines.map((line) => ({
      range: line.range,
      command: { title: lineSummary(line, formatBytes), command: '' },
    }));
  }

  async diagnostics({ uri, text }: OpenDocument): Promise<Diagnostic[]> {
    return idleLines(await this.lines(uri, text)).map(({ range, message }) => ({
      range,
      message,
      severity: 4,
      source: 'longshore',
      tags: [1],
    }));
  }

  async completion({ uri, text }: OpenDocument, position: Position): Promise<CompletionList> {
    const folder = ignoredFolderAt(text, position);
    const entries = folder === undefined ? undefined : await this.server.project.folderOf(uri)?.list(folder);
    const { items, length } = ignoreCompletion(text, position, entries);
    const range = { start: { line: position.line, character: position.character - length }, end: position };
    return {
      isIncomplete: false,
      items: completionItems(items, { insert: range, replace: range }, this.server.client()),
    };
  }

  async actions({ uri, text }: OpenDocument): Promise<CodeAction[]> {
    const entries = await this.server.project.folderOf(uri)?.list('');
    const names = leftToIgnore(text, new Set(entries?.keys()));
    if (names.length === 0) return [];
    return [
      {
        title: l10n.t('Exclude {0}', names.join(', ')),
        kind: CodeActionKind.QuickFix,
        edit: { changes: { [uri]: [textEdit(ignoreEdit(text, names))] } },
      },
    ];
  }

  /** All files of a folder; undefined where it cannot be read, or holds more than a person waits for. */
  filesIn(folder: string): Promise<readonly ContextFile[] | undefined> {
    return this.contexts.of(folder);
  }

  private async lines(uri: string, text: string): Promise<readonly IgnoreLine[]> {
    if (!uri.startsWith('file:')) return [];
    const files = await this.filesIn(dirname(fileURLToPath(uri)));
    return files ? ignoreLines(text, files) : [];
  }
}
