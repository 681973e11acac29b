// A form with all of its options in sight: their line on top, and what is wrong beside each field.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  FormFacts,
  FormField,
  FormNote,
  FormState,
  FormTexts,
  FromFormPage,
  ToFormPage,
} from '../src/panels/form-messages.ts';
import { icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, holdNote, iconButton, link, type Shown, section } from './parts.ts';

let facts: FormFacts | undefined;
let state: FormState | undefined;
let texts: FormTexts = {};
let hold: Extract<ToFormPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
/** As it is typed, until it is left. */
let line: string | undefined;
let query = '';
let onlySet = false;
let saved = '';
/** The row that is typed into: `env 0`. */
let focused = '';
/** Fields of which something else than the choices is typed. */
const others = new Set<string>();
/** What gets the focus once it is drawn. */
let wanted: string | undefined;

const page = startPage<ToFormPage, FromFormPage>(
  (message) => {
    if (message.type === 'facts') facts = message.facts;
    else if (message.type === 'hold') hold = message;
    else if (message.type === 'texts') {
      texts = message.texts;
      others.clear();
    } else {
      state = message;
      page.keep(message.kept);
    }
  },
  () => {
    if (facts && state) return view(facts, state);
    return hold.hold === 'live' ? undefined : html`${note()}`;
  },
);
const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && facts) act(facts.actions[0]?.action ?? 'run');
});

function act(action: FormFacts['actions'][number]['action']): void {
  const first = state?.notes.find(({ kind }) => kind === 'wrong');
  // What is on the screen would not be what runs.
  if (line !== undefined && state?.lineWrong) document.querySelector('textarea')?.focus();
  else if (first) goTo(first);
  else page.post({ type: 'run', action });
}

/** Shows a field, and puts the cursor there. */
function goTo({ field: name, at = 0 }: Pick<FormNote, 'field' | 'at'>): void {
  query = '';
  onlySet = false;
  wanted = idOf(name, at);
  page.changed();
}

const idOf = (name: string, at: number) => `${name}-${at}`;

function view({ about, groups, fields, actions, reset, removesSaved }: FormFacts, now: FormState): TemplateResult {
  const { title, isBusy, isUsual, keeps } = now;
  const words = query.toLowerCase().split(/\s+/);
  const shown = fields.filter(
    (field) =>
      (!onlySet || textsOf(field).some((text) => text !== '')) &&
      words.every((word) => searched(field, groups).includes(word)),
  );
  if (wanted !== undefined) {
    const id = wanted;
    wanted = undefined;
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }
  const toggleSet = () => {
    onlySet = !onlySet;
    page.changed();
  };
  const search = (event: Event) => {
    query = (event.target as HTMLInputElement).value;
    page.changed();
  };
  return html`
    <div class="title"><h1>${title}</h1><p class="state">${about}</p></div>
    ${note()}
    <div class="form-head">
      ${lineField(now)}
      <div role="status" class="form-status">${status(now, fields)}</div>
      <div class="toolbar" role="toolbar" aria-label=${l10n.t('Actions')}>
        ${actions.map(
          ({ action, label, title: hint }, at) =>
            html`<span title=${hint || nothing}>${button({
              icon: action === 'run' ? 'start' : action === 'create' ? 'add' : 'layers',
              label,
              does: action,
              press: () => act(action),
              primary: at === 0,
              disabled: isBusy,
            })}</span>`,
        )}
        ${button({ icon: 'refresh', label: reset, press: () => page.post({ type: 'reset' }), disabled: isUsual })}
        ${savedOptions(now, removesSaved)}
        ${
          keeps === undefined
            ? nothing
            : html`<label class="check"><input type="checkbox" .checked=${keeps} @change=${(event: Event) =>
                page.post({
                  type: 'keep',
                  keeps: (event.target as HTMLInputElement).checked,
                })}>${l10n.t('Save for the Next Run')}</label>`
        }
      </div>
      <div class="controls">
        <input type="search" aria-label=${l10n.t('Find an option')} placeholder=${l10n.t('Type a flag or a word')} .value=${query} @input=${search}>
        <button type="button" id="only-set" class="toggle ${onlySet ? 'on' : ''}" aria-pressed=${onlySet} @click=${toggleSet}>${l10n.t('Only what is set')}</button>
        <nav aria-label=${l10n.t('Groups of options')}>${groups.map(({ name, title: group }) => {
          const first = shown.find((field) => field.group === name);
          return first ? link(group, () => jump(name, first)) : nothing;
        })}</nav>
      </div>
    </div>
    ${groups.map(({ name, title: group }) => {
      const own = shown.filter((field) => field.group === name);
      if (own.length === 0) return nothing;
      return html`<div id=${`group-${name}`}>${section(group, html`<div class="form-fields">${own.map((field) => drawn(field, now))}</div>`)}</div>`;
    })}
    ${shown.length === 0 ? html`<p class="quiet-text">${l10n.t('No option has these words.')}</p>` : nothing}`;
}

