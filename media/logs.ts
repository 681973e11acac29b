// The page of logs: it draws only the lines in sight, which it asks for by their places.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { type LogLevel, levelOf, logLevels } from '../src/panels/log-level.ts';
import {
  type FromLogsPage,
  type LogFilter,
  type LogRow,
  type LogSearch,
  noFilter,
  type ToLogsPage,
} from '../src/panels/log-messages.ts';
import { searchPattern } from '../src/panels/log-store.ts';
import { fieldsOf } from '../src/panels/marked-text.ts';
import { icon } from './icons.ts';
import { marked } from './output.ts';
import { language, startPage } from './page.ts';
import { button, facts, iconButton, type Shown } from './parts.ts';
import { styled } from './styled.ts';

const rowHeight = 20;
/** Above this browsers place nothing: what is longer is scrolled in proportion. */
const tallest = 8_000_000;
/** Rows beyond both edges, so that slow scrolling shows no gap. */
const margin = 10;

let names: readonly string[] = [];
let presets: readonly string[] = [];
let filter: LogFilter = noFilter;
let counts: Extract<ToLogsPage, { type: 'counts' }> | undefined;
let rows: Extract<ToLogsPage, { type: 'rows' }> = {
  type: 'rows',
  first: 0,
  rows: [],
  search: undefined,
};
let search: LogSearch = { text: '', isRegex: false };
let hit: number | undefined;
/** Which line that is. */
let hitLine: number | undefined;
let chosen: LogRow | undefined;
let follows = true;
let showsTimes = false;
/** Names of the fields that are shown of lines of JSON; empty: the line as it is. */
let columns: readonly string[] = [];
/** The first place in sight. */
let top = 0;

/** Stands in front of each line: in a column, to the millisecond. */
const timeOfDay = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

const page = startPage<ToLogsPage, FromLogsPage>(take, () => (counts ? view(counts) : undefined));

function take(message: ToLogsPage): void {
  switch (message.type) {
    case 'sources':
      ({ names, presets, filter } = message);
      break;
    case 'counts':
      counts = message;
      // First what has come is drawn: the end is below it.
      page.changed();
      requestAnimationFrame(keepAtEnd);
      break;
    case 'rows':
      rows = message;
      break;
    case 'goTo':
      hit = message.hit;
      hitLine = message.line;
      follows = false;
      requestAnimationFrame(() => scrollTo(message.place));
  }
}

/** Names stand in a column, but leave room for what was said. */
const widest = () => Math.min(24, Math.max(0, ...names.map(({ length }) => length))) + 2;
const scroller = () => document.querySelector<HTMLElement>('.lines');
const total = () => counts?.shown ?? 0;
const inSight = () => Math.max(1, Math.floor((scroller()?.clientHeight ?? 600) / rowHeight));
const height = () => Math.min(total() * rowHeight, tallest);

/** The place of a scroll position, and back. */
function placeAt(offset: number): number {
  const element = scroller();
  const most = Math.max(1, height() - (element?.clientHeight ?? 0));
  return Math.round((offset / most) * Math.max(0, total() - inSight()));
}
function scrollTo(place: number): void {
  const element = scroller();
  if (!element) return;
  const wanted = Math.max(0, place - Math.floor(inSight() / 3));
  const most = Math.max(0, height() - element.clientHeight);
  element.scrollTop = (wanted / Math.max(1, total() - inSight())) * most;
  ask(Math.min(wanted, Math.max(0, total() - inSight())));
}
function keepAtEnd(): void {
  const element = scroller();
  if (follows && element) element.scrollTop = element.scrollHeight;
}
function ask(first: number): void {
  top = first;
  page.post({
    type: 'window',
    first: Math.max(0, first - margin),
    count: inSight() + 2 * margin,
    end: follows,
  });
  page.changed();
}
function scrolled(): void {
  const element = scroller();
  if (!element) return;
  // Of few lines one sees the end in any case: that says nothing.
  if (element.scrollHeight > element.clientHeight)
    follows = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight;
  ask(placeAt(element.scrollTop));
}
window.addEventListener('resize', () => {
  keepAtEnd();
  scrolled();
});

