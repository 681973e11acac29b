// Options about how much of the machine a container may take.
import * as l10n from '@vscode/l10n';
import type { HostConfig } from '../../engine/container-settings.ts';
import { formatGpus, parseGpus } from './gpus.ts';
import { kindsOf } from './kinds.ts';
import type { RunOption } from './option.ts';
import { formatSize, parseSize, wrongSize, wrongWhole } from './values.ts';

const { flag, text, whole, size } = kindsOf('limits');
const group = 'limits' as const;
const update = true as const;

/** `/dev/sda:1mb` */
function rate(
  name: string,
  label: string,
  what: string,
  field: 'BlkioDeviceReadBps' | 'BlkioDeviceWriteBps' | 'BlkioDeviceReadIOps' | 'BlkioDeviceWriteIOps',
): RunOption {
  const isSize = field.endsWith('Bps');
  const amount = (value: string) => value.slice(value.lastIndexOf(':') + 1);
  return {
    name,
    kind: 'many',
    group,
    label,
    prompt: l10n.t('DEVICE:RATE, in {0} per second. Separate several with spaces.', what),
    example: isSize ? '/dev/sda:10m' : '/dev/sda:1000',
    wrong: (value) =>
      !/^\/[^:]+:.+$/.test(value)
        ? l10n.t('"{0}" is not valid. Use DEVICE:RATE.', value)
        : isSize
          ? wrongSize(amount(value))
          : wrongWhole(0)(amount(value)),
    apply: ({ host }, values) => {
      host[field] = values.map((value) => ({
        Path: value.slice(0, value.lastIndexOf(':')),
        Rate: parseSize(amount(value)) ?? 0,
      }));
    },
    read: ({ host }) => (host[field] ?? []).map(({ Path, Rate }) => `${Path}:${isSize ? formatSize(Rate) : Rate}`),
  };
}

const swapOf = ({ Memory = 0, MemorySwap = 0 }: HostConfig): string[] => {
  // Twice the memory is what the engine makes of no wish.
  if (MemorySwap === 0 || MemorySwap === 2 * Memory) return [];
  return [MemorySwap === -1 ? '-1' : formatSize(MemorySwap)];
};

