// NetworkApi over the transport.
import * as l10n from '@vscode/l10n';
import type { Network, NetworkApi, NetworkRequest } from '../network-api.ts';
import { answeredList, listField, textField, textsField } from './answered-list.ts';
import type { Connection } from './connection.ts';
import { refuseNetworkInUse } from './podman.ts';

interface ApiNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Scope: string;
  readonly Created: string;
  readonly Internal?: boolean;
  readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null };
  readonly Labels?: Record<string, string> | null;
  readonly Containers?: Record<string, unknown> | null;
}

/**
 * Of the network that Podman makes by itself, everywhere: containers are in "podman", but in its lists for Docker's clients it
 * is "bridge". Source: containers/podman pkg/api/handlers/compat/networks.go.
 */
const idOfPodmansOwn = '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9';

/** The last is Podman's. */
const predefinedNames = new Set(['bridge', 'host', 'none', 'podman']);

export function createNetworkApi(connection: Connection): NetworkApi {
  const { transport, words, quickly, patiently } = connection;
  const pathOf = (id: string) => `/networks/${encodeURIComponent(id)}`;
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        const answer = await transport.json({ method: 'GET', path: '/networks' }, abortSignal);
        return answeredList<ApiNetwork>(answer, l10n.t('networks'), words, ({ Id }) => Id).map(networkOf);
      }),
    inspect: (id, signal) =>
      quickly(signal, async (abortSignal) => {
        const raw = await transport.json<ApiNetwork>({ method: 'GET', path: pathOf(id) }, abortSignal);
        return { raw, containers: Object.keys(raw.Containers ?? {}) };
      }),
    create: (wanted, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify(networkBody(wanted));
        const request = { method: 'POST', path: '/networks/create', body } as const;
        return (await transport.json<{ Id: string }>(request, abortSignal)).Id;
      }),
    connect: (id, container, endpoint, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify({ Container: container, EndpointConfig: endpoint });
        await transport.text({ method: 'POST', path: `${pathOf(id)}/connect`, body }, abortSignal);
      }),
    disconnect: (id, container, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify({ Container: container, Force: false });
        await transport.text({ method: 'POST', path: `${pathOf(id)}/disconnect`, body }, abortSignal);
      }),
    remove: (id, signal) =>
      patiently(signal, async (abortSignal) => {
        await refuseNetworkInUse(connection, id, abortSignal);
        await transport.text({ method: 'DELETE', path: pathOf(id) }, abortSignal);
      }),
  };
}

function networkBody({ name, driver, internal, attachable, ipv6, subnets, options, labels }: NetworkRequest) {
  const ranges = subnets?.map(({ subnet, gateway, range }) => ({ Subnet: subnet, Gateway: gateway, IPRange: range }));
  return {
    Name: name,
    Driver: driver,
    Internal: internal,
    Attachable: attachable,
    EnableIPv6: ipv6,
    IPAM: ranges && { Config: ranges },
    Options: options,
    Labels: labels,
    // Older engines would make a second one of the same name.
    CheckDuplicate: true,
  };
}

function networkOf({ Id, Name, Driver, Scope, Created, Internal, IPAM, Labels }: ApiNetwork): Network {
  return {
    id: Id,
    name: Id === idOfPodmansOwn ? 'podman' : textField(Name, Id.slice(0, 12)),
    driver: textField(Driver),
    scope: textField(Scope),
    subnets: listField(IPAM?.Config).flatMap(({ Subnet }) => Subnet || []),
    internal: Internal ?? false,
    createdAt: Date.parse(Created),
    labels: textsField(Labels),
    predefined: predefinedNames.has(Name),
  };
}
