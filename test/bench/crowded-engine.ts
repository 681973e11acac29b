// An engine that has thousands of containers and images to list and can do nothing else: what the views of an editor
// ask for, without the hours that it would take to make so many.
import { createServer } from 'node:http';
import { containerAnswer } from './row-memory.ts';

export interface CrowdedEngine {
  readonly last: { readonly id: string; readonly name: string };
  close(): Promise<void>;
}

export function crowdedEngine(socketPath: string, containers: number, images: number): Promise<CrowdedEngine> {
  const lists: Record<string, string> = {
    '/containers/json': `[${numbers(containers).map(containerAnswer).join()}]`,
    '/images/json': `[${numbers(images).map(imageAnswer).join()}]`,
  };
  const facts: Record<string, unknown> = {
    '/_ping': 'OK',
    '/info': { ID: 'crowded', Name: 'crowded', DockerRootDir: '/var/lib/docker' },
    '/version': { Version: '28.0.0', ApiVersion: '1.48', Os: 'linux' },
    '/volumes': { Volumes: [], Warnings: null },
    '/networks': [],
  };
  const answered = new Set<string>();
  const server = createServer(({ url = '' }, answer) => {
    const path = (url.split('?')[0] ?? '').replace(/^\/v[\d.]+/, '');
    if (path === '/events') {
      answer.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      return;
    }
    const list = lists[path];
    if (list !== undefined) {
      answer.on('finish', () => answered.add(path));
      answer.end(list);
    } else if (path === '/bench/answered') answer.end(String(answered.size));
    else if (path in facts) answer.end(typeof facts[path] === 'string' ? facts[path] : JSON.stringify(facts[path]));
    else answer.writeHead(404).end(JSON.stringify({ message: `nothing at ${path}` }));
  });
  const { Id, Names }: { Id: string; Names: string[] } = JSON.parse(containerAnswer(containers - 1));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () =>
      resolve({
        last: { id: Id, name: String(Names[0]).slice(1) },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

function numbers(end: number): number[] {
  return Array.from({ length: end }, (_, index) => index);
}

function imageAnswer(number: number): string {
  const id = `sha256:${number.toString(16).padStart(64, '0')}`;
  const name = `registry.example.org/team/service-${number}`;
  return JSON.stringify({
    Id: id,
    ParentId: '',
    RepoTags: [`${name}:1.${number}`, `${name}:latest`],
    RepoDigests: [`${name}@${id}`],
    Created: 1_700_000_000 + number,
    Size: 100_000_000 + number,
    SharedSize: -1,
    VirtualSize: 100_000_000 + number,
    Labels: { 'org.opencontainers.image.source': `https://git.example.org/team/service-${number}` },
    Containers: -1,
  });
}
