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

/** With its sign: `+12 kB`, `−3 MB`. */
export function formatDifference(bytes: number): string {
  return `${bytes < 0 ? '−' : bytes > 0 ? '+' : ''}${formatBytes(Math.abs(bytes))}`;
}

interface Unit {
  readonly seconds: number;
  readonly span: (count: number) => string;
  readonly age: (count: number) => string;
}

const units: readonly Unit[] = [
  {
    seconds: 365 * 86_400,
    span: (count) => (count === 1 ? l10n.t('1 year') : l10n.t('{0} years', count)),
    age: (count) => (count === 1 ? l10n.t('1 year ago') : l10n.t('{0} years ago', count)),
  },
  {
    seconds: 30 * 86_400,
    span: (count) => (count === 1 ? l10n.t('1 month') : l10n.t('{0} months', count)),
    age: (count) => (count === 1 ? l10n.t('1 month ago') : l10n.t('{0} months ago', count)),
  },
  {
    seconds: 7 * 86_400,
    span: (count) => (count === 1 ? l10n.t('1 week') : l10n.t('{0} weeks', count)),
    age: (count) => (count === 1 ? l10n.t('1 week ago') : l10n.t('{0} weeks ago', count)),
  },
  {
    seconds: 86_400,
    span: (count) => (count === 1 ? l10n.t('1 day') : l10n.t('{0} days', count)),
    age: (count) => (count === 1 ? l10n.t('1 day ago') : l10n.t('{0} days ago', count)),
  },
  {
    seconds: 3600,
    span: (count) => (count === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', count)),
    age: (count) => (count === 1 ? l10n.t('1 hour ago') : l10n.t('{0} hours ago', count)),
  },
  {
    seconds: 60,
    span: (count) => (count === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', count)),
    age: (count) => (count === 1 ? l10n.t('1 minute ago') : l10n.t('{0} minutes ago', count)),
  },
];

/** How long ago `then` was, both in milliseconds since 1970: `just now`, `3 minutes ago`, `2 weeks ago`. */
export function formatAge(then: number, now: number): string {
  const { unit, count } = inUnit(now - then);
  return unit ? unit.age(count) : l10n.t('just now');
}

/** Milliseconds from `now` until `formatAge` has other words. */
export function nextAge(then: number, now: number): number {
  const { unit, count } = inUnit(now - then);
  const first = units.at(-1)?.seconds ?? 60;
  const next = unit ? (count + 1) * unit.seconds : first;
  // 30 days come before the fifth week, 365 before the thirteenth month.
  const later = units.map(({ seconds }) => seconds).filter((seconds) => seconds * 1000 > now - then);
  return Math.max(Math.min(next, ...later) * 1000 - (now - then), 1);
}

/** The same as a length, in milliseconds of at least a minute: `3 minutes`, `2 weeks`. */
export function formatSpan(milliseconds: number): string {
  const { unit, count } = inUnit(milliseconds);
  return unit ? unit.span(count) : formatDuration(milliseconds);
}

function inUnit(milliseconds: number): { readonly unit: Unit | undefined; readonly count: number } {
  const length = Math.max(0, milliseconds / 1000);
  const unit = units.find(({ seconds }) => length >= seconds);
  return { unit, count: unit ? Math.floor(length / unit.seconds) : 0 };
}

/** A duration in milliseconds: `0.3 s`, `41 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return l10n.t('{0} s', seconds.toFixed(1));
  if (seconds < 59.5) return l10n.t('{0} s', Math.round(seconds));
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 ? l10n.t('{0} min', minutes) : l10n.t('{0} min {1} s', minutes, whole % 60);
}
