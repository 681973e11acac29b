// An extension that tells how its extension host fares.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** In every editor: tells how busy its extension host is, and collects its garbage when it is asked to. */
export const probeManifest = { main: './extension.js', activationEvents: ['*'] };
export const probeSource = `
const { Session } = require('inspector/promises');
const { monitorEventLoopDelay } = require('perf_hooks');
const { existsSync, renameSync, rmSync, writeFileSync } = require('fs');
const { setTimeout: sleep } = require('timers/promises');
async function collectAll() {
  const session = new Session();
  session.connect();
  // As V8 does where memory is short. What waits to be given up is given up in turns of the event loop.
  for (let turn = 0; turn < 3; turn++) {
    await session.post('HeapProfiler.collectGarbage');
    await sleep(200);
  }
  session.disconnect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { kept: (heapUsed + external) / 1e6, memory: rss / 1e6 };
}
exports.activate = () => {
  const path = process.env.BENCH_PROBE;
  let delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  let collecting;
  setInterval(() => {
    if (collecting) return;
    if (existsSync(path + '.collect')) {
      collecting = collectAll().then((collected) => {
        writeFileSync(path + '.collected', JSON.stringify(collected));
        rmSync(path + '.collect');
        collecting = undefined;
      });
      return;
    }
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

/** Megabytes of an extension host of which all garbage was collected. */
export interface Collected {
  /** What its heap and its buffers hold. */
  readonly kept: number;
  /** What is resident. */
  readonly memory: number;
}

/** Collects the garbage of the extension host first. */
export async function collectedMemory(path: string): Promise<Collected> {
  writeFileSync(`${path}.collect`, '');
  while (existsSync(`${path}.collect`)) await setTimeout(50);
  return JSON.parse(readFileSync(`${path}.collected`, 'utf8'));
}
