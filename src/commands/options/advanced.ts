// Options about health, logs, the end, and the parts of the machine that a container shares.
import type { Healthcheck, HostConfig } from '../../engine/container-settings.ts';
import { looksSecret } from '../text/secret-values.ts';
import { quoteWord } from '../text/shell-words.ts';
import { kindsOf } from './kinds.ts';
import type { Draft, Made, RunOption } from './option.ts';
import { formatDuration, pairsOf, parseDuration, record, wrongDuration, wrongPair, wrongWhole } from './values.ts';

const { text, ownFlag, ownText } = kindsOf('Advanced');
const group = 'Advanced' as const;

const healthOf = ({ config }: Draft): Healthcheck => {
  config.Healthcheck ??= {};
  return config.Healthcheck;
};
const hasNone = (check: Healthcheck | null | undefined) => check?.Test?.[0] === 'NONE';

/** A time of the health check, as far as it is not the image's. */
function healthTime(
  name: string,
  label: string,
  prompt: string,
  field: 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval',
): RunOption {
  return {
    name,
    kind: 'one',
    group,
    label,
    prompt,
    example: '30s',
    wrong: wrongDuration,
    apply: (draft, [value = '']) => {
      healthOf(draft)[field] = parseDuration(value) ?? 0;
    },
    read: ({ config: { Healthcheck: own }, image: { Healthcheck: inherited } }) =>
      own?.[field] && !hasNone(own) && own[field] !== inherited?.[field] ? [formatDuration(own[field])] : [],
  };
}

/** Pairs of which the request makes a record. */
function pairs(
  words: Pick<RunOption, 'name' | 'label' | 'prompt' | 'example'>,
  field: 'Sysctls' | 'Annotations',
): RunOption {
  return {
    ...words,
    kind: 'many',
    group,
    wrong: wrongPair,
    apply: ({ host }, values) => {
      host[field] = record(values);
    },
    read: ({ host }) => pairsOf(host[field]),
  };
}

const usualDriver = ({ LogConfig }: HostConfig) => (LogConfig?.Type ?? '') === '' || LogConfig?.Type === 'json-file';

