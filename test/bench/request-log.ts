// A Unix socket before the engine's that notes every request: what a follower costs the engine. Whole HTTP requests are
// passed on, not bytes, since one connection may carry many.
import { createServer, type IncomingMessage, request } from 'node:http';

export interface RequestLog {
  readonly socketPath: string;
  /** `GET /containers/json?all=true`, decoded, without the API's version; in the order in which they came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export function listenAndNote(socketPath: string, engineSocketPath: string): Promise<RequestLog> {
  const requests: string[] = [];
  const server = createServer((asked, answer) => {
    const { method = '', url = '', headers } = asked;
    requests.push(`${method} ${decodeURIComponent(url).replace(/^\/v\d+\.\d+/, '')}`);
    const passed = request({ socketPath: engineSocketPath, method, path: url, headers, agent: false }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      // The headers of /events come long before its first event.
      answer.flushHeaders();
      response.pipe(answer);
    });
    // Either side may end a long answer.
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  // What a build asks back goes over a connection that both sides have taken over.
  server.on('upgrade', ({ method = '', url = '', headersDistinct }: IncomingMessage, socket, head: Buffer) => {
    requests.push(`${method} ${decodeURIComponent(url).replace(/^\/v\d+\.\d+/, '')}`);
    // Each value by itself: what a session exposes is one header many times.
    const headers = { ...headersDistinct, host: headersDistinct.host?.[0] ?? 'localhost' };
    const passed = request({ socketPath: engineSocketPath, method, path: url, headers, agent: false });
    passed.on('upgrade', ({ statusCode, statusMessage, rawHeaders }, far, farHead: Buffer) => {
      const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
      socket.write([`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n'));
      socket.write(farHead);
      far.write(head);
      far.pipe(socket).pipe(far);
      far.on('error', () => socket.destroy());
      socket.on('error', () => far.destroy());
    });
    passed.on('error', () => socket.destroy());
    passed.end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () =>
      resolve({
        socketPath,
        requests,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
