// Redirects of a registry: blobs mostly lie on other servers. None takes a credential along to another host.
import type { Exchange, HttpAnswer, HttpRequest } from './exchange.ts';
import { noRegistry, oddAnswers } from './registry-errors.ts';
import { isLoopback } from './registry-host.ts';
import type { TlsOptions } from './trust.ts';

export interface FollowedRequest extends Omit<HttpRequest, 'tls'> {
  readonly headers: Readonly<Record<string, string>>;
  readonly tlsOf: (url: URL) => TlsOptions;
}

const statuses = new Set([301, 302, 303, 307, 308]);
const most = 5;

/** The answer at the end. Rejects with `registry-failed` for a redirect that nobody should follow. A DELETE follows none. */
export async function follow(
  exchange: Exchange,
  { tlsOf, ...request }: FollowedRequest,
  registry: string,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  let { url, headers } = request;
  for (let redirects = 0; ; redirects++) {
    const answer = await exchange.send({ ...request, url, headers, tls: tlsOf(url) }, signal);
    const { location } = answer.headers;
    if (request.method === 'DELETE' || !statuses.has(answer.status) || !location) return answer;
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (redirects === most || !next || !mayLead(url, next)) {
      throw noRegistry(registry, oddAnswers.redirect());
    }
    if (next.origin !== url.origin) {
      const { Authorization: _, ...harmless } = headers;
      headers = harmless;
    }
    url = next;
  }
}

/** Neither out of TLS nor from elsewhere to this machine: who redirects could make us ask for things in its place. */
function mayLead(from: URL, to: URL): boolean {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return false;
  if (to.username !== '' || to.password !== '') return false;
  if (from.protocol === 'https:' && to.protocol !== 'https:') return false;
  return !isLoopback(to.host) || isLoopback(from.host);
}
