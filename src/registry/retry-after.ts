// How long a server wants to be left alone, and how much it still allows. Pure.
// Source: RFC 9110, 10.2.3; docs.docker.com/docker-hub/usage (RateLimit headers).
import type { IncomingHttpHeaders } from 'node:http';

/** Seconds; undefined: it does not say. */
export function retryAfter(headers: IncomingHttpHeaders, now = Date.now()): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** Share of its requests that a registry still allows, from 0 to 1; undefined: it does not say. */
export function allowanceLeft(headers: IncomingHttpHeaders): number | undefined {
  // `76;w=21600`
  const count = (name: string) => Number.parseInt(String(headers[name] ?? ''), 10);
  const limit = count('ratelimit-limit');
  const remaining = count('ratelimit-remaining');
  return limit > 0 && remaining >= 0 ? remaining / limit : undefined;
}
