// The kinds of values that options of `docker run` take, read and written as its command line does.

import * as l10n from '@vscode/l10n';

const units = ['b', 'k', 'm', 'g', 't', 'p'];

/** Bytes of `512m`, `1.5g`, `64MiB` or a plain number (docker/go-units, RAMInBytes); undefined: it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])?i?b?|b)$/i.exec(text.trim());
  if (!match) return undefined;
  return Math.trunc(Number(match[1]) * 1024 ** Math.max(0, units.indexOf((match[2] ?? 'b').toLowerCase())));
}

/** The shortest text that `parseSize` reads exactly. */
export function formatSize(bytes: number): string {
  let power = 0;
  let rest = bytes;
  while (rest !== 0 && rest % 1024 === 0 && power < units.length - 1) {
    rest /= 1024;
    power++;
  }
  return `${rest}${power === 0 ? '' : units[power]}`;
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Nanoseconds of `1m30s` (Go, time.ParseDuration); undefined: it is no duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return Math.round(
    parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * Number(nanoseconds[String(unit)]), 0),
  );
}

export function formatDuration(duration: number): string {
  const unit = ['s', 'ms', 'us'].find((each) => duration % Number(nanoseconds[each]) === 0) ?? 'ns';
  return `${duration / Number(nanoseconds[unit])}${unit}`;
}

export const wrongSize = (text: string): string | undefined =>
  parseSize(text) === undefined ? l10n.t('"{0}" is not a size. Use one like 512m or 2g.', text) : undefined;

export const wrongDuration = (text: string): string | undefined =>
  parseDuration(text) === undefined ? l10n.t('"{0}" is not a duration. Use one like 30s or 1m30s.', text) : undefined;

/** A whole number; `least` of it. */
export const wrongWhole =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): string | undefined => {
    const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return undefined;
    return most === Number.MAX_SAFE_INTEGER
      ? l10n.t('Enter a whole number, {0} or more.', least)
      : l10n.t('Enter a whole number from {0} to {1}.', least, most);
  };

/** `name=value` */
export const wrongPair = (text: string): string | undefined =>
  /^[^=]+=/.test(text) ? undefined : l10n.t('"{0}" is not valid. Use NAME=value.', text);

export const wrongIp4 = (text: string): string | undefined =>
  /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)
    ? undefined
    : l10n.t('"{0}" is not an IPv4 address. Use one like 172.20.0.5.', text);

export const wrongIp6 = (text: string): string | undefined =>
  /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)
    ? undefined
    : l10n.t('"{0}" is not an IPv6 address. Use one like fd00::5.', text);

export const wrongIp = (text: string): string | undefined =>
  wrongIp4(text) === undefined || wrongIp6(text) === undefined
    ? undefined
    : l10n.t('"{0}" is not an IP address.', text);

/** `a=b` as a record; a name alone has an empty value. */
export function record(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

export const pairsOf = (values: Readonly<Record<string, string>> | null | undefined): string[] =>
  Object.entries(values ?? {}).map(([name, value]) => `${name}=${value}`);
