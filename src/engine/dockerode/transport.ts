// HTTP to one engine, in the place of docker-modem: that one takes what it is not told from the environment (and fails
// on a wrong DOCKER_CERT_PATH that nobody meant), never settles when a connection breaks inside an answer, and can
// neither skip the verification of a certificate nor go through the machine's own ssh. Knows no API call.

import {
  Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect, isIP, Socket } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { Environment } from '../../programs.ts';
import type { KnownFailure } from '../../user-error.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { sshAgent } from '../endpoint/ssh.ts';
import { absentImage } from '../failures/absent-image.ts';
import { connectionError, withoutLocalScheme } from './connection-errors.ts';
import { createEar } from './ear.ts';
import { messageOf } from './error-body.ts';
import { proxyPageError } from './proxy-page.ts';
import { wantsTls } from './tls-failure.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with a slash; what comes from outside is already URI-encoded in it. */
  readonly path: string;
  /** Without the question mark. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** What an upgrade asks for; `tcp` if absent. */
  readonly protocol?: 'tcp' | 'h2c';
  /** A string is JSON; a stream is a tar archive. */
  readonly body?: string | Readable | undefined;
}

export interface Transport {
  /** Answers once the headers are there (status 200 to 304); the body is still to be read. */
  send(request: ApiRequest, signal?: AbortSignal): Promise<IncomingMessage>;
  /** The raw connection after an upgrade; the caller owns it. `signal` counts until it is there. */
  upgrade(request: ApiRequest, signal?: AbortSignal): Promise<Duplex>;
  /** A bare connection, for another protocol than HTTP/1; undefined where TLS or a path stands in between. */
  bare(): Duplex | undefined;
  /** The whole body as text. Rejects as `send` does. */
  text(request: ApiRequest, signal?: AbortSignal): Promise<string>;
  /** The whole body as JSON. */
  json<T>(request: ApiRequest, signal?: AbortSignal): Promise<T>;
  /** How many short requests should be under way at once. Streams are not counted: they would starve the others. */
  readonly mostAtOnce: number;
  /** Bytes that came from the engine so far, over all connections. */
  heard(): number;
  /** From now on requests go over new connections, where an old one may have died without a word. */
  renew(): void;
  /** What broke a stream of this engine. */
  streamError(error: unknown): KnownFailure;
  /** Ends all connections and keeps none from now on; whoever still asks gets one for that request alone. */
  release(): void;
  /** The same, and for good: nobody can ask any more. */
  close(): void;
}

/** Milliseconds of silence after which the system asks the other end of a connection whether it is there. */
const keepAliveAfter = 15_000;

/** Milliseconds for the handshake of TCP: more than any distance on Earth takes, with one lost packet. */
const longestConnecting = 2500;

