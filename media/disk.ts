// The page of an engine's disk: a bar for each kind, which opens the largest of it, and what frees it.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DiskFacts, DiskItem, DiskKind, DiskPart } from '../src/panels/disk-facts.ts';
import type { FromDiskPage, ToDiskPage } from '../src/panels/disk-messages.ts';
import { formatAge, formatBytes } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, folded, holdNote, link, type Shown, table } from './parts.ts';
import { styled } from './styled.ts';

let known: DiskFacts | undefined;
let hold: Extract<ToDiskPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };

const page = startPage<ToDiskPage, FromDiskPage>(
  (message) => {
    if (message.type === 'facts') known = message.facts;
    else hold = message;
  },
  () => (known ? view(known) : hold.hold === 'live' ? undefined : note()),
);
const refresh = () => page.post({ type: 'refresh' });
const note = () => holdNote(hold, refresh);

const titles: Readonly<Record<DiskKind, string>> = {
  images: l10n.t('Images'),
  containers: l10n.t('Containers'),
  volumes: l10n.t('Volumes'),
  buildCache: l10n.t('Build cache'),
};

function view(facts: DiskFacts): TemplateResult {
  const { total, reclaimable, parts, measuredAt } = facts;
  return html`
    <div class="title">
      <span class="mood quiet">${icon('database')}</span>
      <h1>${l10n.t('Disk Usage')}</h1>
      <p class="state">${
        reclaimable > 0
          ? l10n.t('{0} in total, of which at least {1} can be freed', formatBytes(total), formatBytes(reclaimable))
          : l10n.t('{0} in total', formatBytes(total))
      }
        · ${l10n.t('measured {0}', formatAge(measuredAt, Date.now()))}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${button({
        icon: 'trash',
        label: l10n.t('Clean Up…'),
        press: () => page.post({ type: 'run', action: 'all' }),
        primary: reclaimable > 0,
        disabled: reclaimable === 0 && parts.every(({ freeingNothing }) => freeingNothing === 0),
      })}
      ${button({ icon: 'refresh', label: l10n.t('Measure Again'), does: 'measure', press: refresh })}
    </div>
    ${note()}
    ${parts.map((part) => kind(part, total))}`;
}

function kind(part: DiskPart, total: number): TemplateResult {
  const { bytes, reclaimable, count } = part;
  const percent = (value: number) => `${total > 0 ? (100 * value) / total : 0}%`;
  const share = total > 0 ? Math.round((100 * bytes) / total) : 0;
  const words = [
    formatBytes(bytes),
    ...(count === undefined ? [] : [counted(part.kind, count)]),
    `${share} %`,
    freeable(part),
  ].join(' · ');
  const label = html`<span class="kind"><span class="kind-head"><strong>${titles[part.kind]}</strong><span class="quiet-text">${words}</span></span>
    <span class="bar shared" aria-hidden="true"><span class="used" ${styled({ width: percent(bytes - reclaimable) })}></span><span class="free"
      ${styled({ width: percent(reclaimable) })}></span></span></span>`;
  return folded(label, content(part), () => undefined, part.kind);
}

function counted(kind: DiskPart['kind'], count: number): string {
  switch (kind) {
    case 'images':
      return count === 1 ? l10n.t('1 image') : l10n.t('{0} images', count);
    case 'containers':
      return count === 1 ? l10n.t('1 container') : l10n.t('{0} containers', count);
    case 'volumes':
      return count === 1 ? l10n.t('1 volume') : l10n.t('{0} volumes', count);
    case 'buildCache':
      return String(count);
  }
}

function freeable({ reclaimable, freeingNothing }: DiskPart): string {
  if (reclaimable > 0) return l10n.t('{0} can be freed', formatBytes(reclaimable));
  if (freeingNothing === 0) return l10n.t('nothing to free');
  return freeingNothing === 1
    ? l10n.t('1 unused, without layers of its own')
    : l10n.t('{0} unused, without layers of their own', freeingNothing);
}

/** Many unused images beside few bytes need a word. */
function whyNothing({ freeingNothing }: DiskPart): string {
  if (freeingNothing === 0) return '';
  return freeingNothing === 1
    ? l10n.t('Removing 1 of the unused images frees nothing: other images have all its layers, too.')
    : l10n.t(
        'Removing {0} of the unused images, one at a time, frees nothing: other images have all their layers, too.',
        freeingNothing,
      );
}

function content(part: DiskPart): Shown {
  const { kind: what, reclaimable, freeingNothing, largest } = part;
  const rows = largest.map((item) => [
    what === 'buildCache' ? item.name : link(item.name, () => page.post({ type: 'open', kind: what, id: item.id })),
    stateOf(what, item),
    formatBytes(item.size),
    ...(what === 'images' ? [item.own === undefined ? '–' : formatBytes(item.own)] : []),
  ]);
  const head = [l10n.t('Name'), l10n.t('State'), l10n.t('Size'), ...(what === 'images' ? [l10n.t('Unique')] : [])];
  return html`<div class="of-kind">${
    reclaimable > 0
      ? button({
          icon: 'trash',
          label: l10n.t('Free {0}…', formatBytes(reclaimable)),
          does: 'free',
          press: () => page.post({ type: 'run', action: what }),
        })
      : freeingNothing > 0
        ? button({
            icon: 'trash',
            label: l10n.t('Remove Unused Images…'),
            does: 'remove-unused',
            press: () => page.post({ type: 'run', action: what }),
          })
        : nothing
  }
  ${rows.length > 0 ? table(titles[what], head, rows) : nothing}
  ${
    what === 'images'
      ? html`${freeingNothing > 0 ? html`<p>${whyNothing(part)}</p>` : nothing}<p class="quiet-text">${l10n.t('The size of an image includes layers that it shares with others; its unique size counts only layers that no other image has. The total above counts each layer once.')}</p>`
      : what === 'buildCache'
        ? html`<p class="quiet-text">${l10n.t('Steps of earlier builds, which the next build may reuse.')}</p>`
        : nothing
  }</div>`;
}

function stateOf(what: DiskKind, { isUsed }: DiskItem): string {
  if (what === 'containers') return isUsed ? l10n.t('running') : l10n.t('stopped');
  return isUsed ? l10n.t('used') : l10n.t('unused');
}
