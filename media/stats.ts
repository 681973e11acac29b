// The page of the stats panel: a section for each container with four charts and, when asked for, its processes. Text
// from containers goes in as text, never as markup.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { formatPercent, linePath, niceCeiling } from '../src/panels/chart.ts';
import type { FromStatsPanel, StatsContainer, StatsPoint, ToStatsPanel } from '../src/panels/stats-messages.ts';
import { mostPoints } from '../src/panels/stats-points.ts';
import { formatBytes } from '../src/quantities.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromStatsPanel): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const main = document.querySelector('main') as HTMLElement;
editor.setState(JSON.parse(main.dataset.kept ?? '{}'));
const frame = { width: 300, height: 80, capacity: mostPoints };

interface Chart {
  readonly name: string;
  readonly values: readonly ((point: StatsPoint) => number)[];
  readonly words: (point: StatsPoint) => string;
  readonly unit: (value: number) => string;
  /** The lowest value that the upper edge may have. */
  readonly least: number;
}

const bytesPerSecond = (bytes: number) => `${formatBytes(bytes)}/s`;

const charts: readonly Chart[] = [
  {
    name: l10n.t('CPU'),
    values: [({ cpuPercent }) => cpuPercent],
    words: ({ cpuPercent }) => formatPercent(cpuPercent),
    unit: formatPercent,
    least: 1,
  },
  {
    name: l10n.t('Memory'),
    values: [({ memory }) => memory],
    words: ({ memory, memoryLimit }) =>
      l10n.t(
        '{0} of {1} ({2})',
        formatBytes(memory),
        formatBytes(memoryLimit),
        formatPercent(memoryLimit > 0 ? (100 * memory) / memoryLimit : 0),
      ),
    unit: formatBytes,
    least: 1_000_000,
  },
  {
    name: l10n.t('Network'),
    values: [({ received }) => received, ({ sent }) => sent],
    words: ({ received, sent }) => l10n.t('in {0}, out (dashed) {1}', bytesPerSecond(received), bytesPerSecond(sent)),
    unit: bytesPerSecond,
    least: 1000,
  },
  {
    name: l10n.t('Disk'),
    values: [({ read }) => read, ({ written }) => written],
    words: ({ read, written }) =>
      l10n.t('read {0}, written (dashed) {1}', bytesPerSecond(read), bytesPerSecond(written)),
    unit: bytesPerSecond,
    least: 1000,
  },
];

const stateWords = {
  waiting: l10n.t('Waiting for the first reading…'),
  running: l10n.t('running'),
  stopped: l10n.t('Stopped. The charts continue when the container starts.'),
  failed: l10n.t('No readings'),
} as const;

interface Section {
  readonly element: HTMLElement;
  readonly state: HTMLElement;
  readonly draws: readonly ((points: readonly StatsPoint[]) => void)[];
  readonly processes: HTMLElement;
  points: StatsPoint[];
}

