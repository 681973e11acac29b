// The page of an image's layers: its steps at the left, the files of the chosen one at the right, and what is stored for nothing.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LayerChange } from '../src/image-layers/layer-tree.ts';
import type { Reading } from '../src/panels/archive-reading.ts';
import { meaningOf } from '../src/panels/history-words.ts';
import type {
  FromLayersPage,
  LayerStep,
  LayerSummary,
  LayersFacts,
  LayersResult,
  LayerView,
  ShownEntry,
  ToLayersPage,
} from '../src/panels/layers-messages.ts';
import { formatBytes } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, historyRow, holdNote, iconButton, type Shown, section, table, tile } from './parts.ts';
import { readingNote } from './reading.ts';
import { styled } from './styled.ts';
import { changeClass, changeIcons, changeWords, filterBar, onlyFirst } from './tree.ts';

let known: LayersFacts | undefined;
let reading: Reading<LayersResult> = { state: 'stopped' };
let hold: Extract<ToLayersPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
let chosen: LayerView | undefined;
let text = '';
const changes = new Set<Exclude<LayerChange, 'kept'>>(['added', 'changed', 'removed']);
type Listed = Pick<Extract<ToLayersPage, { type: 'folder' }>, 'entries' | 'total'>;
/** What folders hold, by view and path. */
const folders = new Map<string, Listed>();
const open = new Set<string>();
let found: Extract<ToLayersPage, { type: 'found' }> | undefined;

const page = startPage<ToLayersPage, FromLayersPage>(take, () =>
  known ? view(known) : hold.hold === 'live' ? undefined : html`${note()}`,
);
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));
const keyOf = (of: LayerView, path: string) => `${of} ${path}`;

function take(message: ToLayersPage): void {
  switch (message.type) {
    case 'facts':
      known = message.facts;
      break;
    case 'hold':
      hold = message;
      break;
    case 'reading':
      reading = message.reading;
      if (reading.state === 'read') choose(chosen ?? topLayer(reading.result));
      break;
    case 'folder':
      folders.set(keyOf(message.view, message.path), message);
      break;
    case 'found':
      found = message;
  }
}

/** The newest that has files: what the own Dockerfile did last. */
function topLayer({ layers }: LayersResult): LayerView {
  const last = layers.findLastIndex(({ bytes }) => bytes > 0);
  return last < 0 ? 'all' : last;
}

function choose(of: LayerView): void {
  chosen = of;
  found = undefined;
  if (!folders.has(keyOf(of, ''))) page.post({ type: 'folder', view: of, path: '' });
  find();
}

function find(): void {
  if (chosen === undefined || text.trim() === '') {
    found = undefined;
    return;
  }
  page.post({ type: 'find', view: chosen, text, changes: chosen === 'all' ? ['added', 'changed'] : [...changes] });
}

function view(facts: LayersFacts): TemplateResult {
  const { name, size, steps } = facts;
  const run = (action: 'describe' | 'inspect') => () => page.post({ type: 'run', action });
  const gone = hold.hold === 'gone';
  return html`
    <div class="title">
      <span class="mood quiet">${icon('layers')}</span>
      <h1>${l10n.t('Layers of {0}', name)}</h1>
      <p class="state">${formatBytes(size)}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${button({ icon: 'list', label: l10n.t('Open Image'), press: run('describe'), primary: true, disabled: gone })}
      ${button({ icon: 'json', label: l10n.t('Inspect'), press: run('inspect'), disabled: gone })}
    </div>
    ${note()}
    ${readingNote(reading, page.post)}
    ${reading.state === 'read' ? tiles(reading.result) : nothing}
    <div class="beside-each-other">
      ${section(l10n.t('Layers'), stepList(steps, reading.state === 'read' ? reading.result : undefined))}
      ${reading.state === 'read' && chosen !== undefined ? files(steps, reading.result, chosen) : nothing}
    </div>
    ${reading.state === 'read' ? costs(steps, reading.result) : nothing}`;
}

