// Sizes and spans of time in the words a person reads. A leaf: knows nothing of Docker.

import * as l10n from '@vscode/l10n';

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `4400000` → `4.4 MB`; decimal units and three digits, as Docker's own command line counts. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const text = value.toFixed(digits);
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} ${byteUnits[unit]}`;
}

const ageUnits: readonly (readonly [seconds: number, name: string])[] = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** How long ago `then` was, both in milliseconds since 1970: `just now`, `3 minutes ago`, `2 weeks ago`. */
export function formatAge(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  for (const [length, name] of ageUnits) {
    if (seconds >= length) {
      const count = Math.floor(seconds / length);
      return `${count} ${name}${count === 1 ? '' : 's'} ago`;
    }
  }
  return l10n.t('just now');
}

/** A duration in milliseconds: `0.3 s`, `41 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 ? l10n.t('{0} min', minutes) : l10n.t('{0} min {1} s', minutes, whole % 60);
}
