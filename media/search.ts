// The page that searches Docker Hub.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  type FoundImage,
  type FromSearchPage,
  mostTags,
  type SizeFacts,
  type ToSearchPage,
} from '../src/panels/search-messages.ts';
import { formatAge, formatBytes } from '../src/quantities.ts';
import { icon } from './icons.ts';
import { language, startPage } from './page.ts';
import { button, iconButton, link, type Shown } from './parts.ts';

type Message<Type> = Extract<ToSearchPage, { type: Type }>;

let known: Message<'results'> = { type: 'results', term: '', isBusy: false, results: [], note: '' };
/** As it stands in the field; the answer to it comes later. */
let typed: string | undefined;
let onlyOfficial = false;
const opened = new Set<string>();
const tags = new Map<string, Message<'tags'>>();
const sizes = new Map<string, Message<'size'> | 'asked'>();
/** Of each image the tag that the person has chosen or typed. */
const chosen = new Map<string, string>();

const page = startPage<ToSearchPage, FromSearchPage>(
  (message) => {
    if (message.type === 'results') known = message;
    else if (message.type === 'tags') tags.set(message.name, message);
    else sizes.set(`${message.name}:${message.tag}`, message);
  },
  () => view(),
);

// Whoever opens it wants to type.
requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('input')?.focus()));

function view(): TemplateResult {
  const { isBusy, results, note, term } = known;
  const input = (event: Event) => {
    typed = (event.target as HTMLInputElement).value;
    page.keep({ term: typed });
    page.post({ type: 'search', term: typed });
    page.changed();
  };
  const shown = onlyOfficial ? results.filter(({ official }) => official) : results;
  const toggle = () => {
    onlyOfficial = !onlyOfficial;
    page.changed();
  };
  return html`
    <div class="title"><span class="mood quiet">${icon('search')}</span><h1>${l10n.t('Search Docker Hub')}</h1></div>
    <div class="controls search">
      <input type="search" aria-label=${l10n.t('Search Docker Hub')} placeholder="postgres" .value=${typed ?? term} @input=${input}>
      <button type="button" id="only-official" class="toggle ${onlyOfficial ? 'on' : ''}" aria-pressed=${onlyOfficial} @click=${toggle}>${icon('verified')}<span>${l10n.t('Official only')}</span></button>
    </div>
    <p class="quiet-text" role="status">${status(isBusy, shown, note, term)}</p>
    <ul class="plain found" aria-busy=${isBusy}>${shown.map(row)}</ul>`;
}

function status(isBusy: boolean, shown: readonly FoundImage[], note: string, term: string): string {
  if (isBusy) return l10n.t('Searching…');
  if (note !== '') return note;
  if (term === '') return l10n.t('Type a name, or what you need: the engine searches Docker Hub.');
  return shown.length === 1 ? l10n.t('1 image') : l10n.t('{0} images', shown.length);
}

function row(image: FoundImage): TemplateResult {
  const { name, description, stars, official } = image;
  const isOpen = opened.has(name);
  const toggle = () => {
    if (!opened.delete(name)) {
      opened.add(name);
      page.post({ type: 'askTags', name });
    }
    page.changed();
  };
  return html`<li class="hit">
    <div class="found-head">
      <button type="button" class="turn" aria-expanded=${isOpen} @click=${toggle}>
        ${icon('chevronRight')}<span class="name">${name}</span>
      </button>
      ${official ? html`<span class="badge">${icon('verified')}<span>${l10n.t('official')}</span></span>` : nothing}
      <span class="stars quiet-text">${icon('star')}<span>${stars.toLocaleString(language)}</span><span class="unseen"> ${l10n.t('stars')}</span></span>
      <span class="beside">${iconButton('external', l10n.t('Open {0} on Docker Hub', name), () => page.post({ type: 'openHub', name }))}</span>
    </div>
    <p class="quiet-text">${description}</p>
    ${isOpen ? choices(name) : nothing}
  </li>`;
}

function choices(name: string): TemplateResult {
  const found = tags.get(name);
  const tag = chosen.get(name) ?? found?.tags[0] ?? '';
  const choose = (event: Event) => {
    chosen.set(name, (event.target as HTMLInputElement).value.trim());
    page.changed();
  };
  const reference = tag === '' ? name : `${name}:${tag}`;
  const list = `tags-of-${name.replaceAll(/[^a-z0-9]/g, '-')}`;
  return html`<div class="choices">
    <div class="controls">
      <label>${l10n.t('Tag')} <input list=${list} .value=${tag} placeholder="latest" @change=${choose}></label>
      <datalist id=${list}>${(found?.tags ?? []).map((each) => html`<option value=${each}></option>`)}</datalist>
      ${button({ icon: 'pull', label: l10n.t('Pull'), press: () => page.post({ type: 'pull', name, tag }), primary: true })}
      ${button({ icon: 'goToFile', label: l10n.t('Use in FROM'), press: () => page.post({ type: 'from', name, tag }) })}
      ${iconButton('copy', l10n.t('Copy {0}', reference), () => page.post({ type: 'copy', name, tag }))}
      ${tag === '' ? nothing : size(name, tag)}
    </div>
    <p class="quiet-text">${
      !found
        ? l10n.t('Reading the tags…')
        : found.note !== ''
          ? found.note
          : found.isMore
            ? l10n.t('{0} tags are offered, the latest first. Any other can be typed.', mostTags)
            : ''
    }</p>
    ${found && found.tags.length > 0 ? html`<p class="chips">${found.tags.slice(0, 12).map((each) => chip(name, each, each === tag))}</p>` : nothing}
  </div>`;
}

function chip(name: string, tag: string, isChosen: boolean): TemplateResult {
  const choose = () => {
    chosen.set(name, tag);
    page.changed();
  };
  return html`<button type="button" class="toggle ${isChosen ? 'on' : ''}" aria-pressed=${isChosen} @click=${choose}>${tag}</button>`;
}

function size(name: string, tag: string): Shown {
  const key = `${name}:${tag}`;
  const told = sizes.get(key);
  if (told === 'asked') return html`<span class="quiet-text">${l10n.t('Reading…')}</span>`;
  if (told) return html`<span class="quiet-text">${told.size ? sizeWords(told.size) : told.note}</span>`;
  const ask = () => {
    sizes.set(key, 'asked');
    page.post({ type: 'askSize', name, tag });
    page.changed();
  };
  return link(l10n.t('Show Size'), ask, l10n.t('Asks the registry. Docker Hub counts this as a pull.'));
}

function sizeWords({ bytes, platform, platforms, createdAt }: SizeFacts): string {
  return [
    l10n.t('{0} to download', formatBytes(bytes)),
    platform,
    platforms.length > 1 ? l10n.t('{0} platforms', platforms.length) : '',
    createdAt === undefined ? '' : l10n.t('created {0}', formatAge(createdAt, Date.now())),
  ]
    .filter(Boolean)
    .join(' · ');
}
