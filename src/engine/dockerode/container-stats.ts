// `docker stats`: samples of one container, computed as Docker's command line computes them.
// Source of the formulas: github.com/docker/cli, cli/command/container/stats_helpers.go.

import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { StatsSample } from '../container-api.ts';
import type { Connection } from './connection.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';

interface CpuStats {
  readonly cpu_usage?: { readonly total_usage?: number; readonly percpu_usage?: readonly number[] | null };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}

/** What the engine sends about once a second; parts are absent while the container starts or stops. */
export interface ApiStats {
  readonly read?: string;
  readonly cpu_stats?: CpuStats;
  readonly precpu_stats?: CpuStats;
  readonly memory_stats?: {
    readonly usage?: number;
    readonly limit?: number;
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly networks?: Readonly<Record<string, { readonly rx_bytes?: number; readonly tx_bytes?: number }>>;
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly { readonly op?: string; readonly value?: number }[] | null;
  };
  readonly pids_stats?: { readonly current?: number };
}

export async function followStats(
  { transport, patiently, quickly, watchStream, words }: Connection,
  id: string,
  onSample: (sample: StatsSample) => void,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const stop = () => ended.abort();
  signal.addEventListener('abort', stop, { once: true });
  const path = `/containers/${encodeURIComponent(id)}/stats`;
  const dead = new AbortController();
  // It sends one a second, so an engine that answers such a request at once should have sent some.
  const watch = watchStream({
    hasMissed: async (_silentFor, asking) => {
      const query = queryString({ stream: 0, 'one-shot': 1 });
      await quickly(asking, (abortSignal) => transport.text({ method: 'GET', path, query }, abortSignal));
      return true;
    },
    onDead: () => dead.abort(new EngineError('connection-lost', noMoreReadings(words))),
  });
  try {
    signal.throwIfAborted();
    await patiently(AbortSignal.any([ended.signal, dead.signal]), async (alive) => {
      const response = await transport.send({ method: 'GET', path, query: queryString({ stream: 1 }) }, alive);
      await readJsonLines(response, transport, alive, (value) => {
        watch.heard();
        const sample = statsSample(value as ApiStats);
        if (sample) onSample(sample);
        // The engine would go on for ever with empty readings of a container that has stopped.
        else stop();
      });
    });
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    watch.stop();
    signal.removeEventListener('abort', stop);
  }
}

/** undefined: the container does not run at that moment. */
export function statsSample(stats: ApiStats): StatsSample | undefined {
  const at = Date.parse(stats.read ?? '');
  // A stopped container is answered with the year 1 and zeros.
  if (Number.isNaN(at) || at < 0 || stats.memory_stats?.usage === undefined) return undefined;
  const networks = Object.values(stats.networks ?? {});
  return {
    at,
    cpuPercent: cpuPercent(stats.cpu_stats ?? {}, stats.precpu_stats ?? {}),
    memory: memoryWithoutCache(stats.memory_stats.usage, stats.memory_stats.stats ?? {}),
    memoryLimit: stats.memory_stats.limit ?? 0,
    received: networks.reduce((sum, { rx_bytes = 0 }) => sum + rx_bytes, 0),
    sent: networks.reduce((sum, { tx_bytes = 0 }) => sum + tx_bytes, 0),
    read: blockBytes(stats, 'read'),
    written: blockBytes(stats, 'write'),
    processes: stats.pids_stats?.current ?? 0,
  };
}

/** Share of all processors' time since the reading before, times their number. The first reading has none before it. */
function cpuPercent(now: CpuStats, before: CpuStats): number {
  const used = (now.cpu_usage?.total_usage ?? 0) - (before.cpu_usage?.total_usage ?? 0);
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const processors = now.online_cpus || now.cpu_usage?.percpu_usage?.length || 1;
  return before.system_cpu_usage && used > 0 && passed > 0 ? (used / passed) * processors * 100 : 0;
}

/** The page cache could be given up at any time: `total_inactive_file` in cgroup v1, `inactive_file` in v2. */
function memoryWithoutCache(usage: number, details: Readonly<Record<string, number>>): number {
  const cache = details.total_inactive_file ?? details.inactive_file ?? 0;
  return cache < usage ? usage - cache : usage;
}

/** cgroup v1 writes `Read`, v2 `read`. */
function blockBytes({ blkio_stats }: ApiStats, op: 'read' | 'write'): number {
  return (blkio_stats?.io_service_bytes_recursive ?? [])
    .filter((entry) => entry.op?.toLowerCase() === op)
    .reduce((sum, { value = 0 }) => sum + value, 0);
}

export const noMoreReadings = (engine: string): string => l10n.t('No more readings arrive from {0}.', engine);