export function createTransport(endpoint: Endpoint, environment: Environment): Transport {
  const { words } = endpoint;
  const { start, agent, prefix, mostAtOnce, bare } = connectionsTo(endpoint, environment);
  const broken = (error: unknown) => connectionError(error, words, endpoint.tls?.cert !== undefined);
  const ear = createEar();
  let closed = false;
  const requests = new Set<ClientRequest>();
  const upgraded = new Set<Duplex>();

  function open(request: ApiRequest, extra: Record<string, string>, signal: AbortSignal | undefined): ClientRequest {
    if (closed) throw closedError(words);
    signal?.throwIfAborted();
    const path = `${prefix}${request.path}${request.query ? `?${request.query}` : ''}`;
    const { body } = request;
    const headers: OutgoingHttpHeaders = { ...request.headers, ...extra };
    if (typeof body === 'string') {
      headers['Content-Type'] = 'application/json';
      headers['Content-Length'] = Buffer.byteLength(body);
    } else if (body !== undefined) headers['Content-Type'] = 'application/x-tar';
    else if (request.method === 'POST' && !('Upgrade' in extra)) headers['Content-Length'] = 0;
    return start({ method: request.method, path, headers, agent });
  }

  /** Node throws at once for certificates that it cannot use. */
  function opened(...request: Parameters<typeof open>): ClientRequest {
    try {
      return open(...request);
    } catch (error) {
      throw request[2]?.aborted ? error : broken(error);
    }
  }

  /** Settles as `handle` says, rejects with the abort reason or an EngineError, and leaves no listener behind. */
  function perform<T>(
    request: ApiRequest,
    extra: Record<string, string>,
    signal: AbortSignal | undefined,
    handle: (sent: ClientRequest, resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const sent = opened(request, extra, signal);
      const abort = () => {
        sent.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        // A request that still waits for its connection tells nobody that it was destroyed.
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      requests.add(sent);
      sent.once('socket', (socket) => {
        // Else a connection whose other end has vanished stays open for ever.
        socket.setKeepAlive(true, keepAliveAfter);
        if (endpoint.address.kind === 'tcp') giveUpConnecting(socket, endpoint.address.host);
        // Whoever uses it is told by the request; between two requests there is nobody.
        if (ear.listenTo(socket)) socket.on('error', () => {});
      });
      sent.once('close', () => {
        signal?.removeEventListener('abort', abort);
        requests.delete(sent);
      });
      sent.on('error', (error) => reject(signal?.aborted ? signal.reason : broken(error)));
      handle(sent, resolve, reject);
      const { body } = request;
      if (body === undefined || typeof body === 'string') sent.end(body);
      else {
        body.once('error', (error) => sent.destroy(error));
        // The other way round, an upload that nobody wants any more must not read on.
        sent.once('close', () => body.destroy());
        body.pipe(sent);
      }
    });
  }

  const send: Transport['send'] = (request, signal) =>
    perform<IncomingMessage>(request, {}, signal, (sent, resolve, reject) => {
      sent.once('response', (response) => {
        // A broken body shows as this event; whoever reads the body listens too.
        response.on('error', () => {});
        const { statusCode = 0 } = response;
        if ((statusCode >= 200 && statusCode < 300) || statusCode === 304) resolve(response);
        else {
          const explain = (text: string) => wantsTls(statusCode, text, words) ?? refusal(statusCode, text);
          rejectWithText(response, reject, explain, words, signal);
        }
      });
    });

  const text: Transport['text'] = async (request, signal) => {
    const response = await send(request, signal);
    let body: string;
    try {
      body = await readText(response);
    } catch (error) {
      throw signal?.aborted ? signal.reason : broken(error);
    }
    const page = proxyPageError(response, body, words);
    if (page) throw page;
    return body;
  };

  const release = () => {
    for (const sent of requests) sent.destroy(closedError(words));
    for (const socket of upgraded) socket.destroy();
    agent.destroy();
    agent.maxFreeSockets = 0;
  };

  return {
    send,
    text,
    mostAtOnce,
    heard: ear.heard,
    json: async (request, signal) => parsedAnswer(await text(request, signal), words),
    upgrade: (request, signal) =>
      perform<Duplex>(request, upgradeHeaders(request), signal, (sent, resolve, reject) => {
        sent.once('upgrade', (_response, socket, head) => {
          if (head.length > 0) socket.unshift(head);
          upgraded.add(socket);
          socket.once('close', () => upgraded.delete(socket));
          socket.on('error', () => {});
          resolve(socket);
        });
        sent.once('response', (response) => {
          const { statusCode = 0 } = response;
          response.on('error', () => {});
          const explain = (text: string) =>
            statusCode < 300
              ? new EngineError(
                  'unsupported',
                  l10n.t(
                    '{0} does not provide a raw stream. There may be a proxy in between.',
                    withoutLocalScheme(words),
                  ),
                )
              : refusal(statusCode, text);
          rejectWithText(response, reject, explain, words, signal);
        });
      }),
    bare: () => {
      if (closed) throw closedError(words);
      const socket = bare?.();
      if (!socket) return undefined;
      if (socket instanceof Socket) socket.setKeepAlive(true, keepAliveAfter);
      upgraded.add(socket);
      return socket.once('close', () => upgraded.delete(socket)).on('error', () => {});
    },
    renew: () => {
      if (endpoint.address.kind !== 'tcp') return;
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
    },
    streamError: broken,
    release,
    close: () => {
      closed = true;
      release();
    },
  };
}

