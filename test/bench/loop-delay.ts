// How long the event loop of this process lets others wait, and how much memory the process takes meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Strain {
  /** Milliseconds that the event loop was late: 99 of 100 readings are below; the worst one. */
  readonly p99: number;
  readonly worst: number;
  /** Megabytes (1,000,000 bytes) by which the resident memory was above that of the beginning, at most. */
  readonly grown: number;
  /** Share of one processor. */
  readonly processor: number;
}

const resolution = 10;

/** Begins to look; the answer ends that. */
export function watchStrain(): () => Strain {
  const delay = monitorEventLoopDelay({ resolution });
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  delay.enable();
  return () => {
    delay.disable();
    clearInterval(look);
    const { user, system } = process.cpuUsage(cpu);
    // A reading holds the pause between two looks, too.
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
    return {
      p99: late(delay.percentile(99)),
      worst: late(delay.max),
      grown: (Math.max(most, process.memoryUsage().rss) - before) / 1e6,
      processor: (user + system) / 1000 / (performance.now() - begin),
    };
  };
}
