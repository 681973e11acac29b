// A Unix socket before the engine's that notes every request: what a follower costs the engine. Whole HTTP requests are
// passed on, not bytes, since one connection may carry many.
import { createServer, request } from 'node:http';

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
