// The preview of a prune: everything that would go, with its size and the reason, ticked; only what stays ticked goes.

import * as l10n from '@vscode/l10n';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { Choice, Dialogs } from '../host/dialogs.ts';

export interface Candidate<T> extends Choice<T> {
  /** That come back when it goes; negative: the engine did not say; 0 everywhere: these things take no space. */
  readonly bytes: number;
}

export interface Preview<T> {
  /** What is said of how many: one of `removalWords`. */
  readonly words: RemovalWords;
  readonly candidates: readonly Candidate<T>[];
  /** Said if there is nothing to remove. */
  readonly none: string;
  /** What a removal of these, or of those that are left ticked, loses. */
  readonly warning: string | ((ticked: readonly T[]) => string);
  /** The sizes are the least that comes back, not all. */
  readonly atLeast?: boolean;
}

/** `Remove 3 images, freeing 12 MB`; `space` undefined: they take none. */
export type RemovalWords = (count: number, space: string | undefined) => string;

export const removalWords = {
  containers: (count, space) => {
    if (space === undefined) return count === 1 ? l10n.t('Remove 1 container') : l10n.t('Remove {0} containers', count);
    return count === 1
      ? l10n.t('Remove 1 container, freeing {0}', space)
      : l10n.t('Remove {0} containers, freeing {1}', count, space);
  },
  images: (count, space) => {
    if (space === undefined) return count === 1 ? l10n.t('Remove 1 image') : l10n.t('Remove {0} images', count);
    return count === 1
      ? l10n.t('Remove 1 image, freeing {0}', space)
      : l10n.t('Remove {0} images, freeing {1}', count, space);
  },
  volumes: (count, space) => {
    if (space === undefined) return count === 1 ? l10n.t('Remove 1 volume') : l10n.t('Remove {0} volumes', count);
    return count === 1
      ? l10n.t('Remove 1 volume, freeing {0}', space)
      : l10n.t('Remove {0} volumes, freeing {1}', count, space);
  },
  // They take no space.
  networks: (count) => (count === 1 ? l10n.t('Remove 1 network') : l10n.t('Remove {0} networks', count)),
  records: (count, space) => {
    if (space === undefined)
      return count === 1 ? l10n.t('Remove 1 cache record') : l10n.t('Remove {0} cache records', count);
    return count === 1
      ? l10n.t('Remove 1 cache record, freeing {0}', space)
      : l10n.t('Remove {0} cache records, freeing {1}', count, space);
  },
  items: (count, space) => {
    if (space === undefined) return count === 1 ? l10n.t('Remove 1 item') : l10n.t('Remove {0} items', count);
    return count === 1
      ? l10n.t('Remove 1 item, freeing {0}', space)
      : l10n.t('Remove {0} items, freeing {1}', count, space);
  },
} satisfies Readonly<Record<string, RemovalWords>>;

/** Answers what the user left ticked, after a last question. */
export async function previewRemoval<T>(host: Dialogs, preview: Preview<T>): Promise<T[]> {
  const { words, candidates, none, warning, atLeast = false } = preview;
  const warningOf = typeof warning === 'string' ? () => warning : warning;
  if (candidates.length === 0) throw new UserError('nothing-to-do', none);
  const space = (ticked: readonly Candidate<T>[]) => {
    const bytes = ticked.reduce((sum, candidate) => sum + Math.max(0, candidate.bytes), 0);
    const isLeast = atLeast || ticked.some((candidate) => candidate.bytes < 0);
    return isLeast ? atLeastWords(formatBytes(bytes)) : formatBytes(bytes);
  };
  const hasSize = candidates.some(({ bytes }) => bytes !== 0);
  const ticked = await host.tick<Candidate<T>>({
    title: (chosen) => words(chosen.length, hasSize ? space(chosen) : undefined),
    placeholder: l10n.t('Only selected items are removed'),
    choices: candidates.map((candidate) => ({ ...candidate, value: candidate })),
  });
  await host.confirm({
    question: l10n.t('{0}?', words(ticked.length, hasSize ? space(ticked) : undefined)),
    detail: `${ticked.map(({ label }) => label).join('\n')}\n\n${warningOf(ticked.map(({ value }) => value))}`,
    action: l10n.t('Remove'),
  });
  return ticked.map(({ value }) => value);
}

/** `12 MB`, or that it is not known. */
export function sizeWords(bytes: number): string {
  return bytes < 0 ? l10n.t('size unknown') : formatBytes(bytes);
}

export const atLeastWords = (space: string) => l10n.t('at least {0}', space);
