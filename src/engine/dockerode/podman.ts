// What Podman does otherwise than Docker, though it answers to the same API.

import type { IncomingHttpHeaders } from 'node:http';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';

/** By the headers of any answer. */
export function isPodman(headers: IncomingHttpHeaders): boolean {
  return headers['libpod-api-version'] !== undefined || /libpod/i.test(String(headers.server));
}

export async function isPodmanAt({ transport, quickly }: Connection, signal?: AbortSignal): Promise<boolean> {
  const ping = await quickly(signal, (abortSignal) => transport.send({ method: 'GET', path: '/_ping' }, abortSignal));
  ping.resume();
  return isPodman(ping.headers);
}

/**
 * Podman's API removes a network that containers are joined to, and none of them can be removed then. Docker refuses it; so do
 * we. Rejects with `conflict`.
 */
export async function refuseNetworkInUse(connection: Connection, network: string, signal: AbortSignal): Promise<void> {
  const { transport } = connection;
  if (!(await isPodmanAt(connection, signal))) return;
  const query = queryString({ all: true, filters: { network: [network] } });
  const joined = await transport.json<{ Names?: readonly string[] | null }[]>(
    { method: 'GET', path: '/containers/json', query },
    signal,
  );
  if (joined.length === 0) return;
  const names = joined.map(({ Names }) => Names?.[0]?.replace(/^\//, '') ?? l10n.t('a container without a name'));
  throw new EngineError(
    'conflict',
    l10n.t('Containers are connected to the network: {0}. Remove them first.', names.join(', ')),
  );
}
