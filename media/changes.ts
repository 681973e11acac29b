// The page of the files that a container has changed, as a tree of folders.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangesAction, ChangesFacts, FromChangesPage, ToChangesPage } from '../src/panels/changes-messages.ts';
import {
  type ChangeFolder,
  type ChangeKind,
  changeTree,
  filtered,
  type ShownChange,
} from '../src/panels/changes-tree.ts';
import { formatAge } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, holdNote, iconButton, type Shown } from './parts.ts';
import { changeIcons, changeWords, filterBar, onlyFirst } from './tree.ts';

let known: ChangesFacts | undefined;
let hold: Extract<ToChangesPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
let text = '';
const kinds = new Set<ChangeKind>(['added', 'changed', 'deleted']);
/** Folders that the person has opened or closed; the others are as it fits their number. */
const turned = new Map<string, boolean>();
/** With more files, folders begin closed. */
const mostOpen = 100;

const page = startPage<ToChangesPage, FromChangesPage>(
  (message) => {
    if (message.type === 'facts') known = message.facts;
    else hold = message;
  },
  () => (known ? view(known) : hold.hold === 'live' ? undefined : html`${note()}`),
);
const refresh = () => page.post({ type: 'refresh' });
const run = (action: ChangesAction) => () => page.post({ type: 'run', action });
const note = () => holdNote(hold, refresh);

const allKinds = ['added', 'changed', 'deleted'] as const;

function view(facts: ChangesFacts): TemplateResult {
  const { name, image, changes, total, readAt } = facts;
  const gone = hold.hold === 'gone';
  const shown = filtered(changes, { text, kinds: [...kinds] });
  const isFiltered = shown.length < changes.length;
  return html`
    <div class="title">
      <span class="mood quiet">${icon('files')}</span>
      <h1>${l10n.t('Changed files of {0}', name)}</h1>
      <p class="state">${l10n.t('compared with {0}', image)} · ${l10n.t('read {0}', formatAge(readAt, Date.now()))}</p>
    </div>
    <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
      ${button({ icon: 'refresh', label: l10n.t('Compare Again'), press: refresh, primary: true, disabled: gone })}
      ${button({ icon: 'list', label: l10n.t('Open Container'), press: run('describe'), disabled: gone })}
      ${button({ icon: 'files', label: l10n.t('Files'), press: run('files'), disabled: gone })}
      ${button({ icon: 'commit', label: l10n.t('Commit'), press: run('commit'), disabled: gone })}
    </div>
    ${note()}
    ${
      total === 0
        ? html`<p class="quiet-text">${l10n.t('No file differs from the image. Files in volumes do not count.')}</p>`
        : html`${controls(facts)}
          <p class="quiet-text" role="status">${isFiltered ? l10n.t('{0} of {1} files', shown.length, changes.length) : ''}</p>
          ${onlyFirst(changes.length, total)}
          <section class="tree">${folder(changeTree(shown), isFiltered || shown.length <= mostOpen, true)}</section>`
    }`;
}

function controls({ changes }: ChangesFacts): TemplateResult {
  const typed = (now: string) => {
    text = now;
  };
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  return filterBar(text, typed, allKinds, kinds, count, page.changed);
}

function folder(of: ChangeFolder, opens: boolean, isRoot = false): Shown {
  const isOpen = isRoot || (turned.get(of.path) ?? opens);
  const turn = () => {
    turned.set(of.path, !isOpen);
    page.changed();
  };
  const content = isOpen
    ? html`<ul class="plain">${of.folders.map((each) => html`<li>${folder(each, opens)}</li>`)}${of.files.map(file)}</ul>`
    : nothing;
  if (isRoot) return content;
  return html`<button type="button" class="turn branch" aria-expanded=${isOpen} @click=${turn}>
      ${icon('chevronRight')}<span class="path">${of.name}</span><span class="quiet-text">${of.count}</span>
    </button>${content}`;
}

function file(change: ShownChange): TemplateResult {
  const { path, kind, at } = change;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const titles: Readonly<Record<ChangeKind, string>> = {
    added: l10n.t('Open the file'),
    changed: l10n.t('Compare with the file of the image'),
    deleted: l10n.t('Show the file of the image'),
  };
  const gone = hold.hold === 'gone';
  return html`<li class="leaf ${kind}">
    <button type="button" class="link leaf-name" title=${titles[kind]} ?disabled=${gone} @click=${() => page.post({ type: 'openChange', at, path })}>
      ${icon(changeIcons[kind])}<span class="path">${name}</span><span class="unseen">, ${changeWords[kind]}</span>
    </button>
    <span class="beside">${
      kind === 'changed' && !gone
        ? iconButton('goToFile', l10n.t('Open {0}', path), () => page.post({ type: 'openFile', at, path }))
        : nothing
    }${iconButton('copy', l10n.t('Copy the path {0}', path), () => page.post({ type: 'copy', text: path }))}</span>
  </li>`;
}
