// The page of stats: a table that can be sorted, with charts and processes of those that are opened.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatPercent } from '../src/panels/chart.ts';
import type { FromStatsPage, StatsContainer, StatsPoint, ToStatsPage } from '../src/panels/stats-messages.ts';
import { mostPoints } from '../src/panels/stats-points.ts';
import { formatBytes, formatSpan } from '../src/quantities.ts';
import { chart, charts } from './charts.ts';
import { type IconName, icon } from './icons.ts';
import { startPage } from './page.ts';
import { button, holdNote, link, type Shown, table } from './parts.ts';
import { styled } from './styled.ts';

let containers: readonly StatsContainer[] | undefined;
let hold: Extract<ToStatsPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
const points = new Map<string, readonly StatsPoint[]>();
const processes = new Map<string, Extract<ToStatsPage, { type: 'processes' }>>();
const opened = new Set<string>();
let order: { column: number; descending: boolean } | undefined;

const page = startPage<ToStatsPage, FromStatsPage>(take, () =>
  containers ? view(containers) : hold.hold === 'live' ? undefined : note(),
);

function take(message: ToStatsPage): void {
  switch (message.type) {
    case 'containers':
      // What is alone is looked at.
      if (!containers && message.containers.length === 1) for (const { id } of message.containers) opened.add(id);
      containers = message.containers;
      break;
    case 'points':
      if (message.anew) points.clear();
      for (const { id, points: more } of message.points)
        points.set(id, [...(points.get(id) ?? []), ...more].slice(-mostPoints));
      break;
    case 'processes':
      processes.set(message.id, message);
      break;
    case 'hold':
      hold = message;
  }
}

const note = () => holdNote(hold, () => page.post({ type: 'refresh' }));
const lastOf = (id: string) => points.get(id)?.at(-1);

interface Column {
  readonly title: string;
  /** Numbers are sorted the largest first. */
  readonly key: (container: StatsContainer, last: StatsPoint | undefined) => number | string;
  readonly cell: (container: StatsContainer, last: StatsPoint | undefined) => Shown;
  readonly isNumber?: boolean;
}

const rate = (bytes: number | undefined) => (bytes === undefined ? '–' : `${formatBytes(bytes)}/s`);
const share = ({ memory, memoryLimit }: StatsPoint) => (memoryLimit > 0 ? (100 * memory) / memoryLimit : 0);

const columns: readonly Column[] = [
  {
    title: l10n.t('Container'),
    key: ({ name }) => name.toLowerCase(),
    cell: ({ id, name }) => link(name, () => page.post({ type: 'open', id }), l10n.t('Open the container')),
  },
  {
    title: l10n.t('CPU'),
    key: (_, last) => last?.cpuPercent ?? -1,
    cell: (_, last) => (last ? withBar(formatPercent(last.cpuPercent), last.cpuPercent) : '–'),
    isNumber: true,
  },
  {
    title: l10n.t('Memory'),
    key: (_, last) => last?.memory ?? -1,
    cell: (_, last) =>
      last ? withBar(`${formatBytes(last.memory)} / ${formatBytes(last.memoryLimit)}`, share(last)) : '–',
    isNumber: true,
  },
  {
    title: l10n.t('Network in'),
    key: (_, last) => last?.received ?? -1,
    cell: (_, last) => rate(last?.received),
    isNumber: true,
  },
  {
    title: l10n.t('Network out'),
    key: (_, last) => last?.sent ?? -1,
    cell: (_, last) => rate(last?.sent),
    isNumber: true,
  },
  {
    title: l10n.t('Disk read'),
    key: (_, last) => last?.read ?? -1,
    cell: (_, last) => rate(last?.read),
    isNumber: true,
  },
  {
    title: l10n.t('Disk write'),
    key: (_, last) => last?.written ?? -1,
    cell: (_, last) => rate(last?.written),
    isNumber: true,
  },
  {
    title: l10n.t('Processes'),
    key: (_, last) => last?.processes ?? -1,
    cell: (_, last) => (last ? String(last.processes) : '–'),
    isNumber: true,
  },
  {
    title: l10n.t('Running for'),
    key: ({ startedAt }) => (startedAt === undefined ? -1 : Date.now() - startedAt),
    cell: ({ startedAt }) => (startedAt === undefined ? '–' : formatSpan(Date.now() - startedAt)),
    isNumber: true,
  },
  { title: l10n.t('Ports'), key: ({ ports }) => ports, cell: ({ ports }) => ports || '–' },
];