export const advanced: readonly RunOption[] = [
  {
    name: 'health-cmd',
    kind: 'one',
    group,
    label: 'Health Check',
    prompt: 'A command for the container’s shell that ends with 0 while all is well.',
    example: 'curl -f http://localhost/ || exit 1',
    apply: (draft, [value = '']) => {
      healthOf(draft).Test = ['CMD-SHELL', value];
    },
    read: ({ config: { Healthcheck: own }, image: { Healthcheck: inherited } }: Made) => {
      const [kind, ...test] = own?.Test ?? [];
      if (!kind || kind === 'NONE' || JSON.stringify(own?.Test) === JSON.stringify(inherited?.Test)) return [];
      // The command line gives the check to a shell.
      return [kind === 'CMD' ? test.map(quoteWord).join(' ') : String(test[0])];
    },
  },
  healthTime('health-interval', 'Health Check Interval', 'Time between two checks.', 'Interval'),
  healthTime('health-timeout', 'Health Check Timeout', 'Time after which a check counts as failed.', 'Timeout'),
  {
    name: 'health-retries',
    kind: 'one',
    group,
    label: 'Health Check Retries',
    prompt: 'Failed checks in a row that make it unhealthy.',
    example: '3',
    wrong: wrongWhole(0),
    apply: (draft, [value]) => {
      healthOf(draft).Retries = Number(value);
    },
    read: ({ config: { Healthcheck: own }, image: { Healthcheck: inherited } }) =>
      own?.Retries && !hasNone(own) && own.Retries !== inherited?.Retries ? [String(own.Retries)] : [],
  },
  healthTime(
    'health-start-period',
    'Health Check Start Period',
    'Time at the start in which failed checks do not count.',
    'StartPeriod',
  ),
  healthTime(
    'health-start-interval',
    'Health Check Start Interval',
    'Time between two checks in the start period.',
    'StartInterval',
  ),
  ownFlag(
    { name: 'no-healthcheck', label: 'No Health Check' },
    (config) => {
      config.Healthcheck = { Test: ['NONE'] };
    },
    ({ config, image }) => hasNone(config.Healthcheck) && !hasNone(image.Healthcheck),
  ),
  {
    name: 'log-driver',
    kind: 'one',
    group,
    label: 'Log Driver',
    prompt: 'Where its output goes: json-file, local, journald, syslog, none … Empty: the engine’s own.',
    example: 'local',
    apply: ({ host }, [value = '']) => {
      host.LogConfig = { ...host.LogConfig, Type: value };
    },
    read: ({ host }) => (usualDriver(host) ? [] : [String(host.LogConfig?.Type)]),
  },
  {
    name: 'log-opt',
    kind: 'many',
    group,
    label: 'Log Options',
    prompt: 'NAME=value for the log driver, with spaces between several.',
    example: 'max-size=10m max-file=3',
    secret: looksSecret,
    wrong: wrongPair,
    apply: ({ host }, values) => {
      host.LogConfig = { ...host.LogConfig, Config: record(values) };
    },
    read: ({ host }) => pairsOf(host.LogConfig?.Config),
  },
  ownText(
    {
      name: 'stop-signal',
      label: 'Stop Signal',
      prompt: 'The signal that asks it to end. Empty: what the image says.',
      example: 'SIGINT',
      wrong: (value) => (/^(SIG)?[A-Z0-9+-]+$/i.test(value) ? undefined : `"${value}" is no signal, as SIGINT is one.`),
    },
    'StopSignal',
  ),
  {
    name: 'stop-timeout',
    kind: 'one',
    group,
    label: 'Stop Timeout',
    prompt: 'Seconds after which it is killed if it does not end; -1: never.',
    example: '30',
    wrong: wrongWhole(-1),
    apply: ({ config }, [value]) => {
      config.StopTimeout = Number(value);
    },
    read: ({ config: { StopTimeout } }) =>
      StopTimeout === undefined || StopTimeout === null ? [] : [String(StopTimeout)],
  },
  pairs(
    {
      name: 'sysctl',
      label: 'Kernel Parameters',
      prompt: 'NAME=value, with spaces between several.',
      example: 'net.core.somaxconn=1024',
    },
    'Sysctls',
  ),
  text({ name: 'pid', label: 'Process Namespace', prompt: 'host, or container:NAME.', example: 'host' }, 'PidMode'),
  text(
    {
      name: 'ipc',
      label: 'IPC Namespace',
      prompt: 'none, private, shareable, host, or container:NAME.',
      example: 'host',
    },
    'IpcMode',
    // An engine can be set to shareable ones (`--default-ipc-mode`), and does not tell: then the line says so once more.
    ['private'],
  ),
  text(
    { name: 'uts', label: 'UTS Namespace', prompt: 'host: the host name of the engine’s machine.', example: 'host' },
    'UTSMode',
  ),
  text(
    { name: 'cgroupns', label: 'Control Group Namespace', prompt: 'host or private.', example: 'private' },
    'CgroupnsMode',
    ({ usualCgroupNamespace }) => (usualCgroupNamespace ? [usualCgroupNamespace] : ['host', 'private']),
  ),
  text(
    { name: 'cgroup-parent', label: 'Control Group', prompt: 'The control group above its own.', example: '/shop' },
    'CgroupParent',
  ),
  text(
    {
      name: 'runtime',
      label: 'Runtime',
      prompt: 'The engine’s runtime for it. Empty: the usual one.',
      example: 'runsc',
    },
    'Runtime',
    // Podman's is crun or its own name for it.
    ['runc', 'io.containerd.runc.v2', 'oci', 'crun'],
  ),
  text(
    { name: 'isolation', label: 'Isolation', prompt: 'On Windows: process or hyperv.', example: 'hyperv' },
    'Isolation',
    ['default'],
  ),
  pairs(
    {
      name: 'annotation',
      label: 'Annotations',
      prompt: 'NAME=value for the runtime, with spaces between several.',
      example: 'team=shop',
    },
    'Annotations',
  ),
];
