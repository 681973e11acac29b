// What pages with trees of changed files share: the filter above them, and how a change is marked.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';
import type { Shown } from './parts.ts';

export const changeIcons = { added: 'added', changed: 'modified', removed: 'removed', deleted: 'removed' } as const;
export const changeWords = {
  added: l10n.t('added'),
  changed: l10n.t('changed'),
  removed: l10n.t('removed'),
  deleted: l10n.t('removed'),
} as const;
type Change = keyof typeof changeIcons;
/** As the style sheet calls it. */
export const changeClass = (change: Change): string => (change === 'removed' ? 'deleted' : change);

/** `count`: of those that may be hidden. `changed` is called after what is typed or pressed is known. */
export function filterBar<Kind extends Change>(
  text: string,
  typed: (text: string) => void,
  kinds: readonly Kind[],
  on: Set<Kind>,
  count: (kind: Kind) => number,
  changed: () => void,
): TemplateResult {
  const type = (event: Event) => {
    typed((event.target as HTMLInputElement).value);
    changed();
  };
  const toggle = (kind: Kind) => () => {
    if (!on.delete(kind)) on.add(kind);
    changed();
  };
  return html`<div class="controls">
    <input type="search" aria-label=${l10n.t('Filter')} placeholder=${l10n.t('Filter by path')} .value=${text} @input=${type}>
    ${kinds.map(
      (
        kind,
      ) => html`<button type="button" class="toggle files ${on.has(kind) ? 'on' : ''}" aria-pressed=${on.has(kind)} @click=${toggle(kind)}>
        <span class=${changeClass(kind)}>${icon(changeIcons[kind])}</span><span>${changeWords[kind]}: ${count(kind)}</span></button>`,
    )}
  </div>`;
}

export const onlyFirst = (listed: number, total: number): Shown =>
  listed < total
    ? html`<p class="quiet-text">${l10n.t('Only the first {0} of {1} are listed.', listed, total)}</p>`
    : nothing;
