// A token server for the reference registry: signs what a registry believes, and remembers who asked for what.
// Source: distribution.github.io/distribution/spec/auth/token, /jwt and /oauth.
import { createSign, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { KeyPair } from './certificates.ts';
import { sendJson, startWebServer, type WebServer } from './web-server.ts';

export interface TokenServer extends WebServer {
  /** For `startRegistry`. */
  readonly auth: Readonly<Record<string, unknown>>;
  /** Seconds that tokens live from now on, as it tells; the registry takes them for longer. */
  told: number;
  /** Whether a login gets an identity token. */
  givesIdentityTokens: boolean;
  /** Those that it has given and still takes. */
  readonly identityTokens: Set<string>;
  /** Actions that an account has; without one: `pull` in repositories below `public/`. */
  actions: readonly string[];
}

const issuer = 'longshore-test';
const service = 'longshore-test-registry';

export async function startTokenServer(
  account: { readonly username: string; readonly password: string },
  signer: KeyPair,
  tls?: KeyPair,
): Promise<TokenServer> {
  const identityTokens = new Set<string>();
  const state = { told: 300, givesIdentityTokens: false, actions: ['*'] as readonly string[] };
  const basic = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;

  const server = await startWebServer(async (request, response) => {
    const form = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : undefined;
    const query = form ?? new URL(String(request.url), 'http://localhost').searchParams;
    const { authorization } = request.headers;
    const known = form ? identityTokens.has(String(form.get('refresh_token'))) : authorization === basic;
    if (!known && (form || authorization !== undefined)) return sendJson(response, { error: 'denied' }, {}, 401);
    const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    const access = scopes.flatMap((scope) => {
      const [, type = '', path = '', actions = ''] = /^(\w+):(.*):([\w*,]*)$/.exec(scope) ?? [];
      const allowed = known ? state.actions : path.startsWith('public/') ? ['pull'] : [];
      const granted = actions.split(',').filter((action) => allowed.includes('*') || allowed.includes(action));
      return granted.length > 0 ? [{ type, name: path, actions: granted }] : [];
    });
    const token = tokenFor(known ? account.username : '', access, signer);
    const identity =
      state.givesIdentityTokens && known && query.get('offline_token') === 'true' ? randomUUID() : undefined;
    if (identity !== undefined) identityTokens.add(identity);
    sendJson(response, {
      ...(form ? { access_token: token } : { token }),
      expires_in: state.told,
      ...(identity !== undefined && { refresh_token: identity }),
    });
  }, tls);

  const realm = `${tls ? 'https' : 'http'}://${server.host}/token`;
  const auth = { token: { realm, service, issuer, rootcertbundle: signer.certFile } };
  return Object.assign(state, server, { auth, identityTokens });
}

function tokenFor(subject: string, access: unknown, { cert, key }: KeyPair): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg: 'RS256', x5c: [cert.replace(/-----[^-]+-----|\s/g, '')] };
  const claims = {
    ...{ iss: issuer, sub: subject, aud: service, jti: randomUUID() },
    ...{ exp: now + 300, nbf: now - 5, iat: now - 5, access },
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