function tiles({ layers, stored, wastedBytes }: LayersResult): TemplateResult {
  const efficiency = stored === 0 ? 1 : 1 - wastedBytes / stored;
  const percent = `${Math.floor(efficiency * 100)} %`;
  return html`<div class="tiles">
    ${tile(l10n.t('Layers with files'), String(layers.filter(({ bytes }) => bytes > 0).length), html`<p class="quiet-text">${l10n.t('of {0}', layers.length)}</p>`)}
    ${tile(l10n.t('Files of all layers'), formatBytes(stored), nothing)}
    ${tile(l10n.t('Wasted space'), formatBytes(wastedBytes), html`<p class="quiet-text">${l10n.t('replaced or removed by a later layer')}</p>`)}
    ${tile(l10n.t('Efficiency'), percent, html`<div class="bar"><div class="good" ${styled({ width: `${efficiency * 100}%` })}></div></div>`)}
  </div>`;
}

function stepList(steps: readonly LayerStep[], result: LayersResult | undefined): TemplateResult {
  const layerOf = new Map(result?.layers.map((layer, at) => [layer.step, at] as const));
  const unnoted = result?.layers.flatMap((layer, at) => (layer.step === undefined ? [at] : [])) ?? [];
  const largest = Math.max(1, ...steps.map(({ size }) => size));
  return html`
    ${result ? html`<div class="layer-choice">${choice('all', l10n.t('All files of the image'), nothing)}</div>` : nothing}
    <ol class="layers chosen-from">${steps.map((step, at) => {
      const layer = layerOf.get(at);
      return stepRow(step, layer, layer === undefined ? undefined : result?.layers[layer], largest);
    })}${unnoted.map((layer) => html`<li class="layer-choice">${choice(layer, l10n.t('Layer {0}', layer + 1), nothing)}</li>`)}</ol>`;
}

function choice(of: LayerView, words: string, more: Shown): TemplateResult {
  const press = () => {
    choose(of);
    page.changed();
  };
  return html`<button type="button" class="choice ${of === chosen ? 'on' : ''}" aria-pressed=${of === chosen} @click=${press}>
    <span>${words}</span>${more}</button>`;
}

function stepRow(
  { instruction, size, createdAt, line, isOfBase, sharedWith }: LayerStep,
  layer: number | undefined,
  summary: LayerSummary | undefined,
  largest: number,
): TemplateResult {
  const title = meaningOf(instruction);
  return historyRow(
    { instruction, size, createdAt, line, sharedWith },
    {
      largest,
      title: layer === undefined ? html`<span>${title}</span>` : choice(layer, title, nothing),
      of: isOfBase ? l10n.t('base image') : '',
      kind: isOfBase ? 'of-base' : '',
      more: summary ? counts(summary) : nothing,
      openLine: (at) => page.post({ type: 'openLine', line: at }),
    },
  );
}

function counts({ counts: { added, changed, removed } }: LayerSummary): TemplateResult {
  const words = [
    added > 0 ? l10n.t('{0} added', added) : '',
    changed > 0 ? l10n.t('{0} changed', changed) : '',
    removed > 0 ? l10n.t('{0} removed', removed) : '',
  ];
  return html`<div class="quiet-text">${words.filter(Boolean).join(', ')}</div>`;
}

const kinds = ['added', 'changed', 'removed'] as const;

function files(steps: readonly LayerStep[], { layers }: LayersResult, of: LayerView): TemplateResult {
  const step = of === 'all' ? undefined : layers[of]?.step;
  const title =
    of === 'all'
      ? l10n.t('All files of the image')
      : l10n.t(
          'What this layer does: {0}',
          (step === undefined ? '' : steps[step]?.instruction) || l10n.t('Not recorded'),
        );
  const typed = (now: string) => {
    text = now;
  };
  const changed = () => {
    find();
    page.changed();
  };
  const controls = filterBar(
    text,
    typed,
    of === 'all' ? [] : kinds,
    changes,
    (kind) => (of === 'all' ? 0 : (layers[of]?.counts[kind] ?? 0)),
    changed,
  );
  const list = found && found.view === of && found.text === text ? flat(found, of) : folder(of, '');
  return html`<section class="tree"><header><h2 class="clipped">${title}</h2></header>${controls}${list}</section>`;
}

const isShown = (of: LayerView, entry: ShownEntry) =>
  of === 'all' || entry.change === 'kept' || entry.kind === 'folder' || changes.has(entry.change);

function folder(of: LayerView, path: string): Shown {
  const listed = folders.get(keyOf(of, path));
  if (!listed) return nothing;
  const entries = listed.entries.filter((entry) => isShown(of, entry));
  if (path === '' && entries.length === 0) return html`<p class="quiet-text">${l10n.t('This layer has no files.')}</p>`;
  return html`<ul class="plain">${entries.map((entry) => (entry.kind === 'folder' ? branch(of, entry) : leaf(of, entry, entry.name)))}</ul>
    ${onlyFirst(listed.entries.length, listed.total)}`;
}

