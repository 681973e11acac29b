// How much the heap grows by the containers of a huge engine and their rows, as the tree holds them.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { containerOf } from '../../src/engine/dockerode/container-models.ts';
import type { Inventory } from '../../src/engine/inventory.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { arrange, plainLayout } from '../../src/explorer/layout.ts';

/** Megabytes (1,000,000 bytes) still held after everything that can go has gone. */
export function memoryOfRows(count: number): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const held = rowsOf(count);
  const grown = heap() - before;
  // Used after the measuring, or it would be garbage in it.
  if (held.nodes.size !== count || held.containers.length !== count)
    throw new Error('Not every container has its row.');
  return grown / 1e6;
}

function rowsOf(count: number) {
  const containers = Array.from({ length: count }, (_, number) =>
    containerOf(JSON.parse(containerAnswer(number)), Date.now()),
  );
  const inventory = { containers, images: [] } as unknown as Inventory;
  const rows = arrange(containerKind, inventory, plainLayout, Date.now());
  // The tree's own: an element for each row that VS Code may hold on to, found by id.
  const nodes = new Map(rows.map((row) => [row.id, { row, children: [] }]));
  return { containers, nodes };
}

/** As the engine answers it: parsed from text, so that no two containers share a string. */
export function containerAnswer(number: number): string {
  const id = number.toString(16).padStart(64, '0');
  return JSON.stringify({
    Id: id,
    Names: [`/project-${number % 20}-service-${number}-1`],
    Image: `registry.example.org/team/service-${number}:1.${number}`,
    ImageID: `sha256:${id}`,
    Command: `/usr/local/bin/docker-entrypoint.sh service --number ${number}`,
    Created: 1_700_000_000 + number,
    State: number % 2 === 0 ? 'running' : 'exited',
    Status: number % 2 === 0 ? 'Up 3 minutes (healthy)' : 'Exited (137) 2 hours ago',
    Ports: [
      { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 10_000 + number, Type: 'tcp' },
      { IP: '::', PrivatePort: 80, PublicPort: 10_000 + number, Type: 'tcp' },
    ],
    Labels: {
      'com.docker.compose.project': `project-${number % 20}`,
      'com.docker.compose.service': `service-${number}`,
      'com.docker.compose.config-hash': id,
      'com.docker.compose.project.working_dir': `/home/somebody/projects/project-${number % 20}`,
      'org.opencontainers.image.source': `https://git.example.org/team/service-${number}`,
    },
    NetworkSettings: { Networks: { [`project-${number % 20}_default`]: {} } },
    Mounts: [{ Type: 'volume', Name: `project-${number % 20}_data-${number}` }],
  });
}
