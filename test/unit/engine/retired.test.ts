// Commands keep the engine that they began with while a person answers a question: it can be asked when the views have left it.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createEngine } from '../../../src/engine/dockerode/client.ts';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../../src/engine/engine.ts';

describe('an engine that was left', () => {
  let server: Server;
  let engine: Engine;

  beforeEach(async () => {
    server = createServer((_request, response) => response.setHeader('Content-Type', 'application/json').end('[]'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    engine = createEngine(
      resolveEndpoint({ env: { DOCKER_HOST: `tcp://127.0.0.1:${port}` }, dockerConfigFolder: '/nonexistent' }),
    );
    await engine.containers.list();
  });
  afterEach(() => {
    engine.close();
    server.closeAllConnections();
    server.close();
  });

  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };

  it('can still be asked, and keeps no connection afterwards', async () => {
    assert.equal(await connections(), 1);
    engine.retire();
    await until(async () => (await connections()) === 0);
    assert.deepEqual(await engine.containers.list(), []);
    await until(async () => (await connections()) === 0);
  });

  it('refuses once it is closed', async () => {
    engine.close();
    await assert.rejects(engine.containers.list(), { kind: 'connection-lost' });
  });
});
