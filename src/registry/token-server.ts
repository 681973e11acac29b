// Tokens of a registry's token server. What goes there and comes back are secrets.
// Source: distribution.github.io/distribution/spec/auth/token and /oauth.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import type { Credential } from './credential.ts';
import type { Exchange } from './exchange.ts';
import { type Asked, noRegistry, oddAnswers, statusError } from './registry-errors.ts';
import { isLoopback } from './registry-host.ts';
import { retryAfter } from './retry-after.ts';
import type { TlsOptions } from './trust.ts';

/** Why no login is sent. */
export const loginSentences = {
  untrustedAddress: (registry: string) =>
    l10n.t(
      '{0} wants the login sent to an address that is not trusted. Ask the administrator of the registry.',
      registry,
    ),
};

export interface TokenRequest {
  /** Checked by `realmUrl`. */
  readonly realm: URL;
  readonly service: string | undefined;
  readonly scope: string | undefined;
  readonly credential: Credential | undefined;
  /** Also asks for an identity token, to be stored in place of a password. */
  readonly offline: boolean;
  readonly tls: TlsOptions;
}

export interface Token {
  readonly token: string;
  /** Milliseconds since 1970, some time before its real end. */
  readonly expiresAt: number;
  readonly identityToken: string | undefined;
}

const clientId = 'longshore';
const longestAnswer = 1 << 20;
/** Seconds, where the token server says nothing, as its specification has it. */
const usualLife = 60;

/**
 * Where the credential goes. A registry says that itself, so a hostile one must not lead it elsewhere than into TLS, and
 * not to this machine unless it is there itself. Throws EngineError `registry-failed`.
 */
export function realmUrl(realm: string, registry: URL): URL {
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  const sameHost = url?.host === registry.host && url.protocol === registry.protocol;
  const bothHere = url !== undefined && isLoopback(url.host) && isLoopback(registry.host);
  const trusted = url !== undefined && (sameHost || bothHere || (url.protocol === 'https:' && !isLoopback(url.host)));
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url === undefined || !trusted || !isHttp || url.username !== '' || url.password !== '') {
    throw new EngineError('registry-failed', loginSentences.untrustedAddress(registry.host));
  }
  return url;
}

/** Rejects with `registry-denied` for a refused credential, else as the registry's own requests. */
export async function fetchToken(
  exchange: Exchange,
  { realm, service, scope, credential, offline, tls }: TokenRequest,
  asked: Asked,
  signal?: AbortSignal,
): Promise<Token> {
  const words = { ...(service !== undefined && { service }), ...(scope !== undefined && { scope }) };
  const answer =
    credential?.kind === 'identity-token'
      ? await exchange.send(
          {
            method: 'POST',
            url: realm,
            form: new URLSearchParams({
              grant_type: 'refresh_token',
              refresh_token: credential.identityToken,
              client_id: clientId,
              ...words,
            }).toString(),
            tls,
            limit: longestAnswer,
          },
          signal,
        )
      : await exchange.send(
          {
            method: 'GET',
            url: withQuery(realm, {
              ...words,
              ...(credential && { account: credential.username }),
              ...(offline && { offline_token: 'true', client_id: clientId }),
            }),
            headers: credential ? { Authorization: basicAuthorization(credential) } : {},
            tls,
            limit: longestAnswer,
          },
          signal,
        );
  const { status } = answer;
  if (status !== 200) {
    // OAuth2 says 400 for a refresh token that is no good any more.
    const refused = status === 400 && credential !== undefined;
    throw statusError(refused ? 401 : status, asked, retryAfter(answer.headers));
  }
  return tokenIn(answer.body.toString('utf8'), realm);
}

export function basicAuthorization({ username, password }: Credential & { kind: 'password' }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function tokenIn(text: string, realm: URL): Token {
  const { token, access_token, expires_in, refresh_token } = fieldsOf(text);
  const bearer = [token, access_token].find((each) => typeof each === 'string' && each !== '');
  // It becomes a header: a line end in it would begin another one.
  if (typeof bearer !== 'string' || !/^[\x21-\x7e]+$/.test(bearer)) {
    throw noRegistry(realm.host, oddAnswers.noToken());
  }
  const life = typeof expires_in === 'number' && expires_in > 0 ? Math.min(expires_in, 86_400) : usualLife;
  return {
    token: bearer,
    expiresAt: Date.now() + 1000 * (life - Math.min(10, life / 5)),
    identityToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
  };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function withQuery(url: URL, values: Readonly<Record<string, string>>): URL {
  const result = new URL(url);
  for (const [name, value] of Object.entries(values)) result.searchParams.set(name, value);
  return result;
}
