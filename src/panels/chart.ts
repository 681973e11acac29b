// The geometry and the words of a small line chart. Pure: knows no page and no Docker.

/** The next of 1, 2, 5, 10, 20 … that is not smaller; at least `least`. */
export function niceCeiling(value: number, least: number): number {
  const wanted = Math.max(value, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((step) => step * power >= wanted * 0.999999) ?? 10) * power;
}

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  /** How many values fill the width; the newest stands at the right edge. */
  readonly capacity: number;
  /** The value at the upper edge. */
  readonly top: number;
}

/** An SVG path through the values; empty for less than one. `area` closes it along the lower edge. */
export function linePath(values: readonly number[], frame: ChartFrame, area = false): string {
  const { width, height, capacity, top } = frame;
  const shown = values.slice(-capacity);
  if (shown.length === 0) return '';
  const step = width / Math.max(1, capacity - 1);
  const left = width - (shown.length - 1) * step;
  const points = shown.map((value, index) => {
    const part = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
    return `${rounded(left + index * step)} ${rounded(height - part * height)}`;
  });
  const line = `M${points.join('L')}`;
  return area ? `${line}L${rounded(width)} ${height}L${rounded(left)} ${height}Z` : line;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function formatPercent(percent: number): string {
  return `${percent >= 9.95 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}
