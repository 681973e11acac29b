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
  type Range,
  workspace,
} from 'vscode';
import type { ImagePlace } from '../dockerfile/language/image-completion.ts';
import type { Inventory } from '../engine/inventory.ts';
import { parseImageReference } from '../image-reference.ts';
import { formatBytes } from '../quantities.ts';
import type { TagCache } from '../registry/tag-cache.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport, MoreAnswers } from './language-support.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';

interface Found extends Pick<MoreAnswers, 'repositoryBefore' | 'inOrderOfUse'> {
  readonly place: ImagePlace;
  /** What a completion replaces. */
  readonly range: Range;
}

/** Milliseconds that a person who types does not notice. */
const longestWait = 300;

export function registerImageCompletion(
  { askMore }: LanguageSupport,
  inventory: Inventory,
  cache: TagCache,
  log: LogOutputChannel,
): Disposable {
  return languages.registerCompletionItemProvider(
    dockerfileSelector,
    {
      async provideCompletionItems(document, position) {
        const found = await askMore('Completion', document, async ({ answers, parsed }) => {
          const place = answers.imagePlaceAt(parsed, document.offsetAt(position));
          return place && { ...answers, place, range: editorRange(parsed.rangeOf(place.span)) };
        });
        try {
          return found && (await complete(found));
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

  async function complete({ place, range, repositoryBefore, inOrderOfUse }: Found): Promise<CompletionList> {
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
