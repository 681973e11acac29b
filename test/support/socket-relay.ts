// A Unix socket before the engine's, which a test can open and shut: an engine that comes and goes without harm to others
// who use the real one.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface SocketRelay {
  /** Begins to listen at `path`. */
  open(): Promise<void>;
  /** Stops listening and cuts every connection, as an engine does that is killed. */
  shut(): Promise<void>;
}

export function socketRelay(path: string, enginePath: string): SocketRelay {
  const connections = new Set<Socket>();
  let server: Server | undefined;
  const keep = (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    // A cut is what this is for.
    socket.on('error', () => socket.destroy());
  };
  return {
    open: () =>
      new Promise((resolve, reject) => {
        server = createServer((socket) => {
          const engine = connect(enginePath);
          keep(socket);
          keep(engine);
          socket.pipe(engine).pipe(socket);
          engine.once('close', () => socket.destroy());
          socket.once('close', () => engine.destroy());
        });
        server.once('error', reject);
        server.listen(path, resolve);
      }),
    shut: () =>
      new Promise((resolve) => {
        for (const socket of connections) socket.destroy();
        if (server) server.close(() => resolve());
        else resolve();
      }),
  };
}