function jump(group: string, first: FormField): void {
  document.getElementById(`group-${group}`)?.scrollIntoView();
  document.getElementById(idOf(first.name, 0))?.focus({ preventScroll: true });
}

const searched = ({ label, flags, prompt, group }: FormField, groups: FormFacts['groups']) =>
  [label, ...flags, prompt, groups.find(({ name }) => name === group)?.title].join(' ').toLowerCase();

function lineField({ line: told, lineWrong }: FormState): TemplateResult {
  const typed = (event: Event) => {
    line = (event.target as HTMLTextAreaElement).value;
    page.post({ type: 'line', text: line });
    page.changed();
  };
  const left = () => {
    // What is wrong stays, to be mended.
    if (state?.lineWrong === '') line = undefined;
    page.changed();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    line = undefined;
    page.changed();
  };
  const isWrong = line !== undefined && lineWrong !== '';
  return html`<div class="form-line">
      <textarea id="line" rows="2" spellcheck="false" aria-label=${l10n.t('Command Line')} aria-invalid=${isWrong} aria-describedby="line-note"
        .value=${line ?? told} @input=${typed} @blur=${left} @keydown=${key}></textarea>
      ${iconButton('copy', l10n.t('Copy the command'), () => page.post({ type: 'copyLine' }))}
    </div>
    <p id="line-note" class="wrong">${isWrong ? lineWrong : ''}</p>`;
}

/** One line: what was done last, or what is to be mended. */
function status({ notes, leftOut, isBusy, done }: FormState, fields: readonly FormField[]): Shown {
  if (isBusy) return l10n.t('Working…');
  const wrong = fields.filter(({ name }) => notes.some(({ field, kind }) => field === name && kind === 'wrong'));
  const left = leftOut === '' ? nothing : html`<span class="wrong">${icon('warning')}${leftOut}</span>`;
  if (wrong.length > 0) {
    const links = wrong.map(({ name, label }) =>
      link(label, () => goTo(notes.find(({ field }) => field === name) ?? { field: name })),
    );
    const words =
      wrong.length === 1 ? l10n.t('1 field has a problem:') : l10n.t('{0} fields have a problem:', wrong.length);
    return html`<span id="to-mend" class="wrong">${icon('error')}${words}</span>${links}${left}`;
  }
  if (!done) return left;
  const open = done.canOpen ? link(l10n.t('Open its page'), () => page.post({ type: 'open' })) : nothing;
  return html`<span id="done">${icon('pass')}${done.text}</span>${open}${left}`;
}

function savedOptions({ saved: names }: FormState, removes: boolean): TemplateResult {
  const choose = (event: Event) => {
    saved = (event.target as HTMLSelectElement).value;
    if (saved !== '') page.post({ type: 'choose', saved });
    page.changed();
  };
  if (!names.includes(saved)) saved = '';
  return html`${
    names.length === 0
      ? nothing
      : html`<select aria-label=${l10n.t('Saved Options')} @change=${choose}>
          <option value="" .selected=${saved === ''}>${l10n.t('Saved Options…')}</option>
          ${names.map((name) => html`<option value=${name} .selected=${saved === name}>${name}</option>`)}
        </select>`
  }${button({ icon: 'save', label: l10n.t('Save These Options…'), press: () => page.post({ type: 'save' }) })}${
    removes && saved !== ''
      ? iconButton('trash', l10n.t('Remove {0}', saved), () => page.post({ type: 'remove', saved }))
      : nothing
  }`;
}

/** One that is empty has one row to type into. */
function textsOf({ name }: FormField): readonly string[] {
  const now = Object.hasOwn(texts, name) ? (texts[name] ?? []) : [];
  return now.length === 0 ? [''] : now;
}

function set({ name }: FormField, next: readonly string[]): void {
  texts = { ...texts, [name]: next };
  line = undefined;
  page.post({ type: 'set', name, texts: next });
  page.changed();
}

function drawn(field: FormField, { notes, secret }: FormState): TemplateResult {
  const { name, kind, label, flags, prompt } = field;
  const own = notes.filter((each) => each.field === name);
  const code = html`<span class="flags">${flags.join(' ')}</span>`;
  const first = idOf(name, 0);
  const about = `${name}-about`;
  const head =
    kind === 'switch'
      ? html`<label class="check">
          <input type="checkbox" id=${first} aria-describedby=${about} .checked=${textsOf(field)[0] !== ''} @change=${(
            event: Event,
          ) => set(field, (event.target as HTMLInputElement).checked ? ['true'] : [])}>${label}
        </label>${code}`
      : html`<label for=${first}>${label}</label>${code}`;
  return html`<div class="form-field ${own.some((each) => each.kind === 'wrong') ? 'bad' : ''}">
    <div class="form-label">${head}</div>
    ${kind === 'switch' ? nothing : field.choices && kind === 'one' ? choice(field, own, about) : rows(field, own, about, secret[name] ?? [])}
    <div id=${about}>
      ${own.map(drawnNote)}
      ${prompt === '' ? nothing : html`<p class="quiet-text">${prompt}</p>`}
    </div>
  </div>`;
}

