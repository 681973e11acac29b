// A small HTTP server on loopback for tests: every request is one function's business, and all of them are remembered.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface WebServer {
  /** `127.0.0.1:40123` */
  readonly host: string;
  readonly seen: readonly SeenRequest[];
  /** Connections that are open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** `tls`: PEM texts; without it plain HTTP. */
export async function startWebServer(
  answer: Answer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<WebServer> {
  const seen: SeenRequest[] = [];
  const onRequest: Answer = (request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    return answer(request, response);
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Ends an answer with this JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