const sections = new Map<string, Section>();

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: { className?: string; textContent?: string } = {},
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function svg(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function drawnChart({ name, values, words, unit, least }: Chart): [HTMLElement, Section['draws'][number]] {
  const value = element('span', { className: 'value', textContent: '–' });
  const top = element('div', { className: 'top', textContent: ' ' });
  const area = svg('path', { class: 'area' });
  const lines = values.map((_, index) => svg('path', { class: index === 0 ? 'first' : 'second' }));
  const picture = svg('svg', {
    class: 'chart',
    role: 'img',
    'aria-label': `${name}: no reading yet`,
    viewBox: `0 0 ${frame.width} ${frame.height}`,
    preserveAspectRatio: 'none',
  });
  picture.append(area, ...lines);
  const figure = element(
    'figure',
    {},
    element('figcaption', {}, element('strong', { textContent: name }), value),
    top,
    picture,
  );
  const draw = (points: readonly StatsPoint[]) => {
    const last = points.at(-1);
    if (!last) return;
    const highest = Math.max(...points.flatMap((point) => values.map((each) => each(point))));
    const ceiling = niceCeiling(highest, least);
    const box = { ...frame, top: ceiling };
    value.textContent = words(last);
    top.textContent = unit(ceiling);
    picture.setAttribute(
      'aria-label',
      l10n.t('{0}: {1} now, at most {2} in the last {3} readings', name, words(last), unit(highest), points.length),
    );
    const series = values.map((each) => points.map(each));
    area.setAttribute('d', linePath(series[0] ?? [], box, true));
    for (const [index, line] of lines.entries()) line.setAttribute('d', linePath(series[index] ?? [], box));
  };
  return [figure, draw];
}

function addSection({ id, name }: StatsContainer, points: readonly StatsPoint[]): Section {
  const drawn = charts.map(drawnChart);
  const state = element('span', { className: 'state' });
  const processes = element('div');
  const button = element('button', { textContent: l10n.t('Show Processes') });
  button.addEventListener('click', () => {
    button.textContent = 'Refresh Processes';
    button.setAttribute('aria-label', l10n.t('Refresh Processes of {0}', name));
    editor.postMessage({ type: 'askProcesses', id });
  });
  button.setAttribute('aria-label', l10n.t('Show Processes of {0}', name));
  const section: Section = {
    element: element(
      'section',
      {},
      element('h2', { textContent: name }),
      state,
      element('div', { className: 'charts' }, ...drawn.map(([figure]) => figure)),
      button,
      processes,
    ),
    state,
    draws: drawn.map(([, draw]) => draw),
    processes,
    points: [...points],
  };
  section.processes.setAttribute('aria-live', 'polite');
  for (const draw of section.draws) draw(section.points);
  sections.set(id, section);
  main.append(section.element);
  return section;
}

function showState(section: Section, { state, note }: StatsContainer): void {
  section.state.textContent = note === '' ? stateWords[state] : `${stateWords[state]}: ${note}`;
}

function showProcesses(section: Section, message: Extract<ToStatsPanel, { type: 'processes' }>): void {
  const { titles, rows, note } = message;
  if (note !== '') {
    section.processes.replaceChildren(element('p', { textContent: note }));
    return;
  }
  const head = titles.map((title) => {
    const cell = element('th', { textContent: title });
    cell.scope = 'col';
    return cell;
  });
  const count =
    rows.length === 1
      ? l10n.t('1 process, with its ID on the engine’s machine')
      : l10n.t('{0} processes, with their IDs on the engine’s machine', rows.length);
  const table = element(
    'table',
    {},
    element('caption', { textContent: count }),
    element('thead', {}, element('tr', {}, ...head)),
    element(
      'tbody',
      {},
      ...rows.map((row) => element('tr', {}, ...row.map((textContent) => element('td', { textContent })))),
    ),
  );
  const scroll = element('div', { className: 'scroll' }, table);
  // What scrolls must be reachable with the keyboard.
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', l10n.t('Processes'));
  section.processes.replaceChildren(scroll);
}

window.addEventListener('message', ({ data }: MessageEvent<ToStatsPanel>) => {
  switch (data.type) {
    case 'all':
      sections.clear();
      main.replaceChildren(element('h1', { textContent: l10n.t('Stats') }));
      for (const { points, ...container } of data.containers) showState(addSection(container, points), container);
      break;
    case 'state': {
      const section = sections.get(data.container.id);
      if (section) showState(section, data.container);
      break;
    }
    case 'point': {
      const section = sections.get(data.id);
      if (!section) break;
      section.points = [...section.points.slice(1 - mostPoints), data.point];
      for (const draw of section.draws) draw(section.points);
      break;
    }
    case 'processes': {
      const section = sections.get(data.id);
      if (section) showProcesses(section, data);
    }
  }
});

editor.postMessage({ type: 'ready' });
