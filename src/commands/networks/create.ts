// `docker network create`: a name, and a form that Enter accepts for the rest.

import { BlockList, isIPv6 } from 'node:net';
import * as l10n from '@vscode/l10n';
import type { NetworkRequest } from '../../engine/network-api.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { askFields, type Field, labelField } from '../options/field-form.ts';
import { isOn, valuesOf } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { record, wrongIp, wrongPair } from '../options/values.ts';

/** What the form has beside the name. */
export const networkFields: readonly Field[] = [
  {
    name: 'internal',
    label: l10n.t('Internal'),
    kind: 'switch',
    icon: 'lock',
    prompt: '',
    example: '',
    usual: l10n.t('no: containers can reach other networks'),
    flags: ['--internal'],
  },
  {
    name: 'driver',
    label: l10n.t('Driver'),
    kind: 'one',
    icon: 'circuit-board',
    prompt: l10n.t('bridge, macvlan, ipvlan, overlay, or the name of a plugin.'),
    example: 'bridge',
    usual: 'bridge',
    flags: ['-d', '--driver'],
  },
  {
    name: 'subnet',
    label: l10n.t('Subnets'),
    kind: 'many',
    icon: 'type-hierarchy',
    prompt: l10n.t('Address ranges. You can enter one IPv4 and one IPv6 range, separated by a space.'),
    example: '172.30.0.0/16',
    usual: l10n.t('automatic'),
    flags: ['--subnet'],
    wrong: wrongRange,
  },
  {
    name: 'gateway',
    label: l10n.t('Gateways'),
    kind: 'many',
    icon: 'arrow-swap',
    prompt: l10n.t('An address in each subnet. Separate several with spaces.'),
    example: '172.30.0.1',
    usual: l10n.t('first address'),
    flags: ['--gateway'],
    wrong: wrongIp,
  },
  {
    name: 'ip-range',
    label: l10n.t('Container Range'),
    kind: 'many',
    icon: 'list-ordered',
    prompt: l10n.t('The part of each subnet that containers get their addresses from.'),
    example: '172.30.5.0/24',
    usual: l10n.t('whole subnet'),
    flags: ['--ip-range'],
    wrong: wrongRange,
  },
  {
    name: 'ipv6',
    label: 'IPv6',
    kind: 'switch',
    icon: 'symbol-number',
    prompt: '',
    example: '',
    usual: l10n.t('no'),
    flags: ['--ipv6'],
  },
  {
    name: 'attachable',
    label: l10n.t('Attachable'),
    kind: 'switch',
    icon: 'plug',
    prompt: '',
    example: '',
    usual: l10n.t('no: in a swarm, only services can join it'),
    flags: ['--attachable'],
  },
  {
    name: 'opt',
    label: l10n.t('Driver Options'),
    kind: 'many',
    icon: 'settings-gear',
    prompt: l10n.t('NAME=value for the driver. Separate several with spaces.'),
    example: 'com.docker.network.bridge.name=shop0 com.docker.network.driver.mtu=1400',
    usual: l10n.t('none'),
    flags: ['-o', '--opt'],
    wrong: wrongPair,
  },
  labelField,
];

export async function createNetwork({ host, engine }: EngineServices): Promise<void> {
  const taken = new Set((await engine.networks.list()).map((network) => network.name));
  const name = await host.ask({
    title: l10n.t('Create a Network'),
    prompt: l10n.t('A name. Containers in the network reach each other by their names.'),
    placeholder: 'shop-net',
    validate: (text) =>
      !/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(text)
        ? l10n.t('A name can have letters, digits, "_", "." and "-", and starts with a letter or digit.')
        : taken.has(text)
          ? l10n.t('The network "{0}" already exists.', text)
          : undefined,
  });
  const values = await askFields(host, {
    title: l10n.t('Create Network {0}', name),
    hint: l10n.t('Press Enter to create'),
    action: l10n.t('Create'),
    fields: networkFields,
    values: {},
    summary: () => name,
    wrong: wrongNetwork,
  });
  await host.progress(l10n.t('Creating the network "{0}"', name), (_report, signal) =>
    engine.networks.create(requestOf(name, values), signal),
  );
  host.inform(l10n.t('Created the network "{0}". You can select it when you run an image.', name));
}

function requestOf(name: string, values: OptionValues): NetworkRequest {
  const [driver] = valuesOf(values, 'driver');
  const inside = (range: BlockList, subnet: string) => (address: string) =>
    isIPv6(base(address)) === isIPv6(base(subnet)) && range.check(base(address), family(address));
  const subnets = valuesOf(values, 'subnet').map((subnet) => {
    const isInside = inside(blockOf(subnet), subnet);
    const gateway = valuesOf(values, 'gateway').find(isInside);
    const range = valuesOf(values, 'ip-range').find(isInside);
    return { subnet, ...(gateway === undefined ? {} : { gateway }), ...(range === undefined ? {} : { range }) };
  });
  return {
    name,
    ...(driver === undefined ? {} : { driver }),
    ...(isOn(values, 'internal') ? { internal: true } : {}),
    ...(isOn(values, 'attachable') ? { attachable: true } : {}),
    ...(isOn(values, 'ipv6') ? { ipv6: true } : {}),
    ...(subnets.length > 0 ? { subnets } : {}),
    ...(isOn(values, 'opt') ? { options: record(valuesOf(values, 'opt')) } : {}),
    ...(isOn(values, 'label') ? { labels: record(valuesOf(values, 'label')) } : {}),
  };
}

/** Each gateway and range must lie in a subnet: the engine takes them with it. */
function wrongNetwork(values: OptionValues): string | undefined {
  const subnets = valuesOf(values, 'subnet');
  const lonely = [...valuesOf(values, 'gateway'), ...valuesOf(values, 'ip-range')].find(
    (address) => !subnets.some((subnet) => blockOf(subnet).check(base(address), family(address))),
  );
  if (lonely !== undefined) return inNoSubnet(lonely);
  if (isOn(values, 'ipv6') || !subnets.some((subnet) => isIPv6(base(subnet)))) return undefined;
  return needsIpv6;
}

export const inNoSubnet = (address: string) => l10n.t('{0} is not in any of the subnets.', address);

export const needsIpv6 = l10n.t('An IPv6 subnet needs IPv6 turned on, too.');

function wrongRange(text: string): string | undefined {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  return wrongIp(address) === undefined && Number(bits) <= (isIPv6(address) ? 128 : 32)
    ? undefined
    : l10n.t('"{0}" is not an address range. Use one like 172.30.0.0/16.', text);
}

const base = (range: string) => range.replace(/\/.*$/, '');
const family = (range: string) => (isIPv6(base(range)) ? 'ipv6' : 'ipv4');

function blockOf(subnet: string): BlockList {
  const block = new BlockList();
  block.addSubnet(base(subnet), Number(subnet.replace(/^.*\//, '')), family(subnet));
  return block;
}