function flat(listed: Listed, of: LayerView): TemplateResult {
  if (listed.total === 0)
    return html`<p class="quiet-text" role="status">${l10n.t('No path has this text in it.')}</p>`;
  return html`<ul class="plain">${listed.entries.map((entry) => leaf(of, entry, `/${entry.path}`))}</ul>${onlyFirst(listed.entries.length, listed.total)}`;
}

function branch(of: LayerView, { name, path, bytes, change }: ShownEntry): TemplateResult {
  const key = keyOf(of, path);
  const isOpen = open.has(key);
  const turn = () => {
    if (!open.delete(key)) {
      open.add(key);
      if (!folders.has(key)) page.post({ type: 'folder', view: of, path });
    }
    page.changed();
  };
  return html`<li class=${change}><div class="branch-row"><button type="button" class="turn branch" aria-expanded=${isOpen} @click=${turn}>
      ${icon('chevronRight')}<span class="path">${name}</span><span class="quiet-text">${formatBytes(bytes)}${
        change === 'removed' ? ` · ${changeWords.removed}` : ''
      }</span>
    </button>${change === 'removed' ? nothing : html`<span class="beside">${extractButton(of, path)}</span>`}</div>${isOpen ? folder(of, path) : nothing}</li>`;
}

const extractButton = (view: LayerView, path: string): Shown =>
  hold.hold === 'gone'
    ? nothing
    : iconButton(
        'pull',
        l10n.t('Extract {0} to the disk', `/${path}`),
        () => page.post({ type: 'extract', view, path }),
        'extract',
      );

function leaf(of: LayerView, entry: ShownEntry, words: string): TemplateResult {
  const { path, kind, bytes, change, linkTarget, layer } = entry;
  const shown = of === 'all' || change === 'kept' ? nothing : icon(changeIcons[change]);
  const facts = kind === 'file' ? formatBytes(bytes) : kind === 'other' ? l10n.t('special file') : `→ ${linkTarget}`;
  const canOpen = kind === 'file' && change !== 'removed' && hold.hold !== 'gone';
  const content = html`${shown}<span class="path">${words}</span>${of === 'all' ? nothing : html`<span class="unseen">, ${change === 'kept' ? '' : changeWords[change]}</span>`}`;
  return html`<li class="leaf ${of === 'all' || change === 'kept' ? '' : changeClass(change)}">
    ${
      canOpen
        ? html`<button type="button" class="link leaf-name" title=${l10n.t('Open the file')} @click=${() => page.post({ type: 'openFile', layer, path })}>${content}</button>`
        : html`<span class="leaf-name">${content}</span>`
    }
    <span class="quiet-text">${facts}</span>
    <span class="beside">${
      entry.change === 'changed' && canOpen
        ? iconButton('diff', l10n.t('Compare {0} with the layer below', `/${path}`), () =>
            page.post({ type: 'compareFile', layer, path }),
          )
        : nothing
    }${change === 'removed' ? nothing : extractButton(of, path)}${iconButton('copy', l10n.t('Copy the path {0}', `/${path}`), () => page.post({ type: 'copy', text: `/${path}` }))}</span>
  </li>`;
}

function costs(steps: readonly LayerStep[], { layers, wasted, largest }: LayersResult): TemplateResult {
  const madeBy = (layer: number) => {
    const step = layers[layer]?.step;
    return (step === undefined ? undefined : steps[step]?.instruction) || l10n.t('Not recorded');
  };
  return html`<div class="columns">
    ${
      wasted.length === 0
        ? nothing
        : section(
            l10n.t('Wasted space'),
            table(
              l10n.t('Wasted space'),
              [l10n.t('Path'), l10n.t('Size'), l10n.t('Copies')],
              wasted.map(({ path, bytes, copies }) => [path, formatBytes(bytes), String(copies)]),
            ),
          )
    }
    ${section(
      l10n.t('Largest files'),
      table(
        l10n.t('Largest files'),
        [l10n.t('Path'), l10n.t('Size'), l10n.t('Made by')],
        largest.map(({ path, bytes, layer }) => [
          path,
          html`<span class="one-line">${formatBytes(bytes)}</span>`,
          html`<code>${madeBy(layer)}</code>`,
        ]),
      ),
      nothing,
      'largest-files',
    )}
  </div>`;
}