function drawnNote({ kind, text }: FormNote): TemplateResult {
  if (kind === 'info') return html`<p class="quiet-text">${text}</p>`;
  return kind === 'wrong'
    ? html`<p class="wrong">${icon('error')}<span>${text}</span></p>`
    : html`<p><span class="mood busy">${icon('warning')}</span><span>${text}</span></p>`;
}

const isWrongAt = (notes: readonly FormNote[], at: number) =>
  notes.some((note) => note.kind === 'wrong' && (note.at ?? at) === at);

function choice(field: FormField, notes: readonly FormNote[], about: string): TemplateResult {
  const { name, choices = {}, isOpen } = field;
  const [now = ''] = textsOf(field);
  const isOther = isOpen === true && (others.has(name) || (now !== '' && !Object.hasOwn(choices, now)));
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value === 'other…') {
      others.add(name);
      wanted = idOf(name, 1);
      page.changed();
      return;
    }
    others.delete(name);
    set(field, value === '' ? [] : [value]);
  };
  return html`<div class="form-row">
    <select class="grows" id=${idOf(name, 0)} aria-describedby=${about} aria-invalid=${isWrongAt(notes, 0)} @change=${choose}>
      <option value="" .selected=${!isOther && now === ''}>${l10n.t('default')}</option>
      ${Object.entries(choices).map(([value, words]) => html`<option value=${value} .selected=${!isOther && now === value}>${words}</option>`)}
      ${isOpen ? html`<option value="other…" .selected=${isOther}>${l10n.t('Other…')}</option>` : nothing}
    </select>
    ${isOther ? input(field, now, 0, idOf(name, 1), about, isWrongAt(notes, 0), false) : nothing}
  </div>`;
}

function rows(
  field: FormField,
  notes: readonly FormNote[],
  about: string,
  secret: readonly number[],
): TemplateResult[] {
  const { name, kind, label, isFile } = field;
  const all = textsOf(field);
  const add = () => {
    wanted = idOf(name, all.length);
    set(field, [...all, '']);
  };
  return all.map((text, at) => {
    const isLast = at === all.length - 1;
    const remove = () =>
      set(
        field,
        all.filter((_, each) => each !== at),
      );
    return html`<div class="form-row" @keydown=${(event: KeyboardEvent) => {
      if (kind === 'many' && event.key === 'Enter' && !event.ctrlKey && !event.metaKey && text !== '') add();
    }}>
      ${input(field, text, at, idOf(name, at), about, isWrongAt(notes, at), secret.includes(at))}
      ${kind === 'many' && (all.length > 1 || text !== '') ? iconButton('close', at === 0 ? l10n.t('Remove from {0}', label) : l10n.t('Remove {0} from {1}', at + 1, label), remove) : nothing}
      ${isFile && isLast ? iconButton('files', l10n.t('Choose files for {0}', label), () => page.post({ type: 'browse', name })) : nothing}
      ${kind === 'many' && isLast ? iconButton('add', l10n.t('Add to {0}', label), add) : nothing}
    </div>`;
  });
}

function input(
  field: FormField,
  text: string,
  at: number,
  id: string,
  about: string,
  isWrong: boolean,
  isSecret: boolean,
): TemplateResult {
  const { name, label, example, suggestions, kind } = field;
  const key = `${name} ${at}`;
  const list = suggestions && suggestions.length > 0 ? `${name}-list` : undefined;
  const typed = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    set(field, kind === 'many' ? textsOf(field).map((each, index) => (index === at ? value : each)) : [value]);
  };
  const focus = (event: Event) => {
    focused = key;
    // Before the next letter.
    (event.target as HTMLInputElement).value = text;
    page.changed();
  };
  const blur = () => {
    focused = '';
    page.changed();
  };
  // Somebody may look over the shoulder.
  const shown = isSecret && focused !== key ? text.replace(/=[\s\S]*$/, '=••••••') : text;
  return html`<input class="grows" id=${id} .value=${shown} placeholder=${example} spellcheck="false" autocomplete="off" list=${list ?? nothing}
      aria-label=${at > 0 || id !== idOf(name, 0) ? `${label} ${at + 1}` : nothing} aria-describedby=${about} aria-invalid=${isWrong}
      @input=${typed} @focus=${focus} @blur=${blur}>${
        list && at === 0
          ? html`<datalist id=${list}>${suggestions?.map((value) => html`<option value=${value}></option>`)}</datalist>`
          : nothing
      }`;
}
