// What lists of containers say in words alone: since when, how it ended, its health. The words are those of `docker ps`.
// Sources: `String` of `daemon/container/state.go` in moby, `HumanDuration` of docker/go-units (its rounding, too); Podman
// has the same words.
import type { Container, Health, Since } from '../container-api.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** By unit: the least and the largest age that `count` of them stands for. Hours are rounded, all else is cut off. */
const spans: Readonly<Record<string, (count: number) => readonly [least: number, largest: number]>> = {
  second: (count) => [count * second, (count + 1) * second],
  minute: (count) => [count * minute, (count + 1) * minute],
  hour: (count) => [(count - 0.5) * hour, (count + 0.5) * hour],
  day: (count) => [count * day, (count + 1) * day],
  week: (count) => [count * 7 * day, (count + 1) * 7 * day],
  month: (count) => [count * 30 * day, (count + 1) * 30 * day],
  year: (count) => [count * 365 * day, (count + 1) * 365 * day],
};

const healthWords: Readonly<Record<string, Health['status']>> = {
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  'health: starting': 'starting',
};

/** `status`: `Up 3 minutes (healthy)`, `Exited (137) 2 hours ago`; `readAt`: milliseconds since 1970. */
export function readStatus(status: string, readAt: number): Pick<Container, 'exitCode' | 'health' | 'since'> {
  const code = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status)?.[1];
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(status)?.[1];
  return {
    exitCode: code === undefined ? undefined : Number(code),
    health: health === undefined ? undefined : healthWords[health],
    since: sinceOf(status, readAt),
  };
}

function sinceOf(status: string, readAt: number): Since | undefined {
  if (/\bLess than a second\b/.test(status)) return { earliest: readAt - second, latest: readAt };
  const [, count, unit] = /\b(\d+|About an?) (second|minute|hour|day|week|month|year)s?\b/.exec(status) ?? [];
  const span = unit === undefined ? undefined : spans[unit];
  if (span === undefined || count === undefined) return undefined;
  const [least, largest] = span(count.startsWith('About') ? 1 : Number(count));
  return { earliest: readAt - largest, latest: readAt - least };
}
