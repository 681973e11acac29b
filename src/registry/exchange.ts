// One HTTP request and its whole answer, bounded in time and size. Knows nothing of registries; follows no redirect.

import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { networkError, noRegistry, oddAnswers, timeoutError } from './registry-errors.ts';
import type { TlsOptions } from './trust.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/x-www-form-urlencoded` */
  readonly form?: string;
  readonly tls: TlsOptions;
  /** Bytes of the body that are taken at most: a longer one is refused; that of a failure is cut. */
  readonly limit: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Exchange {
  /** Rejects with the abort reason or an EngineError (`registry-unreachable`, `registry-failed`). */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

/** `patience`: milliseconds for a request with its whole answer. */
export function createExchange(patience: number): Exchange {
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: 8 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 8 }),
  };

  function once(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    const { method, url, headers, form, tls, limit } = request;
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const encrypted = url.protocol === 'https:';
      const options = {
        method,
        headers: {
          'User-Agent': 'longshore',
          ...(form !== undefined && {
            'Content-Type': 'application/x-www-form-urlencoded',
            'Content-Length': String(Buffer.byteLength(form)),
          }),
          ...headers,
        },
      };
      // Certificates with each request, not with the agent: VS Code puts an agent of its own in its place, for proxies.
      const sent = encrypted
        ? httpsRequest(url, { ...options, ...tls, agent: agents['https:'] })
        : httpRequest(url, { ...options, agent: agents['http:'] });
      const timer = setTimeout(() => end(timeoutError(url.host, patience)), patience);
      const abort = () => end(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const end = (error: unknown) => {
        done();
        reject(error);
        sent.destroy();
      };
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that was kept may have been closed just as it was used again.
        const stale = sent.reusedSocket && error.code === 'ECONNRESET' && method !== 'DELETE';
        end(stale ? new StaleConnection() : error);
      });
      sent.once('response', (response) => {
        bodyOf(response, limit, url.host).then(
          (body) => {
            done();
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
          },
          (error) => end(error),
        );
      });
      sent.end(form);
    });
  }

  return {
    send: async (request, signal) => {
      for (;;) {
        try {
          return await once(request, signal);
        } catch (error) {
          if (signal?.aborted) throw signal.reason;
          if (!(error instanceof StaleConnection)) throw networkError(error, request.url.host);
        }
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

class StaleConnection extends Error {}

async function bodyOf(response: IncomingMessage, limit: number, host: string): Promise<Buffer> {
  const { statusCode = 0 } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  // A body that is cut off ends this loop with an error.
  for await (const chunk of response) {
    chunks.push(chunk);
    size += (chunk as Buffer).length;
    if (size <= limit) continue;
    // The connection is of no use any more: leaving the loop closes it.
    if (statusCode >= 300) break;
    throw noRegistry(host, oddAnswers.tooMuch(limit));
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
