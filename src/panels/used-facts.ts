// A volume or a network as its page shows it: both are used by containers, and are told alike. Pure.
import type { Container } from '../engine/container-api.ts';
import type { Network } from '../engine/network-api.ts';
import type { Volume } from '../engine/volume-api.ts';
import { visibleText } from '../visible-text.ts';
import { labelValues, optionValues } from './named-values.ts';
import type { NamedValue } from './page-messages.ts';

export interface UserFacts {
  readonly id: string;
  readonly name: string;
  readonly state: Container['state'];
  /** Where a container has the volume; in a network, its addresses. Empty: not known, or none while it does not run. */
  readonly places: readonly string[];
  /** Of a volume. */
  readonly readOnly: boolean;
}

export interface SubnetFacts {
  readonly subnet: string;
  readonly gateway: string;
  readonly range: string;
}

interface AnyUsedFacts {
  /** Of a volume its name. */
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  readonly users: readonly UserFacts[];
  readonly options: readonly NamedValue[];
  readonly labels: readonly NamedValue[];
}

export interface VolumeFacts extends AnyUsedFacts {
  readonly noun: 'volume';
  readonly mountpoint: string;
  readonly anonymous: boolean;
}

export interface NetworkFacts extends AnyUsedFacts {
  readonly noun: 'network';
  readonly subnets: readonly SubnetFacts[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ipv6: boolean;
  /** The engine's own: it cannot be removed. */
  readonly predefined: boolean;
  /** Whether containers can be connected to it and disconnected. */
  readonly joinable: boolean;
}

export type UsedFacts = VolumeFacts | NetworkFacts;

/** What is asked of each. `raw`: the engine's whole answer. */
interface Asked {
  readonly raw: unknown;
  readonly users: readonly UserFacts[];
}

/** The parts of the engine's answers that are read here; anything may be absent, or `null`. */
interface RawVolume {
  readonly Options?: Readonly<Record<string, unknown>> | null;
  readonly Scope?: unknown;
}
interface RawNetwork {
  readonly Options?: Readonly<Record<string, unknown>> | null;
  readonly Attachable?: unknown;
  readonly EnableIPv6?: unknown;
  readonly IPAM?: { readonly Config?: readonly Readonly<Record<string, unknown>>[] | null } | null;
  readonly Containers?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
}

export function volumeFacts(volume: Volume, shownName: string, { raw, users }: Asked): VolumeFacts {
  const { Scope } = (raw ?? {}) as RawVolume;
  return {
    noun: 'volume',
    id: volume.name,
    name: visibleText(shownName),
    driver: visibleText(volume.driver),
    scope: visibleText(textOf(Scope)),
    createdAt: volume.createdAt,
    users: users.map(shownUser),
    options: optionValues(driverOptions(raw)),
    labels: labelValues(volume.labels),
    mountpoint: visibleText(volume.mountpoint),
    anonymous: volume.anonymous,
  };
}

export function networkFacts(network: Network, { raw, users }: Asked): NetworkFacts {
  const { Attachable, EnableIPv6, IPAM } = (raw ?? {}) as RawNetwork;
  return {
    noun: 'network',
    id: network.id,
    name: visibleText(network.name),
    driver: visibleText(network.driver),
    scope: visibleText(network.scope),
    createdAt: network.createdAt,
    users: users.map(shownUser),
    options: optionValues(driverOptions(raw)),
    labels: labelValues(network.labels),
    subnets: (IPAM?.Config ?? []).map(({ Subnet, Gateway, IPRange }) => ({
      subnet: visibleText(textOf(Subnet)),
      gateway: visibleText(textOf(Gateway)),
      range: visibleText(textOf(IPRange)),
    })),
    internal: network.internal,
    attachable: Attachable === true,
    ipv6: EnableIPv6 === true,
    predefined: network.predefined,
    joinable: network.driver !== 'host' && network.driver !== 'null',
  };
}

const shownUser = (user: UserFacts): UserFacts => ({
  ...user,
  name: visibleText(user.name),
  places: user.places.map(visibleText),
});

export function driverOptions(raw: unknown): Readonly<Record<string, string>> {
  const { Options } = (raw ?? {}) as RawVolume | RawNetwork;
  return Object.fromEntries(Object.entries(Options ?? {}).map(([name, value]) => [name, textOf(value)]));
}

/** Addresses in a network, by the id of the container; of those that run. */
export function addressesIn(raw: unknown): ReadonlyMap<string, readonly string[]> {
  const { Containers } = (raw ?? {}) as RawNetwork;
  return new Map(
    Object.entries(Containers ?? {}).map(([id, { IPv4Address, IPv6Address }]) => [
      id,
      // With the length of the subnet, which is told once.
      [IPv4Address, IPv6Address].map((address) => textOf(address).replace(/\/\d+$/, '')).filter(Boolean),
    ]),
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
