// Joining a container to a network and taking it out again (`docker network connect`, `disconnect`).

import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { EndpointSettings } from '../../engine/container-settings.ts';
import type { Network } from '../../engine/network-api.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { askFields, type Field } from '../options/field-form.ts';
import { valuesOf } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { record, wrongIp4, wrongIp6, wrongPair } from '../options/values.ts';
import { noteChanges } from '../running/made-from.ts';
import { noContainer } from './choice.ts';

/** Of the engine itself, which nothing can be joined to later. */
const fixed = new Set(['host', 'none']);

/** How the container stands in the network. */
export const endpointFields: readonly Field[] = [
  {
    name: 'alias',
    label: l10n.t('Aliases'),
    kind: 'many',
    icon: 'tag',
    prompt: l10n.t('Additional names for it in this network. Separate several with spaces.'),
    example: 'db cache',
    usual: l10n.t('only its own name'),
    flags: ['--alias'],
  },
  {
    name: 'ip',
    label: l10n.t('IPv4 Address'),
    kind: 'one',
    icon: 'symbol-number',
    prompt: l10n.t('Its address in the network, which must have a subnet that you defined.'),
    example: '172.20.0.5',
    usual: l10n.t('automatic'),
    flags: ['--ip'],
    wrong: wrongIp4,
  },
  {
    name: 'ip6',
    label: l10n.t('IPv6 Address'),
    kind: 'one',
    icon: 'symbol-number',
    prompt: l10n.t('Its address in the network, which must have an IPv6 subnet that you defined.'),
    example: 'fd00::5',
    usual: l10n.t('automatic'),
    flags: ['--ip6'],
    wrong: wrongIp6,
  },
  {
    name: 'driver-opt',
    label: l10n.t('Driver Options'),
    kind: 'many',
    icon: 'settings-gear',
    prompt: l10n.t('NAME=value for the network driver. Separate several with spaces.'),
    example: 'com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.forwarding=1',
    usual: l10n.t('none'),
    flags: ['--driver-opt'],
    wrong: wrongPair,
  },
];

export const containerNetworkCommands = engineCommands(
  {
    'longshore.container.connectNetwork': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Connect to a Network'),
        none: noContainer,
      });
      const networks = (await engine.networks.list()).filter(
        ({ name }) => !fixed.has(name) && !container.networks.includes(name),
      );
      if (networks.length === 0) {
        throw new UserError(
          'nothing-to-do',
          l10n.t('"{0}" is already in every network. Create another one first.', container.name),
        );
      }
      const network = await host.pick(
        l10n.t('Connect {0} to a Network', container.name),
        l10n.t('Network'),
        networks.map((value) => ({
          label: value.name,
          description: [value.driver, ...value.subnets].join(' · '),
          icon: 'type-hierarchy',
          value,
        })),
      );
      await connect(services, container, network);
    },

    'longshore.container.disconnectNetwork': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host } = services;
      const isJoined = ({ networks }: Container) => networks.some((name) => !fixed.has(name));
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Disconnect from a Network'),
        only: isJoined,
        none: l10n.t('No container is in a network that it can leave.'),
      });
      const joined = container.networks.filter((name) => !fixed.has(name));
      const [only] = joined;
      if (only === undefined) throw new UserError('nothing-to-do', disconnecting.fromNone(container.name));
      const name =
        joined.length === 1
          ? only
          : await host.pick(
              l10n.t('Disconnect {0} from a Network', container.name),
              l10n.t('Network'),
              joined.map((label) => ({ label, icon: 'type-hierarchy', value: label })),
            );
      await disconnect(services, container, name);
    },
  },
  {
    'longshore.container.connectNetwork': {
      title: l10n.t('Connect Container to Network'),
      docker: calls('networks.connect'),
    },
    'longshore.container.disconnectNetwork': {
      title: l10n.t('Disconnect Container from Network'),
      docker: calls('networks.disconnect'),
    },
  },
);

/** Asks how it stands there, and joins it. */
async function connect({ host, engine }: EngineServices, container: Container, network: Network): Promise<void> {
  const values = await askFields(host, {
    title: l10n.t('Connect {0} to {1}', container.name, network.name),
    hint: l10n.t('Press Enter to connect'),
    action: l10n.t('Connect'),
    fields: endpointFields,
    values: {},
    summary: () => l10n.t('Connects "{0}" to "{1}"', container.name, network.name),
  });
  await host.progress(l10n.t('Connecting "{0}" to "{1}"', container.name, network.name), (_report, signal) =>
    engine.networks.connect(network.id, container.id, endpointOf(values), signal),
  );
  await noteChanges(host, engine, container.id);
  const aliases = valuesOf(values, 'alias');
  host.inform(connectedWords(container.name, network.name, [container.name, ...aliases]));
}

export const connectedWords = (container: string, network: string, names: readonly string[]) =>
  l10n.t(
    'Connected "{0}" to the network "{1}". Containers there can reach it as {2}.',
    container,
    network,
    names.join(', '),
  );

/** What becomes of the container's connections, and why there are none to end. */
export const disconnecting = {
  fromTheOnlyOne: l10n.t(
    'This is its only network. Without it, it has no connections, and its published ports are closed.',
  ),
  fromOneOfSeveral: l10n.t('Its connections in this network are closed. Its other networks are kept.'),
  fromNone: (container: string) => l10n.t('"{0}" is not in a network that it can leave.', container),
};

async function disconnect({ host, engine }: EngineServices, container: Container, name: string): Promise<void> {
  const joined = container.networks.filter((each) => !fixed.has(each));
  await host.confirm({
    question: l10n.t('Disconnect "{0}" from the network "{1}"?', container.name, name),
    detail: joined.length === 1 ? disconnecting.fromTheOnlyOne : disconnecting.fromOneOfSeveral,
    action: l10n.t('Disconnect'),
  });
  await host.progress(l10n.t('Disconnecting "{0}" from "{1}"', container.name, name), (_report, signal) =>
    engine.networks.disconnect(name, container.id, signal),
  );
  await noteChanges(host, engine, container.id);
}

/** The user picks a container that is not in it yet. */
export async function connectTo(services: EngineServices, network: Network): Promise<void> {
  const container = await chooseContainer(services, undefined, {
    title: l10n.t('Connect a Container to {0}', network.name),
    only: ({ networks }) => !networks.includes(network.name),
    none: l10n.t('Every container is in this network, or there is none.'),
  });
  await connect(services, container, network);
}

export async function disconnectFrom(services: EngineServices, network: Network, id: string): Promise<void> {
  await disconnect(services, await chooseContainer(services, [id], { title: '', none: noContainer }), network.name);
}

function endpointOf(values: OptionValues): EndpointSettings {
  const [[ip], [ip6]] = [valuesOf(values, 'ip'), valuesOf(values, 'ip6')];
  const [aliases, options] = [valuesOf(values, 'alias'), valuesOf(values, 'driver-opt')];
  return {
    ...(aliases.length > 0 ? { Aliases: [...aliases] } : {}),
    ...(ip !== undefined || ip6 !== undefined
      ? {
          IPAMConfig: {
            ...(ip === undefined ? {} : { IPv4Address: ip }),
            ...(ip6 === undefined ? {} : { IPv6Address: ip6 }),
          },
        }
      : {}),
    ...(options.length > 0 ? { DriverOpts: record(options) } : {}),
  };
}