function withBar(words: string, percent: number): TemplateResult {
  const width = `${Math.min(100, Math.max(0, percent))}%`;
  return html`<span>${words}</span><div class="bar thin"><div ${styled({ width })}></div></div>`;
}

const stateWords: Readonly<Record<StatsContainer['state'], string>> = {
  waiting: l10n.t('Waiting for the first reading…'),
  running: l10n.t('running'),
  stopped: l10n.t('stopped'),
  failed: l10n.t('No readings'),
  removed: l10n.t('removed'),
};

function sorted(all: readonly StatsContainer[]): readonly StatsContainer[] {
  if (!order) return all;
  const { column, descending } = order;
  const key = columns[column]?.key ?? (() => 0);
  const sign = descending ? -1 : 1;
  return [...all].sort((a, b) => {
    const [one, other] = [key(a, lastOf(a.id)), key(b, lastOf(b.id))];
    return (
      sign *
      (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other)))
    );
  });
}

function sortBy(column: number): void {
  const isNumber = columns[column]?.isNumber === true;
  order = order?.column === column ? { column, descending: !order.descending } : { column, descending: isNumber };
  page.changed();
}

function view(all: readonly StatsContainer[]): TemplateResult {
  const title = all.length === 1 ? l10n.t('{0} stats', all[0]?.name ?? '') : l10n.t('Stats');
  return html`<div class="title"><span class="mood quiet">${icon('graph')}</span><h1>${title}</h1></div>
    ${note()}
    ${
      all.length === 0
        ? html`<p class="quiet-text">${l10n.t('No container is running.')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Stats')}>
          <table class="stats">
            <thead><tr>${columns.map(head)}</tr></thead>
            <tbody>${repeat(
              sorted(all),
              ({ id }) => id,
              (container) => rowsOf(container),
            )}</tbody>
          </table>
        </div>`
    }`;
}

function head({ title, isNumber = false }: Column, column: number): TemplateResult {
  const isSorted = order?.column === column;
  const arrow: IconName = order?.descending ? 'down' : 'up';
  return html`<th scope="col" class=${isNumber ? 'number' : ''}
    aria-sort=${isSorted ? (order?.descending ? 'descending' : 'ascending') : 'none'}>
    <button type="button" class="sort" @click=${() => sortBy(column)}>${title}${isSorted ? icon(arrow) : nothing}</button>
  </th>`;
}

function rowsOf(container: StatsContainer): TemplateResult {
  const { id, name, state, note: why } = container;
  const last = lastOf(id);
  const isOpen = opened.has(id);
  const toggle = () => {
    if (isOpen) opened.delete(id);
    else opened.add(id);
    page.changed();
  };
  const words = why === '' ? stateWords[state] : `${stateWords[state]}: ${why}`;
  return html`<tr class=${state}>${columns.map(({ cell, isNumber }, at) =>
    at === 0
      ? html`<th scope="row"><span class="first-cell"><button type="button" class="quiet turn" aria-expanded=${isOpen}
          aria-label=${l10n.t('Charts of {0}', name)} title=${l10n.t('Charts of {0}', name)} @click=${toggle}>${icon('chevronRight')}</button>
          ${cell(container, last)}</span>${state === 'running' ? nothing : html`<span class="quiet-text">${words}</span>`}</th>`
      : html`<td class=${isNumber ? 'number' : ''}>${cell(container, last)}</td>`,
  )}</tr>
  ${isOpen ? html`<tr class="more"><td colspan=${columns.length}>${more(container)}</td></tr>` : nothing}`;
}

function more({ id, name, state }: StatsContainer): TemplateResult {
  const found = processes.get(id);
  const ask = () => page.post({ type: 'askProcesses', id });
  return html`<div class="charts">${charts.map((each) => chart(each, points.get(id) ?? []))}</div>
    ${
      state === 'running' || found
        ? button({
            icon: found ? 'refresh' : 'list',
            label: found ? l10n.t('Refresh Processes of {0}', name) : l10n.t('Show Processes of {0}', name),
            does: 'processes',
            press: ask,
          })
        : nothing
    }
    <div aria-live="polite">${
      !found
        ? nothing
        : found.note !== ''
          ? html`<p>${found.note}</p>`
          : html`<div class="processes">${table(l10n.t('Processes'), found.titles, found.rows)}</div>`
    }</div>`;
}
