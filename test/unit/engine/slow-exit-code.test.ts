// A busy engine ends the output of a process seconds before it knows the exit code: that is no lost connection.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine } from '../../../src/engine/dockerode/client.ts';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';

describe('the exit code of a process in a container', () => {
  it('is waited for longer than the end of its output', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      request.resume();
      const state = () => (++asked < 8 ? { Running: true, ExitCode: null } : { Running: false, ExitCode: 7, Pid: 1 });
      response.end(JSON.stringify(request.method === 'POST' ? { Id: 'e' } : state()));
    }).on('upgrade', (_request, socket) =>
      socket.end('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nsaid'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const engine = createEngine(resolveEndpoint({ env, dockerConfigFolder: '/nonexistent' }));
    try {
      const stream = await engine.containers.exec('c', { command: ['true'] }, undefined);
      assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 7 });
    } finally {
      engine.close();
      server.closeAllConnections();
      server.close();
    }
  }).timeout(15_000);
});
