// An extension that tells how its extension host fares.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** In every editor: tells how busy its extension host is. */
export const probeManifest = { main: './extension.js', activationEvents: ['*'] };
export const probeSource = `
const { monitorEventLoopDelay } = require('perf_hooks');
const { existsSync, renameSync, writeFileSync } = require('fs');
exports.activate = () => {
  const path = process.env.BENCH_PROBE;
  let delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  setInterval(() => {
    // Its absence asks for a fresh start.
    if (!existsSync(path)) delay.reset();
    const { user, system } = process.cpuUsage();
    writeFileSync(path + '.new', JSON.stringify({
      delay: delay.percentile(99) / 1e6,
      memory: process.memoryUsage().rss / 1e6,
      processor: (user + system) / 1e3,
      at: performance.now(),
    }));
    renameSync(path + '.new', path);
  }, 250);
};
`;

export interface Probe {
  /** Milliseconds by which the event loop let others wait (99th percentile). */
  readonly delay: number;
  /** Megabytes that are resident. */
  readonly memory: number;
  /** Milliseconds of the processor since the extension host started; `at`: milliseconds since then. */
  readonly processor: number;
  readonly at: number;
}

/** Of the probe's last quarter of a second. */
export function probeOf(path: string): Probe {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Resolves once the probe has written again. */
export async function probeNews(path: string): Promise<void> {
  rmSync(path, { force: true });
  // Not at once again and again: what is measured shares the processor.
  while (!existsSync(path)) await setTimeout(50);
}
