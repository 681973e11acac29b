// What can be changed of a container while it is there, and is no longer as it was made then: limits and the restart policy
// (`docker update`), and the networks that it joins and leaves.
import type { EndpointSettings, HostConfig } from '../../engine/container-settings.ts';
import { valuesOf, withValues } from '../options/index.ts';
import { asked } from '../options/joined-networks.ts';
import { formatNetwork, parseNetwork } from '../options/network-value.ts';
import type { OptionValues } from '../options/option.ts';
import { updatableOptions, updatableValues } from '../options/updatable.ts';

/** As the engine tells it; plain data. */
export interface ChangeableOptions {
  readonly limits: OptionValues;
  /** By the name of the network: what `--network` asks for. */
  readonly networks: Readonly<Record<string, string>>;
}

/** What an engine may tell of a container, or not. */
interface Told {
  readonly Id?: string;
  readonly HostConfig?: HostConfig | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, EndpointSettings | null>> | null } | null;
}

/** Options that stand for a place in the first network. */
const ofFirstNetwork = ['network-alias', 'ip', 'ip6'] as const;

const changeable = new Set(['network', ...ofFirstNetwork, ...updatableOptions.map(({ name }) => name)]);

/** Whether it can be another one although the container is the same. */
export const isChangeable = (option: string): boolean => changeable.has(option);

/** `raw`: the engine's answer about the container. */
export function changeableOptions(raw: unknown): ChangeableOptions {
  const { Id = '', HostConfig, NetworkSettings } = raw as Told;
  const joined = Object.entries(NetworkSettings?.Networks ?? {});
  return {
    limits: updatableValues(HostConfig ?? {}),
    networks: Object.fromEntries(
      joined.map(([name, settings]) => [name, formatNetwork({ name, settings: asked(settings ?? {}, Id) })]),
    ),
  };
}

/** What the container was made with, with what was changed since. `had`: right after it was made; `has`: now. */
export function withChanges(made: OptionValues, had: ChangeableOptions, has: ChangeableOptions): OptionValues {
  const limits = updatableOptions.reduce<OptionValues>((values, { name }) => {
    const [before, now] = [valuesOf(had.limits, name), valuesOf(has.limits, name)];
    return before[0] === now[0] ? values : withValues(values, name, now);
  }, made);
  return withNetworks(limits, had.networks, has.networks);
}

type Networks = ChangeableOptions['networks'];

function withNetworks(made: OptionValues, had: Networks, has: Networks): OptionValues {
  const added = Object.keys(has).filter((name) => !Object.hasOwn(had, name));
  const isLeft = (name: string) => Object.hasOwn(had, name) && !Object.hasOwn(has, name);
  if (added.length === 0 && !Object.keys(had).some(isLeft)) return made;
  const typed = valuesOf(made, 'network').map((text) => ({ text, name: nameIn(text) }));
  // Where none was asked for it is in the engine's usual one.
  const first = typed.length > 0 ? typed : Object.keys(had).map((name) => ({ text: name, name }));
  const joined = [
    ...first.filter(({ name }) => !isLeft(name)).map(({ text }) => text),
    ...added.map((name) => has[name] ?? name),
  ];
  const values = withValues(made, 'network', joined.length > 0 ? joined : ['none']);
  return first[0] && isLeft(first[0].name)
    ? ofFirstNetwork.reduce<OptionValues>((some, name) => withValues(some, name, []), values)
    : values;
}

function nameIn(text: string): string {
  const network = parseNetwork(text);
  const name = 'wrong' in network ? text : network.name;
  return name === 'default' ? 'bridge' : name;
}
