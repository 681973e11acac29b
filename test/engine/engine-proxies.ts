// Stand between a test and a real engine, and make it another one.
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { dockerHost, endpointOf, folderWith } from './engine-under-test.ts';

/** Passes everything on to a real engine, but refuses a session, as proxies before an engine do. */
export function proxyWithoutSession(socketPath: string): Server {
  return passingOn(socketPath, (path) => (path === '/session' ? 403 : undefined));
}

/** Passes everything on to a real engine, and says in its ping that the older builder is to be used. */
export function olderEngine(socketPath: string): Server {
  return passingOn(socketPath, undefined, (path) => (path === '/_ping' ? { 'builder-version': '1' } : {}));
}

/** The engine under test, as it looks from behind one of these. */
export async function engineBehind(proxy: (socketPath: string) => Server): Promise<{ engine: Engine; close(): void }> {
  const { folder, remove } = folderWith({});
  const socket = join(folder, 'docker.sock');
  const server = proxy(dockerHost().replace('unix://', ''));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const engine = await connect(endpointOf(`unix://${socket}`));
  return {
    engine,
    close() {
      engine.close();
      server.close();
      remove();
    },
  };
}

function passingOn(
  socketPath: string,
  refusal: (path: string | undefined) => number | undefined = () => undefined,
  more: (path: string | undefined) => Record<string, string> = () => ({}),
): Server {
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passed = request({ socketPath, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...more(path) });
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  return server.on('upgrade', ({ url }, socket) => {
    socket.end(`HTTP/1.1 ${refusal(url) ?? 400} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
}
