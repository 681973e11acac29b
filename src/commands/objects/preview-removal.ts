// The preview of a prune: everything that would go, with its size and the reason, ticked; only what stays ticked goes.

import * as l10n from '@vscode/l10n';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { Choice, Dialogs } from '../host/dialogs.ts';
import { count } from '../text/count-and-list.ts';

export interface Candidate<T> extends Choice<T> {
  /** That come back when it goes; negative: the engine did not say; 0 everywhere: these things take no space. */
  readonly bytes: number;
}

export interface Preview<T> {
  /** `image`, `volume` … */
  readonly noun: string;
  readonly candidates: readonly Candidate<T>[];
  /** Said if there is nothing to remove. */
  readonly none: string;
  /** What a removal of these loses. */
  readonly warning: string;
  /** The sizes are the least that comes back, not all. */
  readonly atLeast?: boolean;
}

/** Answers what the user left ticked, after a last question. */
export async function previewRemoval<T>(host: Dialogs, preview: Preview<T>): Promise<T[]> {
  const { noun, candidates, none, warning, atLeast = false } = preview;
  if (candidates.length === 0) throw new UserError('nothing-to-do', none);
  const space = (ticked: readonly Candidate<T>[]) => {
    const bytes = ticked.reduce((sum, candidate) => sum + Math.max(0, candidate.bytes), 0);
    const isLeast = atLeast || ticked.some((candidate) => candidate.bytes < 0);
    return `${isLeast ? 'at least ' : ''}${formatBytes(bytes)}`;
  };
  const hasSize = candidates.some(({ bytes }) => bytes !== 0);
  const ticked = await host.tick<Candidate<T>>({
    title: (chosen) => `Remove ${count(chosen.length, noun)}${hasSize ? `: ${space(chosen)} come back` : ''}`,
    placeholder: l10n.t('Only what is ticked is removed'),
    choices: candidates.map((candidate) => ({ ...candidate, value: candidate })),
  });
  await host.confirm({
    question: `Remove ${count(ticked.length, noun)}${hasSize ? ` (${space(ticked)})` : ''}?`,
    detail: `${ticked.map(({ label }) => label).join('\n')}\n\n${warning}`,
    action: l10n.t('Remove'),
  });
  return ticked.map(({ value }) => value);
}

/** `12 MB`, or that it is not known. */
export function sizeWords(bytes: number): string {
  return bytes < 0 ? l10n.t('size unknown') : formatBytes(bytes);
}
