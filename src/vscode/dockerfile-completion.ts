// Completion in Dockerfiles, but for images: what those are called, engines and registries know (image-completion.ts).
import {
  CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  CompletionList,
  type Disposable,
  languages,
  MarkdownString,
  Range,
  SnippetString,
  type TextDocument,
} from 'vscode';
import type { CompletionKind, CompletionItem as OfferedItem } from '../dockerfile/language/completion-item.ts';
import { below } from '../surroundings/folder.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { Asked, LanguageSupport, MoreAnswers } from './language-support.ts';
import { editorRange } from './ranges.ts';

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

export function registerDockerfileCompletion({ askMore, surroundings, folder }: LanguageSupport): Disposable {
  /** The disk is asked only where a path is typed. */
  const around = async (document: TextDocument, { answers, parsed }: Asked<MoreAnswers>, offset: number) => {
    const path = answers.contextFolderAt(parsed, offset);
    if (path === undefined) return {};
    const known = await surroundings(document);
    return { ...known, entries: await folder(document)?.list(below(known.contextPath ?? '', path)) };
  };
  return languages.registerCompletionItemProvider(
    dockerfileSelector,
    {
      provideCompletionItems: (document, position) =>
        askMore('Completion', document, async (asked) => {
          const offset = document.offsetAt(position);
          const known = await around(document, asked, offset);
          const isImage = asked.answers.imagePlaceAt(asked.parsed, offset) !== undefined;
          const { typed, wordEnd, items } = asked.answers.completionAt(asked.parsed, offset, known);
          const inserting = editorRange(asked.parsed.rangeOf(typed));
          const replacing = new Range(inserting.start, document.positionAt(wordEnd));
          return new CompletionList(
            items
              .filter(({ kind, label }) => !isImage || (kind !== 'stage' && label !== 'scratch'))
              .map((item, index) => editorItem(item, index, { inserting, replacing }, asked)),
          );
        }),
    },
    ...[' ', '-', '=', '$', '{', ',', '/', '#', ':', '"', '<'],
  );
}

function editorItem(
  item: OfferedItem,
  index: number,
  range: { readonly inserting: Range; readonly replacing: Range },
  { answers }: Asked<MoreAnswers>,
): CompletionItem {
  const { label, detail, documentation, insert } = item;
  const shown = new CompletionItem(detail === undefined ? label : { label, description: detail }, kinds[item.kind]);
  shown.insertText = item.isSnippet ? new SnippetString(answers.snippetText(insert)) : insert;
  shown.range = range;
  shown.filterText = label;
  shown.sortText = String(index).padStart(4, '0');
  if (documentation !== undefined) shown.documentation = new MarkdownString(documentation);
  if (item.isDeprecated) shown.tags = [CompletionItemTag.Deprecated];
  if (item.goesOn) shown.command = { command: 'editor.action.triggerSuggest', title: '' };
  return shown;
}
