// Options about names, addresses and ports.
import * as l10n from '@vscode/l10n';
import type { EndpointSettings } from '../../engine/container-settings.ts';
import { kindsOf } from './kinds.ts';
import type { Draft, RunOption } from './option.ts';
import { portRange } from './publish.ts';
import { wrongIp, wrongIp4, wrongIp6 } from './values.ts';

const { flag, list, ownText } = kindsOf('network');
const group = 'network' as const;

/** The container's place in its first network, which is the engine's usual one if none was chosen. */
function firstEndpoint({ networks }: Draft): EndpointSettings {
  const first = networks[0] ?? { name: 'default', settings: {} };
  if (networks.length === 0) networks.push(first);
  return first.settings;
}

/** Read back as a part of `--network`. */
const ofNetwork = { group, read: () => [] } as const;

export const network: readonly RunOption[] = [
  {
    ...ofNetwork,
    name: 'network-alias',
    aliases: ['net-alias'],
    kind: 'many',
    label: l10n.t('Network Aliases'),
    prompt: l10n.t('Additional names for it in the network. Separate several with spaces.'),
    example: 'db cache',
    apply: (draft, values) => {
      const endpoint = firstEndpoint(draft);
      endpoint.Aliases = [...(endpoint.Aliases ?? []), ...values];
    },
  },
  {
    ...ofNetwork,
    name: 'ip',
    kind: 'one',
    label: l10n.t('IPv4 Address'),
    prompt: l10n.t('Its address in its network, which must have a subnet that you defined.'),
    example: '172.20.0.5',
    wrong: wrongIp4,
    apply: (draft, [value = '']) => {
      const endpoint = firstEndpoint(draft);
      endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv4Address: value };
    },
  },
  {
    ...ofNetwork,
    name: 'ip6',
    kind: 'one',
    label: l10n.t('IPv6 Address'),
    prompt: l10n.t('Its address in its network, which must have a subnet that you defined.'),
    example: 'fd00::5',
    wrong: wrongIp6,
    apply: (draft, [value = '']) => {
      const endpoint = firstEndpoint(draft);
      endpoint.IPAMConfig = { ...endpoint.IPAMConfig, IPv6Address: value };
    },
  },
  {
    name: 'mac-address',
    kind: 'one',
    group,
    label: l10n.t('MAC Address'),
    prompt: l10n.t('Its MAC address in its network.'),
    example: '02:42:ac:11:00:05',
    wrong: (value) =>
      /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(value) ? undefined : l10n.t('"{0}" is not a MAC address.', value),
    // Engines before 25 look for it in the container alone, later ones in its network first.
    apply: (draft, [value = '']) => {
      draft.config.MacAddress = value;
      firstEndpoint(draft).MacAddress = value;
    },
    read: ({ config }) => (config.MacAddress ? [config.MacAddress] : []),
  },
  {
    name: 'hostname',
    short: 'h',
    kind: 'one',
    group,
    label: l10n.t('Host Name'),
    prompt: l10n.t('The host name in the container. Leave empty for its short ID.'),
    example: 'web',
    apply: ({ config }, [value = '']) => {
      config.Hostname = value;
    },
    read: ({ id, config: { Hostname = '' }, host: { NetworkMode = '' } }) => {
      const isShared = NetworkMode === 'host' || NetworkMode.startsWith('container:');
      return Hostname === '' || isShared || Hostname === id.slice(0, 12) ? [] : [Hostname];
    },
  },
  ownText(
    {
      name: 'domainname',
      label: l10n.t('Domain Name'),
      prompt: l10n.t('The domain name in the container.'),
      example: 'example.com',
    },
    'Domainname',
  ),
  flag({ name: 'publish-all', short: 'P', label: l10n.t('Publish All Ports') }, 'PublishAllPorts'),
  {
    name: 'expose',
    kind: 'many',
    group,
    label: l10n.t('Exposed Ports'),
    prompt: l10n.t('Ports or ranges that it listens on, without publishing them. Separate several with spaces.'),
    example: '3000 7000-7005/udp',
    wrong: (value) => {
      const [, range = '', protocol = 'tcp'] = /^([^/]+)(?:\/(.+))?$/.exec(value) ?? [];
      const ports = portRange(range);
      return ports && ports[0] > 0 && ports[1] <= 65_535 && ports[0] <= ports[1] && /^(tcp|udp|sctp)$/.test(protocol)
        ? undefined
        : l10n.t('"{0}" is not a port. Use one like 3000 or 53/udp.', value);
    },
    apply: ({ config }, values) => {
      const exposed = values.flatMap((value) => {
        const [range = '', protocol = 'tcp'] = value.split('/');
        const [first, last] = portRange(range) ?? [0, -1];
        return Array.from({ length: last - first + 1 }, (_, index) => [`${first + index}/${protocol}`, {}] as const);
      });
      config.ExposedPorts = { ...config.ExposedPorts, ...Object.fromEntries(exposed) };
    },
    read: ({ config, host, image }) => {
      const known = { ...image.ExposedPorts, ...host.PortBindings };
      return Object.keys(config.ExposedPorts ?? {})
        .filter((port) => !(port in known))
        .map((port) => port.replace(/\/tcp$/, ''));
    },
  },
  {
    ...list(
      {
        name: 'add-host',
        label: l10n.t('Entries in /etc/hosts'),
        prompt: l10n.t('NAME:ADDRESS. Separate several with spaces. host-gateway is the engine’s machine.'),
        example: 'host.docker.internal:host-gateway',
        wrong: (value) => {
          const [, address = ''] = /^[^:=]+[:=](.+)$/.exec(value) ?? [];
          return address === 'host-gateway' || wrongIp(address.replace(/^\[|\]$/g, '')) === undefined
            ? undefined
            : l10n.t('"{0}" is not valid. Use NAME:ADDRESS.', value);
        },
      },
      'ExtraHosts',
    ),
    // The command line takes = and brackets, too; the engine gets neither.
    apply: ({ host }, values) => {
      host.ExtraHosts = values.map((value) => value.replace(/^([^:=]+)[:=]\[?(.+?)\]?$/, '$1:$2'));
    },
  },
  list(
    {
      name: 'dns',
      label: l10n.t('DNS Servers'),
      prompt: l10n.t('Addresses. Separate several with spaces.'),
      example: '1.1.1.1',
      wrong: wrongIp,
    },
    'Dns',
  ),
  list(
    {
      name: 'dns-option',
      aliases: ['dns-opt'],
      label: l10n.t('DNS Options'),
      prompt: l10n.t('Options for /etc/resolv.conf. Separate several with spaces.'),
      example: 'ndots:2',
    },
    'DnsOptions',
  ),
  list(
    {
      name: 'dns-search',
      label: l10n.t('DNS Search Domains'),
      prompt: l10n.t('Domains to append to names. Separate several with spaces.'),
      example: 'example.com',
    },
    'DnsSearch',
  ),
  {
    name: 'link',
    kind: 'many',
    group,
    label: l10n.t('Links'),
    prompt: l10n.t(
      'CONTAINER or CONTAINER:ALIAS in the default network. Separate several with spaces. Not needed in networks that you created.',
    ),
    example: 'db:database',
    apply: ({ host }, values) => {
      host.Links = values.map((value) => (value.includes(':') ? value : `${value}:${value}`));
    },
    // The engine tells `/db:/web/database`.
    read: ({ host }) => (host.Links ?? []).map((link) => link.replace(/^\/?([^:]+):(?:.*\/)?([^/]+)$/, '$1:$2')),
  },
];
