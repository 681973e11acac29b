// Completion behind FROM and COPY --from=: stages, images of the engine, tags of the registry. Waits for no registry for
// long: what comes later is there at the next key.
import * as l10n from '@vscode/l10n';
import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  type Disposable,
  type LogOutputChannel,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  type ImagePlace,
  imagePlaceAt,
  inOrderOfUse,
  repositoryBefore,
} from '../dockerfile/language/image-completion.ts';
import type { Inventory } from '../engine/inventory.ts';
import { parseImageReference } from '../image-reference.ts';
import { formatBytes } from '../quantities.ts';
import type { TagCache } from '../registry/tag-cache.ts';
import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';

/** Milliseconds that a person who types does not notice. */
const longestWait = 300;

export function registerImageCompletion(
  parsed: ParsedDockerfiles,
  inventory: Inventory,
  cache: TagCache,
  log: LogOutputChannel,
): Disposable {
  return languages.registerCompletionItemProvider(
    dockerfileSelector,
    {
      async provideCompletionItems(document, position) {
        try {
          const place = imagePlaceAt(parsed.of(document), document.offsetAt(position));
          return place && (await complete(document, place));
        } catch (error) {
          logError(error, log, 'Completion');
          return undefined;
        }
      },
    },
    ':',
    '/',
    '=',
    ' ',
  );

  async function complete(document: TextDocument, place: ImagePlace): Promise<CompletionList> {
    const range = editorRange(parsed.of(document).rangeOf(place.span));
    const repository = repositoryBefore(place.typed);
    const items: CompletionItem[] = [];
    const add = (text: string, kind: CompletionItemKind, detail: string) => {
      // Of a long name that is typed already only the tag tells anything.
      const label = text.startsWith(`${repository}:`) ? text.slice(`${repository}:`.length) : text;
      const item = new CompletionItem({ label, description: detail }, kind);
      item.insertText = text;
      item.range = range;
      item.filterText = text;
      item.sortText = String(items.length).padStart(6, '0');
      items.push(item);
    };
    for (const stage of place.stages) add(stage, CompletionItemKind.Reference, l10n.t('stage of this file'));
    const own = new Set(inventory.images.flatMap(({ tags }) => tags));
    for (const { tags, size } of inventory.images)
      for (const tag of tags) add(tag, CompletionItemKind.Value, l10n.t('{0}, on this engine', formatBytes(size)));
    if (place.allowsScratch) add('scratch', CompletionItemKind.Keyword, l10n.t('empty image'));
    const name = repository === undefined ? undefined : parseImageReference(repository);
    // A file from a stranger shall not make the editor call somebody.
    if (!name || !workspace.isTrusted) return new CompletionList(items);
    const { tags, isAsking } = await cache.tags(name, longestWait);
    for (const tag of inOrderOfUse(tags)) {
      const text = `${repository}:${tag}`;
      if (!own.has(text)) add(text, CompletionItemKind.Value, l10n.t('in {0}', name.registry));
    }
    return new CompletionList(items, isAsking);
  }
}
