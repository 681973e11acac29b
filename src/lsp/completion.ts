// Completion, as the protocol has it.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type InitializeParams,
  InsertTextFormat,
} from 'vscode-languageserver/node';
import type { Completion } from '../dockerfile/language/completion.ts';
import {
  type CompletionKind,
  type CompletionSurroundings,
  plainText,
  snippetText,
} from '../dockerfile/language/completion-item.ts';
import { contextFolderAt } from '../dockerfile/language/completion-paths.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import { below } from '../surroundings/folder.ts';
import type { Server } from './shared.ts';

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  flag: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  stage: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  directive: CompletionItemKind.Keyword,
  rule: CompletionItemKind.EnumMember,
};

/** The disk is asked only where a path is typed. */
export async function completionSurroundings(
  { project }: Server,
  uri: string,
  document: DockerfileDocument,
  offset: number,
): Promise<CompletionSurroundings> {
  const folder = contextFolderAt(document, offset);
  if (folder === undefined) return {};
  const surroundings = await project.surroundings(uri, document);
  const entries = await project.folderOf(uri)?.list(below(surroundings.contextPath ?? '', folder));
  return { ...surroundings, entries };
}

export function completionList(
  document: DockerfileDocument,
  { typed, wordEnd, items }: Completion,
  client: InitializeParams['capabilities'],
): CompletionList {
  const can = client.textDocument?.completion?.completionItem;
  const insert = document.rangeOf(typed);
  const replace = document.rangeOf({ start: typed.start, end: wordEnd });
  return {
    isIncomplete: false,
    items: items.map((item, index): CompletionItem => {
      const newText =
        item.isSnippet && can?.snippetSupport
          ? snippetText(item.insert)
          : item.isSnippet
            ? plainText(item.insert)
            : item.insert;
      return {
        label: item.label,
        kind: kinds[item.kind],
        sortText: String(index).padStart(4, '0'),
        filterText: item.label,
        textEdit: can?.insertReplaceSupport ? { newText, insert, replace } : { newText, range: insert },
        ...(item.detail === undefined ? {} : { detail: item.detail }),
        ...(item.documentation === undefined ? {} : { documentation: item.documentation }),
        ...(item.isSnippet && can?.snippetSupport ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
        ...(item.isDeprecated ? { deprecated: true } : {}),
      };
    }),
  };
}