/** How requests of this endpoint are opened. */
function connectionsTo(
  { address, tls, words }: Endpoint,
  environment: Environment,
): {
  start: (options: RequestOptions) => ClientRequest;
  agent: Agent;
  prefix: string;
  mostAtOnce: number;
  bare?: () => Duplex;
} {
  // A `host` keeps Node from asking for a name to put into the Host header.
  const local = { host: 'localhost' };
  switch (address.kind) {
    case 'socket':
      // No keep-alive: opening a local socket costs nothing, and a reused one may just be dying.
      return {
        start: (options) => httpRequest({ ...options, ...local, socketPath: address.path }),
        agent: new Agent({ keepAlive: false }),
        prefix: '',
        mostAtOnce: Number.POSITIVE_INFINITY,
        bare: () => connect(address.path),
      };
    case 'ssh':
      return {
        start: (options) => httpRequest({ ...options, ...local }),
        agent: sshAgent(address, words, environment),
        prefix: '',
        // Each may be a process here and a login over there.
        mostAtOnce: 6,
      };
    case 'tcp': {
      const { host, port, pathPrefix } = address;
      if (tls === undefined) {
        return {
          start: (options) => httpRequest({ ...options, host, port }),
          agent: new Agent({ keepAlive: true }),
          prefix: pathPrefix,
          mostAtOnce: Number.POSITIVE_INFINITY,
          ...(pathPrefix === '' && { bare: () => connect(port, host) }),
        };
      }
      const { ca, cert, key, verify } = tls;
      const secrets = { rejectUnauthorized: verify, ...definedOnly({ ca, cert, key }) };
      return {
        // With each request, not with the agent: VS Code puts an agent of its own in its place, for proxies.
        start: (options) => httpsRequest({ ...options, ...secrets, host, port }),
        agent: new HttpsAgent({ keepAlive: true }),
        prefix: pathPrefix,
        mostAtOnce: Number.POSITIVE_INFINITY,
      };
    }
  }
}

/**
 * A host that drops packets is tried anew by who asked; the system would wait minutes, and ever longer between two tries,
 * so that it would not notice for long that the host is back. Looking up its name is not counted.
 */
function giveUpConnecting(socket: Socket, host: string): void {
  if (!socket.connecting) return;
  let timer: NodeJS.Timeout | undefined;
  const over = () => clearTimeout(timer);
  const begin = () => {
    timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('It does not answer.'), { code: 'ETIMEDOUT' })),
      longestConnecting,
    );
  };
  socket.once('connect', over).once('close', over);
  if (isIP(host)) begin();
  else socket.once('lookup', begin);
}

function parsedAnswer<T>(text: string, words: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new EngineError(
      'failed',
      text.trim() === ''
        ? l10n.t('{0} sent an empty answer. Try again.', words)
        : l10n.t(
            '{0} sent an incomplete or invalid answer. A proxy or another program may be answering instead of the engine.',
            words,
          ),
      { cause: error },
    );
  }
}

function upgradeHeaders({ protocol = 'tcp' }: ApiRequest): Record<string, string> {
  return { Connection: 'Upgrade', Upgrade: protocol };
}

/** What a status other than 2xx means. The tables of what engines say are loaded for the first failure: most windows see none. */
async function refusal(status: number, text: string): Promise<EngineError> {
  const absent = absentImage(status, messageOf(text));
  if (absent) return absent;
  const { responseError } = await import('./engine-errors.ts');
  return responseError(status, text);
}

function rejectWithText(
  response: IncomingMessage,
  reject: (error: unknown) => void,
  explain: (text: string) => EngineError | Promise<EngineError>,
  words: string,
  signal: AbortSignal | undefined,
): void {
  readText(response)
    .then(
      (text) => proxyPageError(response, text, words) ?? explain(text),
      (error) => connectionError(error, words),
    )
    // The request is over before its failure is explained: nothing else looks at the signal any more.
    .then((error) => reject(signal?.aborted ? signal.reason : error), reject);
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function definedOnly(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function closedError(words: string): EngineError {
  return new EngineError('connection-lost', l10n.t('The connection to {0} was closed.', withoutLocalScheme(words)));
}
