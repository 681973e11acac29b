// What the tests of commands share: an engine of arrays that tells more than it was asked to remember, a person who
// answers from a script, and the commands' context of both.
import { Readable } from 'node:stream';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { createVolumeFiles } from '../../../src/container-files/volume-files.ts';
import type { ContainerDetails } from '../../../src/engine/container-api.ts';
import type { DiskUsage } from '../../../src/engine/disk-usage.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createEngines } from '../../../src/engine/engines.ts';
import type { ImageDetails } from '../../../src/engine/image-api.ts';
import { watchInventory } from '../../../src/engine/inventory.ts';
import type { Network } from '../../../src/engine/network-api.ts';
import type { Volume } from '../../../src/engine/volume-api.ts';
import { aContainer, anImage, createFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { type Answer, scriptedHost } from '../../support/scripted-host.ts';
import { testRegistries } from '../../support/test-registries.ts';

export const web = aContainer({ id: '1'.repeat(64), name: 'web' });
export const db = aContainer({ id: '2'.repeat(64), name: 'db', state: 'exited', exitCode: 0 });
export const app = anImage({ id: `sha256:${'a'.repeat(64)}`, tags: ['app:1'] });
export const lone = anImage({ id: `sha256:${'b'.repeat(64)}`, tags: ['lone:1', 'lone:2'] });

export interface Parts {
  answers?: Answer[];
  files?: { active?: string; found?: string[]; line?: string; folder?: string };
  /** Replaces parts of the engine's behaviour. */
  adapt?: (engine: Engine) => Engine;
}

const inventories: { dispose(): void }[] = [];

/** For `afterEach`. */
export function tearDown(): void {
  for (const inventory of inventories.splice(0)) inventory.dispose();
}

export function setUp({ answers = [], files = {}, adapt = (engine) => engine }: Parts = {}) {
  const fake = createFakeEngine({ containers: [web, db], images: [app, lone] });
  const inventory = watchInventory({ connect: async () => adapt(telling(fake)), log: () => undefined });
  const volumes = createVolumeFiles({ engine: () => inventory.engine(), log: () => undefined });
  const host = scriptedHost(answers, files, undefined, volumes);
  inventories.push(inventory);
  return {
    ...fake,
    host,
    services: {
      host,
      engines: createEngines(inventory),
      inventory,
      builds: memoryBuilds(),
      registries: testRegistries(),
      equivalents: createEquivalents(),
    },
  };
}

/** Containers whose details tests look at. */
export const details: ContainerDetails = {
  id: web.id,
  name: web.name,
  state: 'running',
  running: true,
  exitCode: undefined,
  outOfMemory: false,
  tty: true,
  openStdin: true,
  startedAt: 1_700_000_000_000,
  finishedAt: undefined,
  restartCount: 0,
  error: '',
  image: 'app:1',
  imageId: app.id,
  command: ['sh'],
  entrypoint: [],
  workingDirectory: '',
  user: '',
  environment: [],
  labels: {},
  mounts: [],
  ports: [],
  networks: [],
  restartPolicy: 'no',
  autoRemove: false,
  health: undefined,
  raw: {},
};

const network: Network = {
  id: 'n'.repeat(64),
  name: 'bridge',
  driver: 'bridge',
  scope: 'local',
  subnets: [],
  internal: false,
  createdAt: 0,
  labels: {},
  predefined: true,
};

const data: Volume = {
  name: 'data',
  driver: 'local',
  mountpoint: '/var/lib/docker/volumes/data/_data',
  createdAt: undefined,
  labels: {},
  anonymous: false,
};
/** One with a name, one without. */
const volumes = [data, { ...data, name: 'f'.repeat(64), anonymous: true }];

/** The fake engine with an answer to everything that commands ask; calls are kept with all that was asked. */
function telling({ engine, calls, containers, images, process }: FakeEngine): Engine {
  const called = async <T>(name: string, asked: unknown, answer: T): Promise<T> => {
    calls.push(asked === undefined ? name : `${name} ${JSON.stringify(asked)}`);
    return answer;
  };
  const usage = (): DiskUsage => ({
    layers: images.reduce((sum, { size }) => sum + size, 0),
    images: images.map(({ id, size }) => ({ id, size, sharedSize: 1_000_000, containers: 0 })),
    containers: containers.map(({ id, state }) => ({ id, size: 2_000_000, running: state === 'running' })),
    volumes: volumes.map(({ name }) => ({ name, size: 5_000_000, references: 0 })),
    buildCache: 0,
    buildCacheReclaimable: 0,
  });
  return {
    ...engine,
    diskUsage: () => called('diskUsage', undefined, usage()),
    networks: {
      list: async () => [network, { ...network, id: 'b', name: 'backend', predefined: false }],
      inspect: (id) => called(`network inspect ${id}`, undefined, { raw: { Id: id }, containers: [] }),
      create: (request) => called('network create', request, 'new'),
      connect: (id, container, endpoint) => called(`network connect ${id} ${container}`, endpoint, undefined),
      disconnect: (id, container) => called(`network disconnect ${id} ${container}`, undefined, undefined),
      remove: (id) => called(`network remove ${id}`, undefined, undefined),
    },
    volumes: {
      list: async () => volumes,
      helpers: async () => [],
      inspect: (name) => called(`volume inspect ${name}`, undefined, { raw: { Name: name } }),
      create: (request) => called('volume create', request, data),
      remove: (name) => called(`volume remove ${name}`, undefined, undefined),
    },
    containers: {
      ...engine.containers,
      inspect: async (id, signal) => ({ ...details, ...(await engine.containers.inspect(id, signal)) }),
      create: async (request, signal) => {
        calls.push(`request ${JSON.stringify(request)}`);
        return engine.containers.create(request, signal);
      },
      stop: async (id, signal, seconds) => {
        if (seconds !== undefined) calls.push(`seconds ${seconds}`);
        return engine.containers.stop(id, signal);
      },
      remove: async (id, options, signal) => {
        if (options?.volumes) calls.push(`volumes ${id}`);
        return engine.containers.remove(id, options, signal);
      },
      kill: (id, name) => called(`kill ${id} ${name}`, undefined, undefined),
      pause: (id) => called(`pause ${id}`, undefined, undefined),
      unpause: (id) => called(`unpause ${id}`, undefined, undefined),
      rename: (id, name) => called(`rename ${id} ${name}`, undefined, undefined),
      startAttached: async (id, _size, signal) => {
        await engine.containers.start(id, signal);
        return called(`startAttached ${id}`, undefined, process.stream);
      },
      exec: (id, request) => called(`exec ${id}`, request, process.stream),
      shells: async () => ['/bin/sh'],
      readLogs: async (id, request, onOutput) => {
        await called(`readLogs ${id}`, request, undefined);
        const name = containers.find((each) => each.id === id)?.name;
        const second = name === 'web' ? 1 : 2;
        const time = request.timestamps ? `2026-01-01T00:00:0${second}.000000000Z ` : '';
        await onOutput(`${time}${name} says\n`, 'stdout');
        await onOutput(`${time.replace(':00:0', ':01:0')}${name} complains\n`, 'stderr');
      },
      commit: (id, request) => called(`commit ${id}`, request, `sha256:${'e'.repeat(64)}`),
      exportFiles: async (id) => called(`exportFiles ${id}`, undefined, Readable.from([Buffer.from('files')])),
    },
    images: {
      ...engine.images,
      inspect: async (reference, signal) => {
        const told = { ...imageDetails, ...(await engine.images.inspect(reference, signal)) };
        return { ...told, layers: [`sha256:${told.id.slice(-1).repeat(64)}`] };
      },
      pull: async (reference, onProgress, signal, options) => {
        if (options && Object.keys(options).length > 0) calls.push(`pull options ${JSON.stringify(options)}`);
        return engine.images.pull(reference, onProgress, signal);
      },
      history: async () => [{ id: undefined, createdAt: 0, createdBy: 'CMD ["sh"]', size: 0, tags: [], comment: '' }],
      save: (references) => called('save', references, Readable.from([Buffer.from('archive')])),
      load: async (archive) => called('load', Buffer.concat(await archive.toArray()).toString(), ['loaded:1']),
      importFiles: async (archive, request) => {
        await archive.toArray();
        return called('importFiles', request, `sha256:${'f'.repeat(64)}`);
      },
      search: (term) =>
        called(`search ${term}`, undefined, [
          { name: 'nginx', description: 'A web server', stars: 20_000, official: true },
        ]),
    },
  };
}

const imageDetails: ImageDetails = {
  id: app.id,
  tags: [],
  size: 0,
  exposedPorts: [],
  digests: [],
  createdAt: 1_700_000_000_000,
  platform: 'linux/amd64',
  platforms: ['linux/amd64'],
  author: '',
  command: [],
  entrypoint: [],
  environment: [],
  workingDirectory: '',
  user: '',
  volumes: [],
  labels: {},
  layers: [],
  raw: {},
};

/** Commands for an image that EXPOSEs 80. */
export const exposing80 = (engine: Engine): Engine => ({
  ...engine,
  images: {
    ...engine.images,
    inspect: async (...given) => ({
      ...(await engine.images.inspect(...given)),
      exposedPorts: [{ port: 80, protocol: 'tcp' }],
    }),
  },
});

/** Waits for what other promises bring about. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
