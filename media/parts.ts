// The parts that pages are made of. Text goes in as text, never as markup.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LayerFacts } from '../src/panels/image-facts.ts';
import type { FromValuesPage, NamedValue, ToAnyPage } from '../src/panels/page-messages.ts';
import { formatAge, formatBytes } from '../src/quantities.ts';
import { type IconName, icon } from './icons.ts';
import { styled } from './styled.ts';

export type Shown = TemplateResult | string | typeof nothing;

export interface Button {
  readonly icon: IconName;
  readonly label: string;
  /** What it does, by a name that stays when the label is said in other words. */
  readonly does?: string;
  readonly press: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

export function button({ icon: name, label, does, press, primary = false, disabled = false }: Button): TemplateResult {
  return html`<button type="button" class=${primary ? 'primary' : ''} data-does=${does ?? nothing} ?disabled=${disabled} @click=${press}>
    ${icon(name)}<span>${label}</span>
  </button>`;
}

/** Only an icon; `label` is for those who do not see it, and for the pointer; `does`: as a button's. */
export function iconButton(name: IconName, label: string, press: () => void, does?: string): TemplateResult {
  return html`<button type="button" class="quiet" title=${label} aria-label=${label} data-does=${does ?? nothing} @click=${press}>${icon(name)}</button>`;
}

export function link(text: string, press: () => void, title = '', does?: string): TemplateResult {
  return html`<button type="button" class="link" title=${title || nothing} data-does=${does ?? nothing} @click=${press}>${text}</button>`;
}

/** `id`: of its own on the page. */
export function section(
  title: string,
  content: Shown | readonly Shown[],
  more: Shown = nothing,
  id?: string,
): TemplateResult {
  return html`<section id=${id ?? nothing}>
    <header><h2>${title}</h2>${more}</header>
    ${content}
  </section>`;
}

/** Opened by the person: what is in it may cost something to ask for. `id`: of its own on the page. */
export function folded(title: Shown, content: Shown, onOpen: () => void, id?: string): TemplateResult {
  const toggled = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open) onOpen();
  };
  return html`<details id=${id ?? nothing} @toggle=${toggled}>
    <summary>${icon('chevronRight')}${typeof title === 'string' ? html`<h2>${title}</h2>` : title}</summary>
    ${content}
  </details>`;
}

export function tile(title: string, value: string, more: Shown): TemplateResult {
  return html`<div class="tile"><p class="quiet-text">${title}</p><p class="figure">${value}</p>${more}</div>`;
}

export type Fact = readonly [name: Shown, value: Shown | undefined, beside?: Shown];

/** Names and values; those without a value are left out. */
export function facts(rows: readonly Fact[]): TemplateResult {
  return html`<dl>${rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(
      ([name, value, beside = nothing]) =>
        html`<div><dt>${name}</dt><dd><span>${value}</span><span class="beside">${beside}</span></dd></div>`,
    )}</dl>`;
}

/** Says when what stands below no longer holds. */
export function holdNote(
  { hold, words }: Pick<Extract<ToAnyPage<unknown>, { type: 'hold' }>, 'hold' | 'words'>,
  refresh: () => void,
): TemplateResult {
  // It is there before there is anything to say: only then do screen readers say it.
  return html`<div role="status" class="hold ${hold}">
    ${
      hold === 'live'
        ? nothing
        : html`${icon(hold === 'gone' ? 'info' : 'warning')}<span>${words}</span>
          ${hold === 'lost' ? html`<button type="button" @click=${refresh}>${l10n.t('Try Again')}</button>` : nothing}`
    }
  </div>`;
}

/** `rows`: cells as text. What scrolls can be reached with the keyboard. */
export function table(label: string, head: readonly Shown[], rows: readonly (readonly Shown[])[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

/** A name that is too long for its column breaks behind its dots and dashes. */
const breakable = (name: string): Shown =>
  html`${name.split(/(?<=[._/-])/).map((part, at) => html`${at > 0 ? html`<wbr>` : nothing}${part}`)}`;

type ValueMessage = FromValuesPage | { readonly type: 'copy'; readonly text: string };

/** Environment variables or labels; `revealed`: what the page was told of those that are hidden, by `of name`. */
export function values(
  all: readonly NamedValue[],
  of: FromValuesPage['of'],
  revealed: ReadonlyMap<string, string>,
  post: (message: ValueMessage) => void,
): TemplateResult {
  return facts(
    all.map(({ name, value }): Fact => {
      const shown = value ?? revealed.get(`${of} ${name}`);
      return [
        breakable(name),
        shown ?? html`<span class="hidden">••••••••</span>`,
        html`${
          shown === undefined
            ? iconButton(
                'eye',
                l10n.t('Show the value of {0}', name),
                () => post({ type: 'reveal', of, name }),
                'reveal',
              )
            : nothing
        }${iconButton('copy', l10n.t('Copy the value of {0}', name), () =>
          post(value === undefined ? { type: 'copyHidden', of, name } : { type: 'copy', text: value }),
        )}`,
      ];
    }),
  );
}

/** As in a Dockerfile: the borders between the words are seen. */
export const jsonWords = (words: readonly string[]): string | undefined =>
  words.length === 0 ? undefined : JSON.stringify(words);

/** More names help nobody. */
const mostNamed = 3;

/** Which other images have a layer, too. */
function sharedNote(names: readonly string[]): TemplateResult {
  const words =
    names.length > mostNamed
      ? l10n.t('shared with {0} images', names.length)
      : l10n.t('shared with {0}', names.join(', '));
  return html`<p class="quiet-text shared-with" title=${names.slice(0, 30).join(', ')}>${icon('layers')}<span>${words}</span></p>`;
}

interface HistoryRow {
  /** Bytes of the largest step: its bar is whole. */
  readonly largest: number;
  readonly title: Shown;
  /** Where it is from, before its age. */
  readonly of?: string;
  readonly kind?: string;
  /** Below its size. */
  readonly more?: Shown;
  readonly openLine: (line: number) => void;
}

/** Characters of an instruction that may have to be scrolled, which the keyboard must be able to do. */
const leastScrolled = 80;

/** A step of an image's history: what it was, when, on which line of the Dockerfile, and how much it added. */
export function historyRow(
  { instruction, size, createdAt, line, sharedWith }: LayerFacts,
  { largest, title, of = '', kind = '', more = nothing, openLine }: HistoryRow,
): TemplateResult {
  const width = `${size === 0 ? 0 : Math.max(1, (100 * size) / largest)}%`;
  const words = [of, formatAge(createdAt, Date.now())].filter(Boolean).join(' · ');
  return html`<li class=${kind}>
    <div class="step">
      ${title}
      <span class="quiet-text">${words}${
        line === undefined
          ? nothing
          : html` · ${link(l10n.t('line {0}', line + 1), () => openLine(line), l10n.t('Open the line of the Dockerfile'), 'open-line')}`
      }</span>
    </div>
    ${
      // Its title says so already.
      instruction === ''
        ? nothing
        : html`<code tabindex=${instruction.length > leastScrolled ? 0 : nothing}>${instruction}</code>`
    }
    <div class="size">
      <div class="bar"><div ${styled({ width })}></div></div>
      <span>${size === 0 ? l10n.t('no files') : formatBytes(size)}</span>
      ${more}
      ${sharedWith ? sharedNote(sharedWith) : nothing}
    </div>
  </li>`;
}
