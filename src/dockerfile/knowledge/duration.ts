// Durations as Docker reads them (`1m30s`, `500ms`, `1.5h`). Source: Go's time.ParseDuration.

const milliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

export type Duration =
  | { readonly kind: 'duration'; readonly milliseconds: number }
  /** `30` */
  | { readonly kind: 'no-unit' }
  /** `30sec` */
  | { readonly kind: 'unknown-unit'; readonly unit: string }
  | { readonly kind: 'invalid' };

const number = /(?:\d+\.?\d*|\.\d+)/y;
const unit = /[^\d.]+/y;

export function parseDuration(text: string): Duration {
  const sign = text.startsWith('-') ? -1 : 1;
  let at = /^[-+]/.test(text) ? 1 : 0;
  if (text.slice(at) === '0') return { kind: 'duration', milliseconds: 0 };
  if (at >= text.length) return { kind: 'invalid' };
  let total = 0;
  while (at < text.length) {
    number.lastIndex = at;
    const amount = number.exec(text)?.[0];
    if (amount === undefined) return { kind: 'invalid' };
    at += amount.length;
    unit.lastIndex = at;
    const name = unit.exec(text)?.[0];
    if (name === undefined) return { kind: 'no-unit' };
    const factor = Object.hasOwn(milliseconds, name) ? milliseconds[name] : undefined;
    if (factor === undefined) return { kind: 'unknown-unit', unit: name };
    total += Number(amount) * factor;
    at += name.length;
  }
  return { kind: 'duration', milliseconds: sign * total };
}