function setFilter(change: Partial<LogFilter>): void {
  filter = { ...filter, ...change };
  page.post({ type: 'filter', filter });
  page.changed();
}
function setSearch(change: Partial<LogSearch>): void {
  search = { ...search, ...change };
  hit = undefined;
  hitLine = undefined;
  page.post({ type: 'search', search: search.text === '' ? undefined : search, near: top });
  page.changed();
}
const nextHit = (forward: boolean) =>
  page.post({ type: 'nextHit', forward, near: hit === undefined ? top - 1 : hitPlace() });
/** Where the hit was that is shown: a third below the upper edge. */
const hitPlace = () => top + Math.floor(inSight() / 3);

const chosenIn = (event: Event) => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

function view(known: NonNullable<typeof counts>): TemplateResult {
  return html`<div class="logs">
    <h1 class="unseen">${names.length === 1 ? l10n.t('Logs of {0}', names[0] ?? '') : l10n.t('Logs of {0} Containers', names.length)}</h1>
    ${controls(known)}
    ${names.length > 1 ? switches() : nothing}
    ${lines(known)}
    ${chosen ? details(chosen) : nothing}
    ${statusLine(known)}
  </div>`;
}

const levelWords: Readonly<Record<LogLevel, string>> = {
  trace: l10n.t('Trace and above'),
  debug: l10n.t('Debug and above'),
  info: l10n.t('Information and above'),
  warn: l10n.t('Warnings and errors'),
  error: l10n.t('Only errors'),
};
const spans: readonly (readonly [minutes: number, words: string])[] = [
  [5, l10n.t('Last 5 minutes')],
  [60, l10n.t('Last hour')],
  [1440, l10n.t('Last day')],
];

function controls({ hits, wrong }: NonNullable<typeof counts>): TemplateResult {
  const searchKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') nextHit(!event.shiftKey);
  };
  return html`<div class="controls">
    <span class="field">
      <input type="search" aria-label=${l10n.t('Search')} placeholder=${l10n.t('Search')} .value=${live(search.text)}
        @input=${(event: Event) => setSearch({ text: chosenIn(event) })} @keydown=${searchKey}>
      ${toggle('.*', l10n.t('Search by regular expression'), search.isRegex, () => setSearch({ isRegex: !search.isRegex }))}
      <span class="count" role="status">${hits === undefined ? nothing : hitWords(hits)}</span>
      ${iconButton('up', l10n.t('Previous match'), () => nextHit(false))}
      ${iconButton('down', l10n.t('Next match'), () => nextHit(true))}
    </span>
    <span class="field">
      <input type="search" aria-label=${l10n.t('Filter')} placeholder=${l10n.t('Filter')} .value=${live(filter.text)}
        @input=${(event: Event) => setFilter({ text: chosenIn(event) })}>
      ${toggle('.*', l10n.t('Filter by regular expression'), filter.isRegex, () => setFilter({ isRegex: !filter.isRegex }))}
    </span>
    ${select(
      l10n.t('Level'),
      filter.level ?? '',
      [['', l10n.t('All levels')], ...logLevels.map((level) => [level, levelWords[level]] as const)],
      (value) => setFilter({ level: logLevels.find((level) => level === value) }),
    )}
    ${select(
      l10n.t('Output'),
      filter.from,
      [
        ['both', l10n.t('All output')],
        ['stdout', l10n.t('Only stdout')],
        ['stderr', l10n.t('Only stderr')],
      ],
      (value) => setFilter({ from: value === 'stdout' || value === 'stderr' ? value : 'both' }),
    )}
    ${select(
      l10n.t('Time'),
      filter.since === undefined ? '' : 'kept',
      [
        ['', l10n.t('All times')],
        ...(filter.since === undefined
          ? []
          : [['kept', l10n.t('Since {0}', new Date(filter.since).toLocaleTimeString(language))] as const]),
        ...spans.map(([minutes, words]) => [String(minutes), words] as const),
      ],
      (value) => {
        if (value !== 'kept') setFilter({ since: value === '' ? undefined : Date.now() - Number(value) * 60_000 });
      },
    )}
    <input type="time" step="1" aria-label=${l10n.t('Go to a time of day')} title=${l10n.t('Go to a time of day')} @change=${goToTime}>
    <input type="text" class="columns-field" aria-label=${l10n.t('Fields of JSON lines, separated by commas')}
      placeholder=${l10n.t('JSON fields: level, msg')} .value=${live(columns.join(', '))}
      @change=${(event: Event) => {
        columns = chosenIn(event)
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '');
        page.changed();
      }}>
    ${toggle(l10n.t('Times'), '', showsTimes, () => {
      showsTimes = !showsTimes;
      page.changed();
    })}
    ${button({
      icon: follows ? 'pause' : 'end',
      label: follows ? l10n.t('Pause') : l10n.t('Follow'),
      press: () => {
        follows = !follows;
        keepAtEnd();
        ask(Math.max(0, total() - inSight()));
      },
    })}
    ${button({ icon: 'copy', label: l10n.t('Copy'), press: () => page.post({ type: 'copyShown' }) })}
    ${button({ icon: 'save', label: l10n.t('Export'), press: () => page.post({ type: 'export' }) })}
    ${presetControls()}
    ${wrong === '' ? nothing : html`<span class="wrong" role="alert">${wrong}</span>`}
  </div>`;
}

