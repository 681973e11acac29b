// Stand between a test and a real engine, and make it another one.
import { createServer, request, type Server } from 'node:http';
import {
  connect as connectSocket,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { dockerHost, endpointOf, folderWith } from './engine-under-test.ts';

/** Passes everything on to a real engine, but refuses a session: with 403, as proxies do, or as engines that have none. */
export function withoutSession(status: number): (socketPath: string) => Server {
  return (socketPath) => passingOn(socketPath, (path) => (path === '/session' ? status : undefined));
}

/**
 * A real engine that looks like one of the newest API. It takes HTTP/2 on the same socket, whose calls go to what the real one
 * has behind POST /grpc, or closes such connections; and it refuses POST /session with 404, or passes it on.
 */
export function newestEngine({ http2, session }: { readonly http2: boolean; readonly session: boolean }) {
  return (socketPath: string): NetServer => {
    const newest = () => ({ 'api-version': '1.55' });
    const older = passingOn(socketPath, () => 404, newest);
    return createNetServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (first: Buffer) => {
        const words = first.toString('latin1');
        if (words.startsWith('PRI * HTTP/2.0')) {
          if (http2) intoGrpc(socketPath, socket, first);
          else socket.destroy();
        } else if (session && words.startsWith('POST /session')) joined(connectSocket(socketPath), socket, first);
        else {
          socket.pause();
          socket.unshift(first);
          older.emit('connection', socket);
          socket.resume();
        }
      });
    });
  };
}

function intoGrpc(socketPath: string, socket: Socket, first: Buffer): void {
  socket.pause();
  const headers = { Connection: 'Upgrade', Upgrade: 'h2c' };
  request({ socketPath, method: 'POST', path: '/grpc', headers })
    .on('upgrade', (_answer, engine, head) => {
      socket.write(head);
      joined(engine as Socket, socket, first);
    })
    .on('error', () => socket.destroy())
    .end();
}

function joined(engine: Socket, socket: Socket, first: Buffer): void {
  engine.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => engine.destroy());
  engine.write(first);
  socket.pipe(engine).pipe(socket);
}

/** Passes everything on to a real engine, and says in its ping that the older builder is to be used. */
export function olderEngine(socketPath: string): Server {
  return passingOn(socketPath, undefined, (path) => (path === '/_ping' ? { 'builder-version': '1' } : {}));
}

/** The engine under test, as it looks from behind one of these. */
export async function engineBehind(
  proxy: (socketPath: string) => NetServer,
): Promise<{ engine: Engine; close(): void }> {
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
