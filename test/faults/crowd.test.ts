// Five thousand containers and images: read and kept within a few times of what it takes to read their lists at all.
import assert from 'node:assert/strict';
import { createServer, get, type Server } from 'node:http';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { watchInventory } from '../../src/engine/inventory.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { arrange, plainLayout } from '../../src/explorer/layout.ts';
import { endpointOf } from '../engine/engine-under-test.ts';

const many = 5000;
const id = (number: number) => number.toString(16).padStart(64, '0');
const containers = JSON.stringify(
  Array.from({ length: many }, (_, number) => ({
    ...{ Id: id(number), Names: [`/web-${number}`], Image: 'app:1', ImageID: `sha256:${id(1)}`, Command: 'sleep 1000' },
    ...{
      Created: 1_700_000_000 + number,
      State: 'running',
      Status: 'Up 3 minutes',
      Labels: { team: `t${number % 9}` },
    },
    ...{ Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8000 + number, Type: 'tcp' }], Mounts: [] },
    NetworkSettings: { Networks: { bridge: {} } },
  })),
);
const images = JSON.stringify(
  Array.from({ length: many }, (_, number) => ({
    ...{
      Id: `sha256:${id(number)}`,
      RepoTags: [`app:${number}`],
      RepoDigests: [],
      Size: number,
      Created: 1_700_000_000,
    },
    Labels: null,
  })),
);

describe('a crowd of five thousand containers', () => {
  let server: Server;
  let address: string;

  before(async () => {
    server = createServer(({ url = '' }, response) => {
      if (url.startsWith('/events')) return void response.writeHead(200).flushHeaders();
      response.end(url.startsWith('/containers') ? containers : url.startsWith('/images') ? images : '{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `tcp://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const plainly = (path: string) =>
    new Promise<unknown>((resolve) => {
      get(`${address.replace('tcp', 'http')}${path}`, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => resolve(JSON.parse(text)));
      });
    });
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const timed = async (work: () => Promise<unknown>) => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };

  it('is in rows after at most four times the time of the bare lists', async () => {
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < 7; round++) {
      bare.push(await timed(() => Promise.all([plainly('/containers/json'), plainly('/images/json')])));
      const inventory = watchInventory({ connect: async () => createEngine(endpointOf(address)), log: () => {} });
      ours.push(
        await timed(async () => {
          await inventory.lists();
          assert.equal(arrange(containerKind, inventory, plainLayout, Date.now()).length, many);
        }),
      );
      inventory.dispose();
    }
    assert.ok(median(ours) <= 4 * median(bare), `${median(ours).toFixed(0)} ms against ${median(bare).toFixed(0)} ms`);
  });
});
