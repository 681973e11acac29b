// Requests to one registry: which scheme it speaks, who we are to it, tokens, redirects, retries. A credential goes to the
// registry's own host or to its token server, and a redirect takes none along.

import { setTimeout as wait } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import { type Challenge, parseChallenge } from './challenge.ts';
import type { Credential, CredentialLookup } from './credential.ts';
import type { Exchange, HttpAnswer } from './exchange.ts';
import { type FollowedRequest, follow } from './redirects.ts';
import { type Asked, noRegistry, oddAnswers, speaksNoTls, statusError } from './registry-errors.ts';
import { apiHostOf } from './registry-host.ts';
import { allowanceLeft, retryAfter } from './retry-after.ts';
import { basicAuthorization, fetchToken, realmUrl, type Token } from './token-server.ts';
import type { TlsOptions, Trust } from './trust.ts';

/** Of a registry as a whole. */
export const sessionSentences = {
  noPassword: (registry: string) =>
    l10n.t('{0} requires a user name and a password, and the stored login has none. Log in to {0} again.', registry),
  access: () => l10n.t('access'),
};

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'DELETE';
  /** With its query; begins with `/v2/`. */
  readonly path: string;
  readonly accept?: string;
  /** Of the token: `repository:team/app:pull`; undefined: none in particular. */
  readonly scope?: string | undefined;
  /** Bytes. */
  readonly limit: number;
  /** For messages: `the tags of team/app`. */
  readonly what: string;
}

