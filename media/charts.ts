// The four charts of a container's stats.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatPercent, linePath, niceCeiling } from '../src/panels/chart.ts';
import type { StatsPoint } from '../src/panels/stats-messages.ts';
import { mostPoints } from '../src/panels/stats-points.ts';
import { formatBytes } from '../src/quantities.ts';

const frame = { width: 300, height: 80, capacity: mostPoints };

export interface Chart {
  readonly of: 'cpu' | 'memory' | 'network' | 'disk';
  readonly name: string;
  readonly values: readonly ((point: StatsPoint) => number)[];
  readonly words: (point: StatsPoint) => string;
  readonly unit: (value: number) => string;
  /** The lowest value that the upper edge may have. */
  readonly least: number;
}

const bytesPerSecond = (bytes: number) => `${formatBytes(bytes)}/s`;

export const charts: readonly Chart[] = [
  {
    of: 'cpu',
    name: l10n.t('CPU'),
    values: [({ cpuPercent }) => cpuPercent],
    words: ({ cpuPercent }) => formatPercent(cpuPercent),
    unit: formatPercent,
    least: 1,
  },
  {
    of: 'memory',
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
    of: 'network',
    name: l10n.t('Network'),
    values: [({ received }) => received, ({ sent }) => sent],
    words: ({ received, sent }) => l10n.t('in {0}, out (dashed) {1}', bytesPerSecond(received), bytesPerSecond(sent)),
    unit: bytesPerSecond,
    least: 1000,
  },
  {
    of: 'disk',
    name: l10n.t('Disk'),
    values: [({ read }) => read, ({ written }) => written],
    words: ({ read, written }) =>
      l10n.t('read {0}, written (dashed) {1}', bytesPerSecond(read), bytesPerSecond(written)),
    unit: bytesPerSecond,
    least: 1000,
  },
];

export function chart({ of, name, values, words, unit, least }: Chart, points: readonly StatsPoint[]): TemplateResult {
  const last = points.at(-1);
  const highest = Math.max(0, ...points.flatMap((point) => values.map((each) => each(point))));
  const ceiling = niceCeiling(highest, least);
  const box = { ...frame, top: ceiling };
  const series = values.map((each) => points.map(each));
  const label = last
    ? l10n.t('{0}: {1} now, at most {2} in the last {3} readings', name, words(last), unit(highest), points.length)
    : l10n.t('{0}: no reading yet', name);
  return html`<figure data-of=${of}>
    <figcaption><strong>${name}</strong><span class="value">${last ? words(last) : '–'}</span></figcaption>
    <div class="top">${last ? unit(ceiling) : ' '}</div>
    <svg class="chart" role="img" aria-label=${label} viewBox="0 0 ${frame.width} ${frame.height}" preserveAspectRatio="none">
      ${svg`<path class="area" d=${linePath(series[0] ?? [], box, true) || nothing}></path>`}
      ${series.map((line, index) => svg`<path class=${index === 0 ? 'first' : 'second'} d=${linePath(line, box) || nothing}></path>`)}
    </svg>
  </figure>`;
}
