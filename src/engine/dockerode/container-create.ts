// `docker create`: the container, and its place in each of its networks. It is made whole or not at all.
import type { ContainerRequest } from '../container-api.ts';
import { explain } from '../failures/sentence.ts';
import type { Connection } from './connection.ts';
import { createBody, networksOf } from './container-request.ts';
import { queryString } from './modem.ts';

export async function createContainer(
  { transport, quickly, patiently }: Connection,
  request: ContainerRequest,
  signal: AbortSignal | undefined,
  onWarning: ((warning: string) => void) | undefined,
): Promise<string> {
  const { name, platform } = request;
  const others = networksOf(request).slice(1);
  // A container that does not run is joined to what is not there without a word.
  for (const [network] of others) {
    const path = `/networks/${encodeURIComponent(network)}`;
    await quickly(signal, (abortSignal) => transport.text({ method: 'GET', path }, abortSignal));
  }
  const body = JSON.stringify(createBody(request));
  const query = queryString({ name, platform });
  const { Id, Warnings } = await patiently(signal, (abortSignal) =>
    transport.json<{ Id: string; Warnings?: string[] | null }>(
      { method: 'POST', path: '/containers/create', query, body },
      abortSignal,
    ),
  );
  try {
    for (const warning of Warnings ?? []) {
      const { idleWarnings } = await import('../failures/of-containers.ts');
      if (!explain(idleWarnings, warning)) onWarning?.(warning);
    }
    for (const [network, endpoint] of others) {
      const joining = JSON.stringify({ Container: Id, EndpointConfig: endpoint });
      const path = `/networks/${encodeURIComponent(network)}/connect`;
      await patiently(signal, (abortSignal) => transport.text({ method: 'POST', path, body: joining }, abortSignal));
    }
  } catch (error) {
    // Without a signal: a cancelled creation must be cleaned up, too.
    const path = `/containers/${encodeURIComponent(Id)}`;
    await patiently(undefined, (abortSignal) =>
      transport.text({ method: 'DELETE', path, query: queryString({ force: true, v: true }) }, abortSignal),
    );
    throw error;
  }
  return Id;
}