export interface Session {
  /** The answer of a success. Rejects as RegistryClient says. */
  send(request: RegistryRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  /** The root of the API: what a registry wants to know and who we are to it. */
  open(signal?: AbortSignal): Promise<{ challenge: Challenge | undefined; encrypted: boolean; loggedIn: boolean }>;
  /** What a token server gave to be stored in place of the password. */
  readonly identityToken: string | undefined;
  /** Whether its last answers say that it wants few requests. */
  readonly wantsFewRequests: boolean;
}

export interface SessionSource {
  readonly registry: string;
  readonly exchange: Exchange;
  readonly trust: Trust;
  readonly credentials: CredentialLookup;
  /** Asks for an identity token when it logs in. */
  readonly offline?: boolean;
}

/** What is known of the registry's address and wishes; asked once. */
interface Root {
  readonly url: URL;
  challenge: Challenge | undefined;
}

const rootLimit = 1 << 16;
const mostTokens = 200;
/** Milliseconds for which a credential is kept in memory: someone may log in or out in a terminal. */
const credentialLife = 60_000;
/** Share of a registry's allowance below which only a person's own requests are made. */
const leastAllowance = 0.5;
/** Milliseconds; by then some of it has come back. */
const allowanceLife = 3_600_000;
/** Seconds that a registry may make us wait; more is the person's to decide. */
const longestWait = 5;
const mostWaits = 2;

export function createSession({ registry, exchange, trust, credentials, offline = false }: SessionSource): Session {
  const host = apiHostOf(registry);
  const tokens = new Map<string, Token>();
  let root: Root | undefined;
  let looked: { readonly credential: Credential | undefined; readonly until: number } | undefined;
  let identityToken: string | undefined;
  /** Milliseconds since 1970 until which it wants few requests. */
  let sparingUntil = 0;

  const askedFor = (what: string, method = 'GET'): Asked => {
    return { registry, what, loggedIn: looked?.credential !== undefined, method };
  };

  async function credentialOf(signal: AbortSignal | undefined): Promise<Credential | undefined> {
    if (looked === undefined || looked.until < Date.now()) {
      looked = { credential: await credentials(registry, signal), until: Date.now() + credentialLife };
    }
    return looked.credential;
  }

  /** The registry's own host with its client certificate, others without. */
  function tlsOf(url: URL): TlsOptions {
    const { ca: own, cert, key, rejectUnauthorized } = trust.tlsOf(host);
    if (url.host === host) return trust.tlsOf(host);
    const theirs = trust.tlsOf(url.host);
    const ca = own || theirs.ca ? [...(own ?? []), ...(theirs.ca ?? [])] : undefined;
    const sameMachine = url.hostname === new URL(`https://${host}`).hostname;
    return {
      ...theirs,
      ...(ca && { ca }),
      ...(sameMachine && cert && key && { cert, key }),
      ...(sameMachine && rejectUnauthorized === false && { rejectUnauthorized }),
    };
  }

  const sendFollowing = (request: Omit<FollowedRequest, 'tlsOf'>, signal: AbortSignal | undefined) =>
    follow(exchange, { ...request, tlsOf }, registry, signal);

  async function findRoot(signal: AbortSignal | undefined): Promise<Root> {
    if (root) return root;
    const ask = async (scheme: string) => {
      const url = new URL(`${scheme}://${host}/v2/`);
      const answer = await sendFollowing({ method: 'GET', url, headers: {}, limit: rootLimit }, signal);
      return { url, answer };
    };
    // TLS first: whoever could make it fail must not learn by that what is said in the clear. No credential goes along.
    const { url, answer } = await ask('https').catch((error) => {
      if (signal?.aborted || !trust.allowsPlain(host) || !speaksNoTls(error)) throw error;
      return ask('http');
    });
    const challenge = answer.status === 401 ? parseChallenge(answer.headers['www-authenticate']) : undefined;
    if (answer.status === 401 && challenge === undefined) throw noRegistry(registry, l10n.t('unknown login method'));
    if (answer.status !== 401) checkRoot(answer);
    root = { url, challenge };
    return root;
  }

  function checkRoot({ status, headers, body }: HttpAnswer): void {
    if (status === 429 || status === 403 || status >= 500) {
      throw statusError(status, askedFor(sessionSentences.access()), retryAfter(headers));
    }
    const named = headers['docker-distribution-api-version'] !== undefined;
    if (status !== 200 || !(named || isEmptyOrJson(body.toString('utf8')))) {
      throw noRegistry(registry, oddAnswers.otherApi(status));
    }
  }

  /** The Authorization header. `fresh`: not one from before. */
  async function authorization(
    { url, challenge }: Root,
    scope: string | undefined,
    fresh: boolean,
    what: string,
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    if (challenge === undefined) return undefined;
    const credential = await credentialOf(signal);
    if (challenge.scheme === 'basic') {
      if (credential === undefined) throw statusError(401, askedFor(what), undefined);
      if (credential.kind === 'password') return basicAuthorization(credential);
      throw new EngineError('registry-denied', sessionSentences.noPassword(registry));
    }
    const key = scope ?? '';
    const known = tokens.get(key);
    if (known && !fresh && known.expiresAt > Date.now()) return `Bearer ${known.token}`;
    tokens.delete(key);
    const realm = realmUrl(challenge.realm, url);
    const { service } = challenge;
    const request = { realm, service, scope, credential, offline, tls: tlsOf(realm) };
    const token = await fetchToken(exchange, request, askedFor(what), signal);
    identityToken = token.identityToken ?? identityToken;
    tokens.set(key, token);
    if (tokens.size > mostTokens) tokens.delete(String(tokens.keys().next().value));
    return `Bearer ${token.token}`;
  }

  async function attempt(request: RegistryRequest, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    const { method, path, accept, what, limit } = request;
    const found = await findRoot(signal);
    let { scope } = request;
    for (let tries = 0; ; tries++) {
      const secret = await authorization(found, scope, tries > 0, what, signal);
      const headers: Record<string, string> = {
        ...(accept && { Accept: accept }),
        ...(secret && { Authorization: secret }),
      };
      const url = new URL(path, found.url);
      const answer = await sendFollowing({ method, url, headers, limit }, signal);
      if (answer.status !== 401) return answer;
      const challenge = parseChallenge(answer.headers['www-authenticate']);
      if (tries > 0 || challenge === undefined) {
        const refusal = statusError(401, askedFor(what), undefined);
        // The next one looks again: by then someone may have logged in.
        looked = undefined;
        throw refusal;
      }
      found.challenge = challenge;
      if (challenge.scheme === 'bearer') scope = challenge.scope ?? scope;
    }
  }

  return {
    send: async (request, signal) => {
      for (let waits = 0; ; waits++) {
        const answer = await attempt(request, signal);
        const { status } = answer;
        const left = allowanceLeft(answer.headers);
        if (left !== undefined) sparingUntil = left < leastAllowance ? Date.now() + allowanceLife : 0;
        if (status >= 200 && status < 300) return answer;
        const seconds = retryAfter(answer.headers);
        if (status === 429) sparingUntil = Date.now() + 1000 * (seconds ?? 60);
        const again = (status === 429 || status === 503) && request.method !== 'DELETE';
        if (!again || seconds === undefined || seconds > longestWait || waits === mostWaits) {
          throw statusError(status, askedFor(request.what, request.method), seconds);
        }
        await wait(seconds * 1000, undefined, { signal }).catch((error) => {
          throw signal?.aborted ? signal.reason : error;
        });
      }
    },
    open: async (signal) => {
      // Also if its wishes are known: it may have gone since.
      checkRoot(
        await attempt({ method: 'GET', path: '/v2/', limit: rootLimit, what: sessionSentences.access() }, signal),
      );
      const { url, challenge } = await findRoot(signal);
      return { challenge, encrypted: url.protocol === 'https:', loggedIn: looked?.credential !== undefined };
    },
    get identityToken() {
      return identityToken;
    },
    get wantsFewRequests() {
      return Date.now() < sparingUntil;
    },
  };
}

function isEmptyOrJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
