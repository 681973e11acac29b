// An engine that answers anything, by chance: whatever is asked ends with an answer or with one clear sentence.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { isEngineError } from '../../src/errors.ts';
import { endpointOf } from '../engine/engine-under-test.ts';

/** The same numbers in each run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const pieces = [
  ...['', 'null', '{}', '[]', '[null]', '42', '"text"', 'true', '[{}]', '{"message":5}', '{"message":"no"}'],
  ...['[{"Id":5}]', '[{"Id":"a","Names":null,"Ports":5}]', '{"Volumes":5}', '{"Config":null,"State":null}'],
  ...['<html>', '\u0000\u0001', '{"Id":"a"', '{"status":"x"}\n{"error":"y"}\n', '{"aux":null}\n', '[[[[[[', '\n\n\n'],
];
const statuses = [200, 200, 200, 204, 304, 400, 401, 403, 404, 409, 500, 502, 503];
const types = ['application/json', 'text/plain', 'text/html', 'application/octet-stream', ''];

describe('a hostile engine that answers by chance', function () {
  this.timeout(300_000);
  let server: Server;
  let engine: Engine;
  let random: () => number;
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      if (random() < 0.1) return void request.socket.destroy();
      const type = one(types);
      response.writeHead(one(statuses), type ? { 'Content-Type': type } : {});
      const body = one(pieces) + one(pieces);
      if (random() < 0.1) {
        response.write(body);
        return void setImmediate(() => request.socket.destroy());
      }
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    engine = createEngine(endpointOf(`tcp://127.0.0.1:${port}`), { patience: { first: 2000, quick: 2000 } });
  });
  afterEach(() => {
    engine.close();
    server.closeAllConnections();
    server.close();
  });

  const ask: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
    'lists of containers': (signal) => engine.containers.list(signal),
    'lists of images': (signal) => engine.images.list(signal),
    'lists of volumes': (signal) => engine.volumes.list(signal),
    'lists of networks': (signal) => engine.networks.list(signal),
    'stops, starts and removals': async (signal) => {
      await engine.containers.stop('a', signal);
      await engine.containers.start('a', signal);
      await engine.containers.remove('a', {}, signal);
    },
    pulls: (signal) => engine.images.pull('a:1', () => {}, signal),
    'followed logs': (signal) => engine.containers.followLogs('a', { tail: 10 }, () => {}, signal),
    stats: (signal) => engine.containers.stats('a', () => {}, signal),
    events: (signal) =>
      engine.events(
        () => {},
        () => {},
        signal,
      ),
  };

  for (const [what, work] of Object.entries(ask)) {
    it(`ends ${what} with an answer or a sentence`, async () => {
      random = randomNumbers(7);
      for (let i = 0; i < 300; i++) {
        const ending = new AbortController();
        const timer = setTimeout(() => ending.abort(new Error('It never ended.')), 10_000);
        try {
          await work(ending.signal);
        } catch (error) {
          assert.ok(isEngineError(error), `${what}, answer ${i}: ${error instanceof Error ? error.stack : error}`);
          assert.doesNotMatch(error.message, /is not a function|Cannot read|undefined|\[object/);
        } finally {
          clearTimeout(timer);
        }
      }
    });
  }
});
