// Options about health, logs, the end, and the parts of the machine that a container shares.
import * as l10n from '@vscode/l10n';
import type { Healthcheck, HostConfig } from '../../engine/container-settings.ts';
import { looksSecret } from '../text/secret-values.ts';
import { quoteWord } from '../text/shell-words.ts';
import { choicesOf, kindsOf } from './kinds.ts';
import type { Draft, Made, RunOption } from './option.ts';
import { formatDuration, pairsOf, parseDuration, record, wrongDuration, wrongPair, wrongWhole } from './values.ts';

const { text, ownFlag, ownText } = kindsOf('advanced');
const group = 'advanced' as const;

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
    label: l10n.t('Health Check'),
    prompt: l10n.t('A command for the container’s shell that exits with 0 if all is well.'),
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
  healthTime('health-interval', l10n.t('Health Check Interval'), l10n.t('Time between two checks.'), 'Interval'),
  healthTime('health-timeout', l10n.t('Health Check Timeout'), l10n.t('Time after which a check fails.'), 'Timeout'),
  {
    name: 'health-retries',
    kind: 'one',
    group,
    label: l10n.t('Health Check Retries'),
    prompt: l10n.t('Consecutive failures that make it unhealthy.'),
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
    l10n.t('Health Check Start Period'),
    l10n.t('Time after the start in which failed checks do not count.'),
    'StartPeriod',
  ),
  healthTime(
    'health-start-interval',
    l10n.t('Health Check Start Interval'),
    l10n.t('Time between two checks in the start period.'),
    'StartInterval',
  ),
  ownFlag(
    { name: 'no-healthcheck', label: l10n.t('No Health Check') },
    (config) => {
      config.Healthcheck = { Test: ['NONE'] };
    },
    ({ config, image }) => hasNone(config.Healthcheck) && !hasNone(image.Healthcheck),
  ),
  {
    name: 'log-driver',
    kind: 'one',
    group,
    label: l10n.t('Log Driver'),
    prompt: l10n.t(
      'Where its output goes: json-file, local, journald, syslog, none… Leave empty for the engine default.',
    ),
    example: 'local',
    choices: choicesOf('json-file', 'local', 'journald', 'syslog', 'none'),
    isOpen: true,
    apply: ({ host }, [value = '']) => {
      host.LogConfig = { ...host.LogConfig, Type: value };
    },
    read: ({ host }) => (usualDriver(host) ? [] : [String(host.LogConfig?.Type)]),
  },
  {
    name: 'log-opt',
    kind: 'many',
    group,
    label: l10n.t('Log Options'),
    prompt: l10n.t('NAME=value for the log driver. Separate several with spaces.'),
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
      label: l10n.t('Stop Signal'),
      prompt: l10n.t('The signal that stops it. Leave empty for the image default.'),
      example: 'SIGINT',
      choices: choicesOf('SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL'),
      isOpen: true,
      wrong: (value) =>
        /^(SIG)?[A-Z0-9+-]+$/i.test(value)
          ? undefined
          : l10n.t('"{0}" is not a signal. Use a name like SIGINT.', value),
    },
    'StopSignal',
  ),
  {
    name: 'stop-timeout',
    kind: 'one',
    group,
    label: l10n.t('Stop Timeout'),
    prompt: l10n.t('Seconds to wait before it is killed; -1 waits forever.'),
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
      label: l10n.t('Kernel Parameters'),
      prompt: l10n.t('NAME=value. Separate several with spaces.'),
      example: 'net.core.somaxconn=1024',
    },
    'Sysctls',
  ),
  text(
    {
      name: 'pid',
      label: l10n.t('Process Namespace'),
      prompt: l10n.t('host or container:NAME.'),
      example: 'host',
      choices: choicesOf('host'),
      isOpen: true,
    },
    'PidMode',
  ),
  text(
    {
      name: 'ipc',
      label: l10n.t('IPC Namespace'),
      prompt: l10n.t('none, private, shareable, host or container:NAME.'),
      example: 'host',
      choices: choicesOf('none', 'private', 'shareable', 'host'),
      isOpen: true,
    },
    'IpcMode',
    // An engine can be set to shareable ones (`--default-ipc-mode`), and does not tell: then the line says so once more.
    ['private'],
  ),
  text(
    {
      name: 'uts',
      label: l10n.t('UTS Namespace'),
      prompt: l10n.t('host: the host name of the engine’s machine.'),
      example: 'host',
      choices: choicesOf('host'),
    },
    'UTSMode',
  ),
  text(
    {
      name: 'cgroupns',
      label: l10n.t('Control Group Namespace'),
      prompt: l10n.t('host or private.'),
      example: 'private',
      choices: choicesOf('host', 'private'),
    },
    'CgroupnsMode',
    ({ usualCgroupNamespace }) => (usualCgroupNamespace ? [usualCgroupNamespace] : ['host', 'private']),
  ),
  text(
    {
      name: 'cgroup-parent',
      label: l10n.t('Control Group'),
      prompt: l10n.t('The parent of its control group.'),
      example: '/shop',
    },
    'CgroupParent',
  ),
  text(
    {
      name: 'runtime',
      label: l10n.t('Runtime'),
      prompt: l10n.t('The runtime of the engine. Leave empty for the default.'),
      example: 'runsc',
    },
    'Runtime',
    // Podman's is crun or its own name for it.
    ['runc', 'io.containerd.runc.v2', 'oci', 'crun'],
  ),
  text(
    {
      name: 'isolation',
      label: l10n.t('Isolation'),
      prompt: l10n.t('On Windows: process or hyperv.'),
      example: 'hyperv',
      choices: choicesOf('process', 'hyperv'),
    },
    'Isolation',
    ['default'],
  ),
  pairs(
    {
      name: 'annotation',
      label: l10n.t('Annotations'),
      prompt: l10n.t('NAME=value for the runtime. Separate several with spaces.'),
      example: 'team=shop',
    },
    'Annotations',
  ),
];
