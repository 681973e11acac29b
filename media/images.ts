// The page of two images beside each other: what the newer one adds, changes and removes, as a tree of folders.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Difference } from '../src/image-layers/compare.ts';
import type { Reading } from '../src/panels/archive-reading.ts';
import type {
  Differences,
  FromImagesPage,
  ImagesFacts,
  ImagesResult,
  ShownDifference,
  Side,
  ToImagesPage,
} from '../src/panels/images-messages.ts';
import { formatBytes, formatDifference } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, holdNote, iconButton, type Shown, tile } from './parts.ts';
import { readingNote } from './reading.ts';
import { changeClass, changeIcons, changeWords, filterBar, onlyFirst } from './tree.ts';

type Branch = Extract<ShownDifference, { kind: 'folder' }>;
type Leaf = Exclude<ShownDifference, Branch>;

let known: ImagesFacts | undefined;
let reading: Reading<ImagesResult> = { state: 'stopped' };
let hold: Extract<ToImagesPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
let text = '';
const allKinds = ['added', 'changed', 'removed'] as const;
const kinds = new Set<Difference>(allKinds);
/** What folders hold, by path. */
const folders = new Map<string, Differences>();
const open = new Set<string>();
let found: Extract<ToImagesPage, { type: 'found' }> | undefined;

const page = startPage<ToImagesPage, FromImagesPage>(take, () =>
  known ? view(known) : hold.hold === 'live' ? undefined : html`${note()}`,
);
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));

function take(message: ToImagesPage): void {
  switch (message.type) {
    case 'facts':
      known = message.facts;
      break;
    case 'hold':
      hold = message;
      break;
    case 'reading':
      reading = message.reading;
      if (reading.state === 'read') for (const path of ['', ...open]) page.post({ type: 'folder', path });
      break;
    case 'folder':
      folders.set(message.path, message);
      break;
    case 'found':
      found = message;
  }
}

function view({ older, newer }: ImagesFacts): TemplateResult {
  const gone = hold.hold === 'gone';
  const run = (action: Side) => () => page.post({ type: 'run', action });
  return html`
    <div class="title">
      <span class="mood quiet">${icon('diff')}</span>
      <h1>${l10n.t('Files of {0}', newer.name)}</h1>
      <p class="state">${l10n.t('compared with {0}', older.name)}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${button({ icon: 'copy', label: l10n.t('Copy as Text'), press: () => page.post({ type: 'copyAll' }), primary: true, disabled: reading.state !== 'read' })}
      ${[newer, older].map(({ name }, at) => button({ icon: 'list', label: l10n.t('Open {0}', name), press: run(at === 0 ? 'newer' : 'older'), disabled: gone }))}
    </div>
    ${note()}
    ${readingNote(reading, page.post)}
    ${reading.state === 'read' ? comparison(reading.result) : nothing}`;
}

function comparison(result: ImagesResult): TemplateResult {
  const { counts, bytes, before, after } = result;
  const files = (count: number) => (count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count));
  const titles = { added: l10n.t('Added'), changed: l10n.t('Changed'), removed: l10n.t('Removed') };
  const total = counts.added + counts.changed + counts.removed;
  if (total === 0) return html`<p class="quiet-text">${l10n.t('Both images have the same files.')}</p>`;
  const quiet = (words: string) => html`<p class="quiet-text">${words}</p>`;
  const find = () => {
    found = undefined;
    if (text.trim() !== '') page.post({ type: 'find', text, kinds: [...kinds] });
    page.changed();
  };
  const type = (typed: string) => {
    text = typed;
  };
  return html`
    <div class="tiles">
      ${allKinds.map((what) => tile(titles[what], formatDifference(bytes[what]), quiet(files(counts[what]))))}
      ${tile(l10n.t('Altogether'), formatDifference(after - before), quiet(files(total)))}
    </div>
    ${filterBar(text, type, allKinds, kinds, (kind) => counts[kind], find)}
    <section class="tree sized">
      <div class="leaf heads"><span>${l10n.t('Path')}</span>${sizes(l10n.t('Before'), l10n.t('After'), l10n.t('Difference'))}<span></span></div>
      ${found?.text === text ? flat(found) : folder('')}
    </section>`;
}

const sizes = (before: string, after: string, difference: string): TemplateResult =>
  html`<span class="sizes"><span>${before}</span><span>${after}</span><span>${difference}</span></span>`;

const sizesOf = ({ before, after }: ShownDifference): TemplateResult =>
  sizes(
    before === undefined ? '–' : formatBytes(before),
    after === undefined ? '–' : formatBytes(after),
    formatDifference((after ?? 0) - (before ?? 0)),
  );

const isShown = (entry: ShownDifference): boolean =>
  entry.kind === 'folder' ? allKinds.some((kind) => kinds.has(kind) && entry.counts[kind] > 0) : kinds.has(entry.kind);

function folder(path: string): Shown {
  const listed = folders.get(path);
  if (!listed) return nothing;
  const rows = listed.entries
    .filter(isShown)
    .map((entry) => (entry.kind === 'folder' ? branch(entry) : leaf(entry, entry.name)));
  return html`<ul class="plain">${rows}</ul>${onlyFirst(listed.entries.length, listed.total)}`;
}

function flat({ entries, total }: Differences): TemplateResult {
  if (total === 0) return html`<p class="quiet-text" role="status">${l10n.t('No path has this text in it.')}</p>`;
  const rows = entries.map((entry) => (entry.kind === 'folder' ? nothing : leaf(entry, entry.name)));
  return html`<ul class="plain">${rows}</ul>${onlyFirst(entries.length, total)}`;
}

function branch(entry: Branch): TemplateResult {
  const { name, path, counts } = entry;
  const isOpen = open.has(path);
  const turn = () => {
    if (!open.delete(path)) {
      open.add(path);
      if (!folders.has(path)) page.post({ type: 'folder', path });
    }
    page.changed();
  };
  const count = allKinds.reduce((sum, kind) => sum + (kinds.has(kind) ? counts[kind] : 0), 0);
  return html`<li><div class="branch-row"><button type="button" class="turn branch" aria-expanded=${isOpen} @click=${turn}>
      ${icon('chevronRight')}<span class="path">${name}</span><span class="quiet-text">${count}</span>
    </button>${sizesOf(entry)}<span></span></div>${isOpen ? folder(path) : nothing}</li>`;
}

function leaf(entry: Leaf, words: string): TemplateResult {
  const { kind, path, modes, canOpen } = entry;
  const titles: Readonly<Record<Difference, string>> = {
    added: l10n.t('Open the file'),
    changed: l10n.t('Compare the file of both images'),
    removed: l10n.t('Show the file of the image'),
  };
  const mode = (of: number) => (of & 0o7777).toString(8);
  const content = html`${icon(changeIcons[kind])}<span class="path">${words}</span><span class="unseen">, ${changeWords[kind]}</span>${
    modes ? html`<span class="quiet-text">${mode(modes[0])} → ${mode(modes[1])}</span>` : nothing
  }`;
  return html`<li class="leaf ${changeClass(kind)}">
    ${
      canOpen && hold.hold !== 'gone'
        ? html`<button type="button" class="link leaf-name" title=${titles[kind]} @click=${() => page.post({ type: 'openFile', path })}>${content}</button>`
        : html`<span class="leaf-name">${content}</span>`
    }
    ${sizesOf(entry)}
    <span class="beside">${iconButton('copy', l10n.t('Copy the path {0}', `/${path}`), () => page.post({ type: 'copy', text: `/${path}` }))}</span>
  </li>`;
}
