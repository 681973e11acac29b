// .dockerignore files: what each line leaves out, in a lens and a hover; lines that do nothing; paths that may be written.
import {
  CodeLens,
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  Disposable,
  EventEmitter,
  Hover,
  languages,
  MarkdownString,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import {
  idleLines,
  ignoreCompletion,
  ignoredFolderAt,
  lineHover,
  lineSummary,
} from '../dockerfile/language/ignore-answers.ts';
import { type IgnoreLine, ignoreLines } from '../dockerfile/language/ignore-lines.ts';
import { formatBytes } from '../quantities.ts';
import { keptContextFiles } from '../surroundings/context-files.ts';
import { contextFilesOf } from './editor-context-files.ts';
import { folderOf } from './editor-folder.ts';
import type { Machine } from './machine.ts';
import { editorRange } from './ranges.ts';

const selector = { language: 'dockerignore' } as const;

/** Milliseconds without a change on the disk, after which what lies there is counted anew. */
const quietTime = 500;

/** `machine` undefined: in a browser. */
export function registerIgnoreFiles(machine: Machine | undefined): Disposable {
  const problems = languages.createDiagnosticCollection('longshore-ignore-files');
  const changed = new EventEmitter<void>();
  const counted = keptContextFiles((folder) => contextFilesOf(Uri.parse(folder), machine));
  const linesOf = async (document: TextDocument): Promise<readonly IgnoreLine[]> => {
    if (document.isUntitled || document.uri.scheme === 'git') return [];
    const files = await counted.of(Uri.joinPath(document.uri, '..').toString());
    return files ? ignoreLines(document.getText(), files) : [];
  };
  const tell = async (document: TextDocument) => {
    if (languages.match(selector, document) === 0) return;
    const { version } = document;
    const lines = await linesOf(document);
    if (document.isClosed || document.version !== version) return;
    problems.set(
      document.uri,
      idleLines(lines).map(({ range, message }) => {
        const problem = new Diagnostic(editorRange(range), message, DiagnosticSeverity.Hint);
        problem.source = 'longshore';
        problem.tags = [DiagnosticTag.Unnecessary];
        return problem;
      }),
    );
  };
  let quiet: NodeJS.Timeout | undefined;
  const countAnew = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      if (!counted.forget()) return;
      changed.fire();
      for (const document of workspace.textDocuments) void tell(document);
    }, quietTime);
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  for (const document of workspace.textDocuments) void tell(document);
  return Disposable.from(
    problems,
    changed,
    watcher,
    watcher.onDidChange(countAnew),
    watcher.onDidCreate(countAnew),
    watcher.onDidDelete(countAnew),
    new Disposable(() => clearTimeout(quiet)),
    workspace.onDidOpenTextDocument((document) => void tell(document)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) void tell(document);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) =>
        (await linesOf(document)).map(
          (line) => new CodeLens(editorRange(line.range), { title: lineSummary(line, formatBytes), command: '' }),
        ),
    }),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => {
        const line = (await linesOf(document)).find((each) => each.line === position.line);
        return (
          line && new Hover(new MarkdownString(lineHover(line, formatBytes).join('\n\n')), editorRange(line.range))
        );
      },
    }),
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: async (document, position) => {
          const folder = ignoredFolderAt(document.getText(), position);
          const entries = folder === undefined ? undefined : await folderOf(document, machine)?.list(folder);
          const { items, length } = ignoreCompletion(document.getText(), position, entries);
          const range = new Range(position.translate(0, -length), position);
          return new CompletionList(items.map((item) => completionItem(item, range)));
        },
      },
      '/',
      '!',
    ),
  );
}

function completionItem(
  { kind, label, detail, insert }: ReturnType<typeof ignoreCompletion>['items'][number],
  range: Range,
): CompletionItem {
  const item = new CompletionItem(
    detail === undefined ? label : { label, description: detail },
    kind === 'folder'
      ? CompletionItemKind.Folder
      : kind === 'file'
        ? CompletionItemKind.File
        : CompletionItemKind.Value,
  );
  item.insertText = insert;
  item.range = range;
  item.filterText = label;
  return item;
}
