// The options that nearly every run has.

import * as l10n from '@vscode/l10n';
import { looksSecret } from '../text/secret-values.ts';
import { joinedNetworks } from './joined-networks.ts';
import { choicesOf, kindsOf } from './kinds.ts';
import { formatNetwork, parseNetwork, wrongNetwork } from './network-value.ts';
import type { RunOption } from './option.ts';
import { formatPublish, parsePublish, wrongPublish } from './publish.ts';
import { pairsOf, record } from './values.ts';
import { parseVolume, wrongVolume } from './volume.ts';

const { flag, ownFlag, ownText } = kindsOf('basics');
const group = 'basics' as const;
const nothing = { apply: () => undefined, read: () => [] };

export const basics: readonly RunOption[] = [
  ownFlag(
    { name: 'detach', short: 'd', label: l10n.t('Run in Background') },
    () => undefined,
    ({ config }) => !(config.AttachStdout || config.AttachStderr),
  ),
  ownFlag(
    { name: 'interactive', short: 'i', label: l10n.t('Keep Input Open') },
    (config) => {
      config.OpenStdin = true;
    },
    ({ config }) => config.OpenStdin,
  ),
  ownFlag(
    { name: 'tty', short: 't', label: l10n.t('Allocate a Terminal') },
    (config) => {
      config.Tty = true;
    },
    ({ config }) => config.Tty,
  ),
  flag({ name: 'rm', label: l10n.t('Remove on Exit') }, 'AutoRemove'),
  {
    name: 'restart',
    kind: 'one',
    group,
    label: l10n.t('Restart Policy'),
    prompt: l10n.t('After it exits: no, always, unless-stopped, on-failure or on-failure:5.'),
    example: 'unless-stopped',
    choices: {
      no: l10n.t('no: stays stopped'),
      'on-failure': l10n.t('on-failure: restarts after an error'),
      'unless-stopped': l10n.t('unless-stopped: always, until you stop it'),
      always: l10n.t('always: also when the engine restarts'),
    },
    isOpen: true,
    update: true,
    wrong: (value) =>
      /^(no|always|unless-stopped|on-failure(:\d+)?)$/.test(value)
        ? undefined
        : l10n.t('"{0}" is not a restart policy. Use no, always, unless-stopped, on-failure or on-failure:5.', value),
    apply: ({ host }, [value = '']) => {
      const [Name = '', most] = value.split(':');
      host.RestartPolicy = { Name, ...(most === undefined ? {} : { MaximumRetryCount: Number(most) }) };
    },
    read: ({ host: { RestartPolicy: { Name = '', MaximumRetryCount: most = 0 } = {} } }) =>
      Name === '' || Name === 'no' ? [] : [`${Name}${most > 0 ? `:${most}` : ''}`],
  },
  {
    name: 'name',
    kind: 'one',
    group,
    label: l10n.t('Name'),
    prompt: l10n.t('A name for the container'),
    example: 'web',
    apply: (draft, [value = '']) => {
      draft.name = value;
    },
    read: ({ name }) => [name],
  },
  {
    name: 'network',
    aliases: ['net'],
    kind: 'many',
    group,
    label: l10n.t('Network'),
    prompt: l10n.t('Networks. Separate several with spaces. For details, use name=NETWORK,alias=db,ip=172.20.0.5.'),
    example: 'backend name=frontend,alias=web',
    wrong: wrongNetwork,
    apply: ({ host, networks }, values) => {
      for (const value of values) {
        const network = parseNetwork(value);
        if (!('wrong' in network)) networks.push(network);
      }
      host.NetworkMode = String(networks[0]?.name);
    },
    read: (made) => joinedNetworks(made).map(formatNetwork),
  },
  {
    name: 'publish',
    short: 'p',
    kind: 'many',
    group,
    label: l10n.t('Ports'),
    prompt: l10n.t(
      'Ports as HOST:CONTAINER: the port to open on the host, and the port that the program listens on. A single port gets a free port on the host.',
    ),
    example: '8080:80 127.0.0.1:9000:9000 53:53/udp 7000-7005:7000-7005',
    wrong: wrongPublish,
    apply: ({ config, host }, values) => {
      const bindings: NonNullable<typeof host.PortBindings> = {};
      for (const { address, hostPort, containerPort, protocol } of values.flatMap(portsOf)) {
        const key = `${containerPort}/${protocol}`;
        bindings[key] = [...(bindings[key] ?? []), { ...(address ? { HostIp: address } : {}), HostPort: hostPort }];
      }
      host.PortBindings = bindings;
      config.ExposedPorts = {
        ...config.ExposedPorts,
        ...Object.fromEntries(Object.keys(bindings).map((key) => [key, {}])),
      };
    },
    read: ({ host: { PortBindings } }) =>
      Object.entries(PortBindings ?? {}).flatMap(([inside, bindings]) => {
        const [port, protocol = 'tcp'] = inside.split('/');
        return (bindings ?? []).map(({ HostIp = '', HostPort = '' }) =>
          formatPublish({
            address: HostIp,
            hostPort: HostPort === '0' ? '' : HostPort,
            containerPort: Number(port),
            protocol,
          }),
        );
      }),
  },
  {
    name: 'volume',
    short: 'v',
    kind: 'many',
    group,
    label: l10n.t('Volumes and Folders'),
    prompt: l10n.t(
      'SOURCE:/PATH[:ro]. Separate several with spaces. SOURCE is a volume or a path on the engine’s machine; ./x is in the workspace.',
    ),
    example: 'data:/var/lib/db "/home/me/my code:/src:ro" ./site:/www',
    wrong: wrongVolume,
    apply: ({ config, host }, values) => {
      const volumes = values.map((value) => ({ value, volume: parseVolume(value) }));
      // As the command line does it: what has no source is a volume of the container.
      const isUnnamed = ({ volume }: (typeof volumes)[0]) => 'source' in volume && volume.source === '';
      const unnamed = volumes.filter(isUnnamed);
      if (unnamed.length > 0) config.Volumes = Object.fromEntries(unnamed.map(({ value }) => [value, {}]));
      if (unnamed.length < volumes.length) {
        host.Binds = volumes.filter((each) => !isUnnamed(each)).map(({ value }) => value);
      }
    },
    read: ({ config, host, image }) => [
      ...(host.Binds ?? []),
      ...Object.keys(config.Volumes ?? {}).filter((path) => !(path in (image.Volumes ?? {}))),
    ],
  },
  {
    name: 'env',
    short: 'e',
    kind: 'many',
    group,
    label: l10n.t('Environment'),
    prompt: l10n.t(
      'NAME=value. Separate several with spaces, and quote values with spaces. NAME alone uses its value on this machine. Values are not saved.',
    ),
    example: 'DEBUG=1 GREETING="hello world" HTTP_PROXY',
    secret: (value) => value.includes('='),
    wrong: (value) => (/^[^=\s]+(=|$)/.test(value) ? undefined : l10n.t('"{0}" is not valid. Use NAME=value.', value)),
    apply: ({ config }, values) => {
      config.Env = [...values];
    },
    read: ({ config, image }) => (config.Env ?? []).filter((entry) => !image.Env?.includes(entry)),
  },
  {
    name: 'env-file',
    kind: 'many',
    group,
    label: l10n.t('Environment File'),
    prompt: l10n.t('Files with NAME=value on each line.'),
    example: './dev.env',
    ...nothing,
  },
  {
    name: 'label',
    short: 'l',
    kind: 'many',
    group,
    label: l10n.t('Labels'),
    prompt: l10n.t('NAME=value, with spaces between several and quotes around spaces.'),
    example: 'team=shop',
    secret: looksSecret,
    wrong: (value) => (/^[^=]/.test(value) ? undefined : l10n.t('"{0}" is not valid. Use NAME=value.', value)),
    apply: ({ config }, values) => {
      config.Labels = record(values);
    },
    read: ({ config, image }) => pairsOf(config.Labels).filter((pair) => !pairsOf(image.Labels).includes(pair)),
  },
  {
    name: 'label-file',
    kind: 'many',
    group,
    label: l10n.t('Label File'),
    prompt: l10n.t('Files with NAME=value on each line. Separate several with spaces.'),
    example: './labels.txt',
    ...nothing,
  },
  ownText(
    {
      name: 'user',
      short: 'u',
      label: l10n.t('User'),
      prompt: l10n.t('A name or number, and a group after a colon. Leave empty for the image default.'),
      example: '1000:1000',
      wrong: (value) => (/\s/.test(value) ? l10n.t('A user cannot contain spaces.') : undefined),
    },
    'User',
  ),
  ownText(
    {
      name: 'workdir',
      short: 'w',
      label: l10n.t('Working Directory'),
      prompt: l10n.t('The directory in the container where the program starts. Leave empty for the image default.'),
      example: '/app',
      wrong: (value) =>
        /^(\/|[A-Za-z]:[\\/])/.test(value)
          ? undefined
          : l10n.t('Enter an absolute path in the container, for example /app.'),
    },
    'WorkingDir',
  ),
  {
    name: 'entrypoint',
    kind: 'words',
    group,
    label: l10n.t('Entrypoint'),
    prompt: l10n.t('The program and its arguments, quoted as in a shell. Leave empty for the image default.'),
    example: '/bin/sh',
    apply: ({ config }, values) => {
      config.Entrypoint = [...values];
    },
    // Read together with the command: see `read-container.ts`.
    read: () => [],
  },
  flag({ name: 'init', label: l10n.t('Init Process') }, 'Init'),
  {
    name: 'platform',
    kind: 'one',
    group,
    label: l10n.t('Platform'),
    prompt: l10n.t('Operating system and processor of the image. Leave empty for the engine default.'),
    example: 'linux/arm64',
    choices: choicesOf('linux/amd64', 'linux/arm64'),
    isOpen: true,
    wrong: (value) =>
      /^[\w.]+(\/[\w.]+){0,2}$/.test(value)
        ? undefined
        : l10n.t('"{0}" is not a platform. Use one like linux/arm64.', value),
    apply: (draft, [value = '']) => {
      draft.platform = value;
    },
    read: () => [],
  },
  {
    name: 'pull',
    kind: 'one',
    group,
    label: l10n.t('Pull'),
    prompt: l10n.t('When to pull the image: missing (default), always or never.'),
    example: 'always',
    choices: choicesOf('missing', 'always', 'never'),
    wrong: (value) =>
      ['missing', 'always', 'never'].includes(value) ? undefined : l10n.t('Use missing, always or never.'),
    ...nothing,
  },
];

function portsOf(value: string) {
  const ports = parsePublish(value);
  return 'wrong' in ports ? [] : ports;
}