export const limits: readonly RunOption[] = [
  size(
    {
      name: 'memory',
      short: 'm',
      label: l10n.t('Memory'),
      prompt: l10n.t('The memory limit. A program that exceeds it is killed.'),
      example: '512m',
      update,
    },
    'Memory',
  ),
  {
    name: 'memory-swap',
    kind: 'one',
    group,
    label: l10n.t('Memory and Swap'),
    prompt: l10n.t('Limit of memory and swap together; -1: unlimited swap.'),
    example: '1g',
    update,
    wrong: (value) => (value === '-1' ? undefined : wrongSize(value)),
    apply: ({ host }, [value = '']) => {
      host.MemorySwap = value === '-1' ? -1 : (parseSize(value) ?? 0);
    },
    read: ({ host }) => swapOf(host),
  },
  size(
    {
      name: 'memory-reservation',
      label: l10n.t('Memory Reservation'),
      prompt: l10n.t('The memory limit when the machine runs low.'),
      example: '256m',
      update,
    },
    'MemoryReservation',
  ),
  {
    name: 'memory-swappiness',
    kind: 'one',
    group,
    label: l10n.t('Memory Swappiness'),
    prompt: l10n.t('From 0 to 100: how readily its memory is swapped.'),
    example: '0',
    wrong: wrongWhole(0, 100),
    apply: ({ host }, [value]) => {
      host.MemorySwappiness = Number(value);
    },
    read: ({ host: { MemorySwappiness } }) =>
      MemorySwappiness === undefined || MemorySwappiness === null || MemorySwappiness === -1
        ? []
        : [String(MemorySwappiness)],
  },
  flag({ name: 'oom-kill-disable', label: l10n.t('Disable OOM Killer') }, 'OomKillDisable'),
  whole(
    {
      name: 'oom-score-adj',
      label: l10n.t('OOM Score'),
      prompt: l10n.t('From -1000 (killed last) to 1000 (killed first).'),
      example: '500',
    },
    'OomScoreAdj',
    -1000,
    1000,
  ),
  {
    name: 'cpus',
    kind: 'one',
    group,
    label: l10n.t('CPUs'),
    prompt: l10n.t('How many CPUs it can use.'),
    example: '1.5',
    update,
    wrong: (value) =>
      /^\d*\.?\d+$/.test(value) ? undefined : l10n.t('"{0}" is not a number of CPUs. Use a number like 1.5.', value),
    apply: ({ host }, [value]) => {
      host.NanoCpus = Math.round(Number(value) * 1e9);
    },
    read: ({ host }) => (host.NanoCpus ? [String(host.NanoCpus / 1e9)] : []),
  },
  whole(
    {
      name: 'cpu-shares',
      short: 'c',
      label: l10n.t('CPU Shares'),
      prompt: l10n.t('Its weight relative to other containers. The default is 1024.'),
      example: '512',
      update,
    },
    'CpuShares',
  ),
  whole(
    {
      name: 'cpu-period',
      label: l10n.t('CPU Period'),
      prompt: l10n.t('Microseconds in which it can use its quota.'),
      example: '100000',
      update,
    },
    'CpuPeriod',
  ),
  whole(
    {
      name: 'cpu-quota',
      label: l10n.t('CPU Quota'),
      prompt: l10n.t('Microseconds of CPU time in each period.'),
      example: '50000',
      update,
    },
    'CpuQuota',
    -1,
  ),
  whole(
    {
      name: 'cpu-rt-period',
      label: l10n.t('Real-Time Period'),
      prompt: l10n.t('Microseconds in a period of the real-time scheduler.'),
      example: '1000000',
      update,
    },
    'CpuRealtimePeriod',
  ),
  whole(
    {
      name: 'cpu-rt-runtime',
      label: l10n.t('Real-Time Runtime'),
      prompt: l10n.t('Microseconds of real-time scheduling in each period.'),
      example: '950000',
      update,
    },
    'CpuRealtimeRuntime',
  ),
  text(
    {
      name: 'cpuset-cpus',
      label: l10n.t('CPU Set'),
      prompt: l10n.t('Numbers and ranges of CPUs.'),
      example: '0-2,4',
      update,
      wrong: wrongSet,
    },
    'CpusetCpus',
  ),
  text(
    {
      name: 'cpuset-mems',
      label: l10n.t('Memory Node Set'),
      prompt: l10n.t('Numbers and ranges of memory nodes.'),
      example: '0',
      update,
      wrong: wrongSet,
    },
    'CpusetMems',
  ),
  whole(
    {
      name: 'pids-limit',
      label: l10n.t('Process Limit'),
      prompt: l10n.t('How many processes it can have; -1: unlimited.'),
      example: '200',
      update,
    },
    'PidsLimit',
    -1,
  ),
  {
    name: 'ulimit',
    kind: 'many',
    group,
    label: l10n.t('Ulimits'),
    prompt: l10n.t('NAME=SOFT:HARD or NAME=BOTH. Separate several with spaces.'),
    example: 'nofile=1024:4096 core=0',
    wrong: (value) =>
      /^[a-z]+=-?\d+(:-?\d+)?$/.test(value)
        ? undefined
        : l10n.t('"{0}" is not a limit. Use one like nofile=1024:4096.', value),
    apply: ({ host }, values) => {
      host.Ulimits = values.map((value) => {
        const [, Name = '', soft, hard = soft] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(value) ?? [];
        return { Name, Soft: Number(soft), Hard: Number(hard) };
      });
    },
    read: ({ host }) => (host.Ulimits ?? []).map(({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}`),
  },
  {
    name: 'gpus',
    kind: 'many',
    group,
    label: 'GPUs',
    prompt: l10n.t('all, a number, or the devices in quotes.'),
    example: '\'"device=0,1"\'',
    wrong: (value) => {
      const request = parseGpus(value);
      return 'wrong' in request ? request.wrong : undefined;
    },
    apply: ({ host }, values) => {
      const requests = values.flatMap((value) => {
        const request = parseGpus(value);
        return 'wrong' in request ? [] : request;
      });
      host.DeviceRequests = [...(host.DeviceRequests ?? []), ...requests];
    },
    read: ({ host }) => (host.DeviceRequests ?? []).filter(({ Driver }) => Driver !== 'cdi').map(formatGpus),
  },
  whole(
    {
      name: 'blkio-weight',
      label: l10n.t('Disk Weight'),
      prompt: l10n.t('From 10 to 1000: its disk weight relative to other containers.'),
      example: '300',
      update,
    },
    'BlkioWeight',
    0,
    1000,
  ),
  {
    name: 'blkio-weight-device',
    kind: 'many',
    group,
    label: l10n.t('Disk Weight by Device'),
    prompt: l10n.t('DEVICE:WEIGHT. Separate several with spaces.'),
    example: '/dev/sda:200',
    wrong: (value) =>
      /^\/[^:]+:\d+$/.test(value) ? undefined : l10n.t('"{0}" is not valid. Use DEVICE:WEIGHT.', value),
    apply: ({ host }, values) => {
      host.BlkioWeightDevice = values.map((value) => {
        const [Path = '', weight] = value.split(':');
        return { Path, Weight: Number(weight) };
      });
    },
    read: ({ host }) => (host.BlkioWeightDevice ?? []).map(({ Path, Weight }) => `${Path}:${Weight}`),
  },
  rate('device-read-bps', l10n.t('Read Rate by Device'), 'bytes', 'BlkioDeviceReadBps'),
  rate('device-write-bps', l10n.t('Write Rate by Device'), 'bytes', 'BlkioDeviceWriteBps'),
  rate('device-read-iops', l10n.t('Reads by Device'), 'operations', 'BlkioDeviceReadIOps'),
  rate('device-write-iops', l10n.t('Writes by Device'), 'operations', 'BlkioDeviceWriteIOps'),
];

function wrongSet(value: string): string | undefined {
  return /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(value)
    ? undefined
    : l10n.t('"{0}" is not a set of numbers. Use one like 0-2,4.', value);
}
