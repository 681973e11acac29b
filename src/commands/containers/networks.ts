// Joining a container to a network and taking it out again (`docker network connect`, `disconnect`).
import type { Container } from '../../engine/container-api.ts';
import type { EndpointSettings } from '../../engine/container-settings.ts';
import { EngineError } from '../../errors.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { askFields, type Field } from '../options/field-form.ts';
import { valuesOf } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { record, wrongIp4, wrongIp6, wrongPair } from '../options/values.ts';
import { noContainer } from './choice.ts';

/** Of the engine itself, which nothing can be joined to later. */
const fixed = new Set(['host', 'none']);

/** How the container stands in the network. */
export const endpointFields: readonly Field[] = [
  {
    name: 'alias',
    label: 'Aliases',
    kind: 'many',
    icon: 'tag',
    prompt: 'More names under which its other containers reach it, with spaces between several.',
    example: 'db cache',
    usual: 'its own name alone',
    flags: ['--alias'],
  },
  {
    name: 'ip',
    label: 'IPv4 Address',
    kind: 'one',
    icon: 'symbol-number',
    prompt: 'Its address in the network, which must have a subnet of your own.',
    example: '172.20.0.5',
    usual: 'a free one',
    flags: ['--ip'],
    wrong: wrongIp4,
  },
  {
    name: 'ip6',
    label: 'IPv6 Address',
    kind: 'one',
    icon: 'symbol-number',
    prompt: 'Its address in the network, which must have an IPv6 subnet of your own.',
    example: 'fd00::5',
    usual: 'a free one',
    flags: ['--ip6'],
    wrong: wrongIp6,
  },
  {
    name: 'driver-opt',
    label: 'Driver Options',
    kind: 'many',
    icon: 'settings-gear',
    prompt: 'NAME=value for the network’s driver, with spaces between several.',
    example: 'com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.forwarding=1',
    usual: 'none',
    flags: ['--driver-opt'],
    wrong: wrongPair,
  },
];

export const containerNetworkCommands = engineCommands({
  'longshore.container.connectNetwork': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: 'Connect to a Network', none: noContainer });
    const networks = (await engine.networks.list()).filter(
      ({ name }) => !fixed.has(name) && !container.networks.includes(name),
    );
    if (networks.length === 0) {
      throw new EngineError(
        'nothing-to-do',
        `"${container.name}" is in every network there is. Create another one first.`,
      );
    }
    const network = await host.pick(
      `Connect ${container.name} to a Network`,
      'Network',
      networks.map((value) => ({
        label: value.name,
        description: [value.driver, ...value.subnets].join(' · '),
        icon: 'type-hierarchy',
        value,
      })),
    );
    const values = await askFields(host, {
      title: `Connect ${container.name} to ${network.name}`,
      hint: 'Enter connects it',
      action: 'Connect',
      fields: endpointFields,
      values: {},
      summary: () => `"${container.name}" joins "${network.name}"`,
    });
    await host.progress(`Connecting "${container.name}" to "${network.name}"`, (_report, signal) =>
      engine.networks.connect(network.id, container.id, endpointOf(values), signal),
    );
    const aliases = valuesOf(values, 'alias');
    host.inform(
      `"${container.name}" is in the network "${network.name}"; containers there reach it as ${[container.name, ...aliases].join(', ')}.`,
    );
  },

  'longshore.container.disconnectNetwork': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const isJoined = ({ networks }: Container) => networks.some((name) => !fixed.has(name));
    const container = await chooseContainer(context, ids, {
      title: 'Disconnect from a Network',
      only: isJoined,
      none: 'No container is in a network that it could leave.',
    });
    const joined = container.networks.filter((name) => !fixed.has(name));
    const [only] = joined;
    if (only === undefined)
      throw new EngineError('nothing-to-do', `"${container.name}" is in no network that it could leave.`);
    const name =
      joined.length === 1
        ? only
        : await host.pick(
            `Disconnect ${container.name} from a Network`,
            'Network',
            joined.map((label) => ({ label, icon: 'type-hierarchy', value: label })),
          );
    await host.confirm({
      question: `Disconnect "${container.name}" from the network "${name}"?`,
      detail:
        joined.length === 1
          ? 'It is its only network: it reaches nothing and is reached by nothing afterwards, and its published ports are closed.'
          : 'Its connections there break. Its other networks stay.',
      action: 'Disconnect',
    });
    await host.progress(`Disconnecting "${container.name}" from "${name}"`, (_report, signal) =>
      engine.networks.disconnect(name, container.id, signal),
    );
  },
});

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
