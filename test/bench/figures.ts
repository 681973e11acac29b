// What a benchmark found, and how it says so: one line a figure, for people and for scripts. Knows no benchmark.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that `value` may be. */
  readonly limit: number;
}

/** `figure tree-event-to-row 61.2 ms bar <= 100` */
export function figureLine({ name, value, unit, limit }: Figure): string {
  return `figure ${name} ${value} ${unit} bar <= ${limit}`;
}

/** A value that is not a number keeps no bar. */
export function isKept({ value, limit }: Figure): boolean {
  return value <= limit;
}

/** To a tenth: more would be noise. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
