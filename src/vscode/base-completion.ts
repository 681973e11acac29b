// Completion of what the base image brings, where the engine has it: its variables, its user behind USER, its ports behind EXPOSE.
import { CompletionItem, CompletionItemKind, type Disposable, languages, Range } from 'vscode';
import type { BaseImages } from './base-images.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { hasLanguageFeatures } from './settings.ts';

export function registerBaseCompletion({ askMore }: LanguageSupport, bases: BaseImages): Disposable {
  return languages.registerCompletionItemProvider(
    dockerfileSelector,
    {
      provideCompletionItems: (document, position) =>
        askMore('Completion', document, async ({ answers, parsed }) => {
          if (!hasLanguageFeatures()) return undefined;
          const offset = document.offsetAt(position);
          const reference = answers.baseAskedAt(parsed, offset);
          const base = reference === undefined ? undefined : await bases.details(reference);
          if (!base) return undefined;
          const { typed, wordEnd, items, comesFirst } = answers.baseCompletionAt(parsed, offset, base);
          const inserting = new Range(document.positionAt(typed.start), position);
          const replacing = new Range(inserting.start, document.positionAt(wordEnd));
          return items.map(({ kind, label, detail, insert }, index) => {
            const shown = new CompletionItem(
              detail === undefined ? label : { label, description: detail },
              kind === 'variable' ? CompletionItemKind.Variable : CompletionItemKind.Value,
            );
            shown.insertText = insert;
            shown.filterText = label;
            shown.range = { inserting, replacing };
            // Those of the file itself have digits alone.
            shown.sortText = `${comesFirst ? ' ' : '5'}${String(index).padStart(4, '0')}`;
            return shown;
          });
        }),
    },
    ...['$', '{', ' '],
  );
}
