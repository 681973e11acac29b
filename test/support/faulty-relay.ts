// Stands before an engine and does what networks do: swallows bytes without a word, delays them, cuts.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface FaultyRelay {
  /** `tcp://127.0.0.1:port` */
  readonly address: string;
  /** Connections so far. */
  readonly accepted: number;
  /** Requests that came in so far: several may use one connection. */
  readonly requests: number;
  /** From now on nothing gets through in either direction, on old and new connections, and nobody is told. */
  freeze(): void;
  /** Old connections stay dead; new ones get through. */
  forgetOld(): void;
  thaw(): void;
  /** Milliseconds by which answers are late. */
  delay: number;
  cut(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly engine: Socket;
  isDead: boolean;
}

export async function startFaultyRelay(enginePath: string): Promise<FaultyRelay> {
  const pairs = new Set<Pair>();
  let isFrozen = false;
  let accepted = 0;
  let requests = 0;
  let delay = 0;
  /** What was swallowed and would have been sent again, had the network come back. */
  const held: (() => void)[] = [];

  const server: Server = createServer((client) => {
    accepted++;
    const engine = connect(enginePath);
    const pair: Pair = { client, engine, isDead: false };
    pairs.add(pair);
    const pass = (to: Socket, chunk: Buffer) => {
      const send = () => {
        if (pair.isDead) return;
        if (isFrozen) held.push(send);
        else if (to.writable) to.write(chunk);
      };
      if (delay > 0 && to === client) setTimeout(send, delay);
      else send();
    };
    client.on('data', (chunk) => {
      if (/^(?:GET|HEAD|POST|PUT|DELETE) \//.test(chunk.toString('latin1', 0, 16))) requests++;
      pass(engine, chunk);
    });
    engine.on('data', (chunk) => pass(client, chunk));
    const over = (other: Socket) => () => {
      const end = () => other.destroy();
      if (isFrozen) held.push(end);
      else if (pair.isDead) return;
      // Not before what was sent earlier.
      else if (delay > 0 && other === client) setTimeout(() => client.end(), delay);
      else end();
    };
    client.on('error', () => client.destroy()).on('close', over(engine));
    engine.on('error', () => engine.destroy()).on('close', over(client));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const thaw = () => {
    isFrozen = false;
    for (const send of held.splice(0)) send();
  };
  return {
    address: `tcp://127.0.0.1:${port}`,
    get accepted() {
      return accepted;
    },
    get requests() {
      return requests;
    },
    get delay() {
      return delay;
    },
    set delay(milliseconds) {
      delay = milliseconds;
    },
    freeze: () => {
      isFrozen = true;
    },
    forgetOld: () => {
      for (const pair of pairs) pair.isDead = true;
    },
    thaw,
    cut: () => {
      for (const { client, engine } of pairs) {
        client.destroy();
        engine.destroy();
      }
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const { client, engine } of pairs) {
          client.destroy();
          engine.destroy();
        }
        server.close(() => resolve());
      }),
  };
}
