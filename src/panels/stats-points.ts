// From readings of `docker stats`, which count from the start, to points of a chart, which tell rates. Pure.
import type { StatsSample } from '../engine/container-api.ts';
import type { StatsPoint } from './stats-messages.ts';

/** About two minutes, at one reading a second. */
export const mostPoints = 120;

export function pointOf(sample: StatsSample, before: StatsSample | undefined): StatsPoint {
  const { at, cpuPercent, memory, memoryLimit, processes } = sample;
  const seconds = before ? (at - before.at) / 1000 : 0;
  // A restart sets the counters back.
  const rate = (key: 'received' | 'sent' | 'read' | 'written') =>
    before && seconds > 0 ? Math.max(0, (sample[key] - before[key]) / seconds) : 0;
  return {
    at,
    cpuPercent,
    memory,
    memoryLimit,
    processes,
    received: rate('received'),
    sent: rate('sent'),
    read: rate('read'),
    written: rate('written'),
  };
}
