// Names of stages where an image or a stage is named.
import * as l10n from '@vscode/l10n';
import type { DockerfileDocument } from '../text/document.ts';
import type { CompletionItem } from './completion-item.ts';

/** Those before a stage, the nearest first; `withNumbers`: those without a name, too. Of two names alike the later is meant. */
export function stageItems({ stages }: DockerfileDocument, before: number, withNumbers: boolean): CompletionItem[] {
  const seen = new Set<string>();
  return stages
    .slice(0, Math.max(before, 0))
    .toReversed()
    .flatMap(({ name, key, base, index }): CompletionItem[] => {
      if (name?.text.includes('$') || (key !== undefined && seen.has(key))) return [];
      if (key !== undefined) seen.add(key);
      else if (!withNumbers) return [];
      const text = name?.text ?? String(index);
      const detail = l10n.t('stage from {0}', base?.text ?? '?');
      return [{ kind: 'stage', label: text, detail, insert: text }];
    });
}
