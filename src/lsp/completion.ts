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
  type CompletionItem as OfferedItem,
  plainText,
  snippetText,
} from '../dockerfile/language/completion-item.ts';
import { contextFolderAt } from '../dockerfile/language/completion-paths.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Range } from '../dockerfile/text/range.ts';
import { below } from '../surroundings/folder.ts';
import type { Project } from './project.ts';

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
  project: Project,
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
  const insert = document.rangeOf(typed);
  const replace = document.rangeOf({ start: typed.start, end: wordEnd });
  return { isIncomplete: false, items: completionItems(items, { insert, replace }, client) };
}

/** What they replace: up to the cursor, and up to the end of the word. */
export function completionItems(
  items: readonly OfferedItem[],
  { insert, replace }: { readonly insert: Range; readonly replace: Range },
  client: InitializeParams['capabilities'],
): CompletionItem[] {
  const can = client.textDocument?.completion?.completionItem;
  return items.map((item, index): CompletionItem => {
    const isSnippet = item.isSnippet === true && can?.snippetSupport === true;
    const newText = isSnippet ? snippetText(item.insert) : item.isSnippet ? plainText(item.insert) : item.insert;
    return {
      label: item.label,
      kind: kinds[item.kind],
      sortText: String(index).padStart(4, '0'),
      filterText: item.label,
      textEdit: can?.insertReplaceSupport ? { newText, insert, replace } : { newText, range: insert },
      ...(item.detail === undefined ? {} : { detail: item.detail }),
      ...(item.documentation === undefined ? {} : { documentation: item.documentation }),
      ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
      ...(item.isDeprecated ? { deprecated: true } : {}),
    };
  });
}