function hitWords(hits: number): string {
  if (hits === 0) return l10n.t('no matches');
  if (hit !== undefined) return l10n.t('{0} of {1}', hit, hits);
  return hits === 1 ? l10n.t('1 match') : l10n.t('{0} matches', hits);
}

function presetControls(): TemplateResult {
  return html`${
    presets.length === 0
      ? nothing
      : select(
          l10n.t('Saved filters'),
          '',
          [['', l10n.t('Saved filters')], ...presets.map((name) => [name, name] as const)],
          (name) => {
            if (name !== '') page.post({ type: 'usePreset', name });
          },
        )
  }${button({ icon: 'add', label: l10n.t('Save Filter'), press: () => page.post({ type: 'savePreset' }) })}`;
}

function toggle(text: string, label: string, isOn: boolean, press: () => void): TemplateResult {
  return html`<button type="button" class=${isOn ? 'toggle on' : 'toggle'} aria-pressed=${isOn} aria-label=${label || nothing} title=${label || nothing}
    @click=${press}>${text}</button>`;
}

function select(
  label: string,
  value: string,
  options: readonly (readonly [value: string, words: string])[],
  onChoice: (value: string) => void,
): TemplateResult {
  return html`<select aria-label=${label} .value=${live(value)} @change=${(event: Event) => onChoice(chosenIn(event))}>
    ${options.map(([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`)}
  </select>`;
}

function switches(): TemplateResult {
  return html`<div class="switches" role="group" aria-label=${l10n.t('Containers')}>${names.map((name, source) => {
    const isOn = !filter.hidden.includes(source);
    const press = () =>
      setFilter({ hidden: isOn ? [...filter.hidden, source] : filter.hidden.filter((each) => each !== source) });
    return html`<label class=${`source c${source % 6}`}><input type="checkbox" .checked=${live(isOn)} @change=${press}>${name}</label>`;
  })}</div>`;
}

function goToTime(event: Event): void {
  const [hours = 0, minutes = 0, seconds = 0] = chosenIn(event).split(':').map(Number);
  const at = new Date();
  at.setHours(hours, minutes, seconds, 0);
  // A time that is still to come was yesterday's.
  if (at.getTime() > Date.now()) at.setDate(at.getDate() - 1);
  page.post({ type: 'goToTime', at: at.getTime() });
}

/** A line keeps its element while others come, so one can select its text and press it while the log goes on. */
function lines({ shown, kept }: NonNullable<typeof counts>): TemplateResult {
  const pattern = patternOf(rows.search);
  const offset = (rows.first - top) * rowHeight;
  // A short log begins on top.
  const drawn = Math.min(inSight(), Math.max(shown, rows.rows.length));
  const empty = kept === 0 ? l10n.t('There is no output yet.') : l10n.t('No line passes the filter.');
  return html`<div class="lines" tabindex="0" role="region" aria-label=${l10n.t('Log')} @scroll=${scrolled}>
    <div ${styled({ height: `${height()}px` })}>
      <div class="sight" ${styled({ height: `${drawn * rowHeight}px` })}>
        <div ${styled({ transform: `translateY(${follows ? 0 : offset}px)` })} class=${follows ? 'at-end' : ''}>
          ${repeat(
            rows.rows,
            ({ seq }) => seq,
            (row) => lineOf(row, pattern),
          )}
        </div>
      </div>
    </div>
    ${shown === 0 ? html`<p class="quiet-text">${empty}</p>` : nothing}
  </div>`;
}

function patternOf(wanted: LogSearch | undefined): RegExp | undefined {
  try {
    return wanted === undefined || wanted.text === '' ? undefined : searchPattern(wanted);
  } catch {
    // Half typed: what is wrong with it is said beside it.
    return undefined;
  }
}

function lineOf(row: LogRow, pattern: RegExp | undefined): TemplateResult {
  const choose = () => {
    chosen = chosen?.seq === row.seq ? undefined : row;
    page.changed();
  };
  const fields = columns.length > 0 ? fieldsOf(row.text) : undefined;
  const level = levelOf(row.text);
  const time = new Date(row.at);
  const isHit = row.seq === hitLine;
  return html`<div @click=${choose} aria-current=${isHit ? 'true' : nothing} class=${classMap({
    line: true,
    hit: isHit,
    news: row.source < 0,
    stderr: row.from === 'stderr',
    chosen: chosen?.seq === row.seq,
    [`level-${level}`]: level === 'warn' || level === 'error',
  })}>${
    showsTimes && !Number.isNaN(time.getTime()) ? html`<span class="time">${timeOfDay.format(time)}</span>` : nothing
  }${
    names.length > 1 && row.source >= 0
      ? html`<span class=${`source c${row.source % 6}`} ${styled({ 'min-width': `${widest()}ch` })}>${names[row.source]}</span>`
      : nothing
  }${fields ? columnsOf(fields, pattern) : marked(row.text, pattern)}</div>`;
}

function columnsOf(fields: NonNullable<ReturnType<typeof fieldsOf>>, pattern: RegExp | undefined): Shown[] {
  const known = new Map(fields);
  return columns.map((name) => html`<span class="field-value">${marked(known.get(name) ?? '', pattern)}</span>`);
}

/** The whole line, which the list cuts at its edge; of JSON each field. */
function details(row: LogRow): TemplateResult {
  const fields = fieldsOf(row.text);
  const close = () => {
    chosen = undefined;
    page.changed();
  };
  return html`<section class="line-details" aria-label=${l10n.t('Chosen line')}>
    <header>
      <span class="quiet-text">${new Date(row.at).toLocaleString(language)}${row.source >= 0 ? ` · ${names[row.source]} · ${row.from}` : ''}</span>
      <span class="actions">
        ${button({ icon: 'copy', label: l10n.t('Copy Line'), press: () => page.post({ type: 'copyText', text: row.text }) })}
        ${iconButton('close', l10n.t('Close'), close)}
      </span>
    </header>
    ${fields ? facts(fields.map(([name, value]) => [name, value])) : html`<pre>${marked(row.text, patternOf(rows.search))}</pre>`}
  </section>`;
}

function statusLine({ shown, kept, dropped, busy }: NonNullable<typeof counts>): TemplateResult {
  const number = (value: number) => value.toLocaleString(language);
  const words = [
    shown === kept ? l10n.t('{0} lines', number(kept)) : l10n.t('{0} of {1} lines', number(shown), number(kept)),
    ...(dropped > 0 ? [l10n.t('{0} older lines were dropped to keep memory bounded', number(dropped))] : []),
    ...(busy ? [l10n.t('still searching…')] : []),
    follows ? l10n.t('following') : l10n.t('paused'),
  ];
  return html`<footer class="quiet-text">${icon(follows ? 'sync' : 'pause')}<span>${words.join(' · ')}</span></footer>`;
}

requestAnimationFrame(() => ask(0));
