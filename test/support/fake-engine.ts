// An engine of arrays for tests: what it has can be changed at will, what happens is emitted by hand, and every call is
// noted. Behaves as the Engine interface says, as far as tests without an engine need it.
import { Readable } from 'node:stream';
import type { Container, ContainerDetails } from '../../src/engine/container-api.ts';
import type { Engine, EngineEvent } from '../../src/engine/engine.ts';
import type { Image, ImageDetails } from '../../src/engine/image-api.ts';
import type { Network } from '../../src/engine/network-api.ts';
import type { ProcessEnd, ProcessStream } from '../../src/engine/process-stream.ts';
import type { Volume } from '../../src/engine/volume-api.ts';
import { EngineError } from '../../src/errors.ts';

export interface FakeEngine {
  readonly engine: Engine;
  /** What the engine has; change them in place. */
  readonly containers: Container[];
  readonly images: Image[];
  readonly volumes: Volume[];
  readonly networks: Network[];
  /** `containers.list`, `containers.get <id>`, `images.remove <reference>` … in the order of the calls. */
  readonly calls: string[];
  /** Tells everybody who listens to events. */
  emit(type: string, action: string, id: string, attributes?: Record<string, string>): void;
  /** From now on every call rejects with it; undefined: works again. */
  failWith(error: EngineError | undefined): void;
  /** Breaks the connections of all who listen to events. */
  lose(error?: EngineError): void;
  /** How many listen to events at the moment. */
  listening(): number;
  /** How many look at the engine at the moment. */
  attending(): number;
  /** What attach and exec answer: one process for all. */
  readonly process: FakeProcess;
}

export interface FakeProcess {
  readonly stream: ProcessStream;
  readonly written: string[];
  readonly sizes: [columns: number, rows: number][];
  output(text: string, from?: 'stdout' | 'stderr'): void;
  end(end: ProcessEnd): void;
}

export function aContainer(fields: Partial<Container> = {}): Container {
  const id = fields.id ?? 'c'.repeat(64);
  return {
    id,
    name: `name-${id.slice(0, 4)}`,
    image: 'app:1',
    imageId: `sha256:${'a'.repeat(64)}`,
    command: 'sleep 1000',
    state: 'running',
    createdAt: 1_700_000_000_000,
    ports: [],
    labels: {},
    networks: [],
    volumes: [],
    ...fields,
  };
}

export function anImage(fields: Partial<Image> = {}): Image {
  return {
    id: `sha256:${'a'.repeat(64)}`,
    tags: ['app:1'],
    digests: [],
    size: 4_000_000,
    createdAt: 1_700_000_000_000,
    labels: {},
    ...fields,
  };
}

export function aVolume(fields: Partial<Volume> = {}): Volume {
  const name = fields.name ?? 'data';
  return {
    name,
    driver: 'local',
    mountpoint: `/var/lib/docker/volumes/${name}/_data`,
    createdAt: 1_700_000_000_000,
    labels: {},
    anonymous: false,
    ...fields,
  };
}

export function aNetwork(fields: Partial<Network> = {}): Network {
  return {
    id: 'e'.repeat(64),
    name: 'bridge',
    driver: 'bridge',
    scope: 'local',
    subnets: ['172.17.0.0/16'],
    internal: false,
    createdAt: 1_700_000_000_000,
    labels: {},
    predefined: true,
    ...fields,
  };
}

export function createFakeEngine(
  has: {
    containers?: Container[];
    images?: Image[];
    volumes?: Volume[];
    networks?: Network[];
    /** As `ImageApi.pulledNames` answers. */
    pulled?: readonly string[];
    /** Of the engine itself. */
    id?: string;
  } = {},
): FakeEngine {
  const volumes = has.volumes ?? [];
  const networks = has.networks ?? [];
  const containers = has.containers ?? [];
  const images = has.images ?? [];
  const calls: string[] = [];
  let attending = 0;
  const listeners = new Set<{ onEvent: (event: EngineEvent) => void; fail: (error: EngineError) => void }>();
  const process = createFakeProcess(true);
  let failure: EngineError | undefined;
  let created = 0;

  async function call<T>(name: string, signal: AbortSignal | undefined, answer: () => T): Promise<T> {
    calls.push(name);
    signal?.throwIfAborted();
    if (failure) throw failure;
    return answer();
  }

  function emit(type: string, action: string, id: string, attributes: Record<string, string> = {}): void {
    for (const { onEvent } of [...listeners]) onEvent({ type, action, id, timeNano: '0', attributes });
  }

  function indexOf(id: string): number {
    const index = containers.findIndex((container) => container.id === id || container.name === id);
    if (index < 0) throw new EngineError('not-found', `There is no container "${id}" any more.`);
    return index;
  }

  function setState(id: string, fields: Partial<Container>): void {
    const index = indexOf(id);
    containers[index] = aContainer({ ...containers[index], ...fields });
  }

  function imageOf(reference: string): Image {
    const image = images.find(({ id, tags }) => id === reference || tags.includes(reference));
    if (!image) throw new EngineError('not-found', `There is no image "${reference}" on this engine.`);
    return image;
  }

  function addImage(reference: string | undefined): string {
    const id = `sha256:${String(++created).padStart(64, '0')}`;
    images.push(anImage({ id, tags: reference === undefined ? [] : [reference] }));
    emit('image', 'tag', id);
    return id;
  }

  function volumeAt(name: string): number {
    const index = volumes.findIndex((volume) => volume.name === name);
    if (index < 0) throw new EngineError('not-found', `There is no volume "${name}" any more.`);
    return index;
  }

  function networkAt(id: string): number {
    const index = networks.findIndex((network) => network.id === id || network.name === id);
    if (index < 0) throw new EngineError('not-found', `There is no network "${id}" any more.`);
    return index;
  }

  /** Its containers have no files. */
  function noFile(container: string, path: string): never {
    indexOf(container);
    throw new EngineError('not-found', `"${path}" does not exist in the container.`);
  }

  function change(id: string, fields: Partial<Container>, action: string): void {
    setState(id, fields);
    emit('container', action, id);
  }

  const engine: Engine = {
    id: has.id ?? 'fa4e00000000',
    address: 'fake://engine',
    hostName: 'localhost',
    containers: {
      list: (signal) => call('containers.list', signal, () => [...containers]),
      get: (id, signal) => call(`containers.get ${id}`, signal, () => containers.find((each) => each.id === id)),
      inspect: (id, signal) =>
        call(`containers.inspect ${id}`, signal, () => {
          return containerDetails(aContainer(containers[indexOf(id)]));
        }),
      create: ({ image, name, ...rest }, signal) =>
        call(`containers.create ${image}`, signal, () => {
          const { id: imageId } = imageOf(image);
          if (containers.some((each) => each.name === name)) {
            throw new EngineError('name-in-use', `A container named "${name}" exists already.`);
          }
          const id = String(++created).padStart(64, 'f');
          const labels = rest.labels ?? {};
          const fields = { id, image, imageId, labels, state: 'created' as const };
          containers.unshift(aContainer(name === undefined ? fields : { ...fields, name }));
          emit('container', 'create', id);
          return id;
        }),
      update: (id, resources, signal) => call(`containers.update ${id} ${JSON.stringify(resources)}`, signal, () => []),
      start: (id, signal) => call(`containers.start ${id}`, signal, () => change(id, { state: 'running' }, 'start')),
      stop: (id, signal) =>
        call(`containers.stop ${id}`, signal, () => change(id, { state: 'exited', exitCode: 0 }, 'die')),
      restart: (id, signal) =>
        call(`containers.restart ${id}`, signal, () => change(id, { state: 'running' }, 'restart')),
      kill: (id, name, signal) =>
        call(`containers.kill ${id} ${name}`, signal, () => change(id, { state: 'exited', exitCode: 137 }, 'die')),
      pause: (id, signal) => call(`containers.pause ${id}`, signal, () => change(id, { state: 'paused' }, 'pause')),
      unpause: (id, signal) =>
        call(`containers.unpause ${id}`, signal, () => change(id, { state: 'running' }, 'unpause')),
      rename: (id, name, signal) =>
        call(`containers.rename ${id} ${name}`, signal, () => change(id, { name }, 'rename')),
      remove: (id, _options, signal) =>
        call(`containers.remove ${id}`, signal, () => {
          containers.splice(indexOf(id), 1);
          emit('container', 'destroy', id);
        }),
      attach: (id, _size, signal) => call(`containers.attach ${id}`, signal, () => process.stream),
      startAttached: (id, _size, signal) =>
        call(`containers.startAttached ${id}`, signal, () => {
          change(id, { state: 'running' }, 'start');
          return process.stream;
        }),
      exec: (id, { command }, _size, signal) =>
        call(`containers.exec ${id} ${command.join(' ')}`, signal, () => process.stream),
      shells: (id, signal) => call(`containers.shells ${id}`, signal, () => ['sh']),
      followLogs: async (id, { timestamps }, onOutput, signal) => {
        await call(`containers.followLogs ${id}`, signal, () => undefined);
        await onOutput(`${timestamps ? '2026-01-01T00:00:00.000000000Z ' : ''}a line of the log\n`, 'stdout');
        await aborted(signal);
      },
      readLogs: async (id, { timestamps }, onOutput, signal) => {
        await call(`containers.readLogs ${id}`, signal, () => indexOf(id));
        await onOutput(`${timestamps ? '2026-01-01T00:00:00.000000000Z ' : ''}a line of the log\n`, 'stdout');
      },
      stats: async (id, _onSample, signal) => {
        await call(`containers.stats ${id}`, signal, () => indexOf(id));
        await aborted(signal);
      },
      processes: (id, signal) =>
        call(`containers.processes ${id}`, signal, () => {
          const { command } = aContainer(containers[indexOf(id)]);
          return { titles: ['PID', 'CMD'], rows: [['1', command]] };
        }),
      changes: (id, signal) =>
        call(`containers.changes ${id}`, signal, () => {
          indexOf(id);
          return [];
        }),
      commit: (id, { reference }, signal) =>
        call(`containers.commit ${id} ${reference ?? ''}`.trimEnd(), signal, () => {
          indexOf(id);
          return addImage(reference);
        }),
      exportFiles: (id, signal) =>
        call(`containers.exportFiles ${id}`, signal, () => {
          indexOf(id);
          return Readable.from([Buffer.from('files')]);
        }),
    },
    images: {
      list: (signal) => call('images.list', signal, () => [...images]),
      inspect: (reference, signal) =>
        call(`images.inspect ${reference}`, signal, () => {
          return imageDetails(imageOf(reference));
        }),
      pull: (reference, onProgress, signal) =>
        call(`images.pull ${reference}`, signal, () => {
          onProgress({ status: 'Pull complete' });
          images.push(anImage({ id: `sha256:${String(++created).padStart(64, '0')}`, tags: [reference] }));
          emit('image', 'pull', reference);
        }),
      push: (reference, onProgress, signal) =>
        call(`images.push ${reference}`, signal, () => {
          imageOf(reference);
          onProgress({ status: 'Pushed' });
          return `sha256:${'d'.repeat(64)}`;
        }),
      pushAll: (repository, onProgress, signal) =>
        call(`images.pushAll ${repository}`, signal, () => {
          const ofIt = images.flatMap(({ tags }) => tags).filter((tag) => tag.startsWith(`${repository}:`));
          onProgress({ status: 'Pushed' });
          return ofIt.map((tag) => ({ tag: tag.slice(repository.length + 1), digest: `sha256:${'d'.repeat(64)}` }));
        }),
      verifyCredential: (registry, credential, signal) =>
        call(`images.verifyCredential ${registry}`, signal, () => credential),
      tag: (reference, newReference, signal) =>
        call(`images.tag ${reference} ${newReference}`, signal, () => {
          const image = imageOf(reference);
          images[images.indexOf(image)] = { ...image, tags: [...image.tags, newReference] };
          emit('image', 'tag', image.id);
        }),
      remove: (reference, _options, signal) =>
        call(`images.remove ${reference}`, signal, () => {
          const image = imageOf(reference);
          const tags = image.tags.filter((tag) => tag !== reference && image.id !== reference);
          if (tags.length > 0) images[images.indexOf(image)] = { ...image, tags };
          else images.splice(images.indexOf(image), 1);
          emit('image', tags.length > 0 ? 'untag' : 'delete', image.id);
          return { untagged: [reference], deleted: tags.length > 0 ? [] : [image.id] };
        }),
      history: (reference, signal) =>
        call(`images.history ${reference}`, signal, () => {
          const { id, createdAt, size, tags } = imageOf(reference);
          return [{ id, createdAt, createdBy: 'CMD ["sh"]', size, tags, comment: '' }];
        }),
      save: (references, signal) =>
        call(`images.save ${references.join(' ')}`, signal, () => {
          references.forEach(imageOf);
          return Readable.from([Buffer.from('archive')]);
        }),
      load: async (archive, signal) => {
        await archive.toArray();
        return call('images.load', signal, () => {
          addImage('loaded:1');
          return ['loaded:1'];
        });
      },
      importFiles: async (archive, { reference }, signal) => {
        await archive.toArray();
        return call(`images.importFiles ${reference ?? ''}`.trimEnd(), signal, () => addImage(reference));
      },
      pulledNames: (signal) => call('images.pulledNames', signal, () => has.pulled ?? []),
      search: (term, signal) =>
        call(`images.search ${term}`, signal, () => [
          { name: term, description: `The official ${term}`, stars: 20_000, official: true },
        ]),
    },
    files: {
      stat: (container, path, signal) => call(`files.stat ${container} ${path}`, signal, () => noFile(container, path)),
      read: (container, path, signal) => call(`files.read ${container} ${path}`, signal, () => noFile(container, path)),
      remove: (container, path, signal) =>
        call(`files.remove ${container} ${path}`, signal, () => noFile(container, path)),
      write: async (container, folder, archive, signal) => {
        await archive.toArray();
        return call(`files.write ${container} ${folder}`, signal, () => void indexOf(container));
      },
    },
    volumes: {
      helpers: (signal) => call('volumes.helpers', signal, () => []),
      list: (signal) => call('volumes.list', signal, () => [...volumes]),
      inspect: (name, signal) => call(`volumes.inspect ${name}`, signal, () => ({ raw: volumes[volumeAt(name)] })),
      create: ({ name, driver = 'local', labels = {} }, signal) =>
        call(`volumes.create ${name}`, signal, () => {
          const volume = aVolume({ name, driver, labels });
          volumes.push(volume);
          emit('volume', 'create', name);
          return volume;
        }),
      remove: (name, signal) =>
        call(`volumes.remove ${name}`, signal, () => {
          volumes.splice(volumeAt(name), 1);
          emit('volume', 'destroy', name);
        }),
    },
    networks: {
      list: (signal) => call('networks.list', signal, () => [...networks]),
      inspect: (id, signal) =>
        call(`networks.inspect ${id}`, signal, () => ({ raw: networks[networkAt(id)], containers: [] })),
      create: ({ name, driver = 'bridge', internal = false, labels = {} }, signal) =>
        call(`networks.create ${name}`, signal, () => {
          const id = String(++created).padStart(64, '0');
          networks.push(aNetwork({ id, name, driver, internal, labels, predefined: false }));
          emit('network', 'create', id);
          return id;
        }),
      connect: (id, container, endpoint, signal) =>
        call(`networks.connect ${id} ${container} ${JSON.stringify(endpoint)}`, signal, () => undefined),
      disconnect: (id, container, signal) => call(`networks.disconnect ${id} ${container}`, signal, () => undefined),
      remove: (id, signal) =>
        call(`networks.remove ${id}`, signal, () => {
          networks.splice(networkAt(id), 1);
          emit('network', 'destroy', id);
        }),
    },
    buildCache: {
      list: (signal) => call('buildCache.list', signal, () => []),
      remove: (id, signal) => call(`buildCache.remove ${id}`, signal, () => 0),
    },
    diskUsage: (signal) =>
      call('diskUsage', signal, () => ({
        layers: images.reduce((sum, { size }) => sum + size, 0),
        images: images.map(({ id, size }) => ({
          id,
          size,
          sharedSize: 0,
          containers: containers.filter(({ imageId }) => imageId === id).length,
        })),
        containers: containers.map(({ id, state }) => ({ id, size: 0, running: state === 'running' })),
        volumes: volumes.map(({ name }) => ({ name, size: 0, references: 0 })),
        buildCache: 0,
        buildCacheReclaimable: 0,
      })),
    info: (signal) =>
      call('info', signal, () => ({
        id: 'FAKE',
        version: '20.10.24',
        apiVersion: '1.41',
        os: 'linux',
        platform: 'linux/amd64',
        name: 'fake',
        insecureRegistries: [],
        usualCgroupNamespace: 'private',
      })),
    events: async (onEvent, onConnected, signal) => {
      await call('events', signal, () => undefined);
      await new Promise<void>((resolve, reject) => {
        const listener = { onEvent, fail: reject };
        listeners.add(listener);
        signal.addEventListener('abort', () => {
          listeners.delete(listener);
          resolve();
        });
        onConnected();
      });
    },
    build: ({ tags }, onProgress, signal) =>
      call('build', signal, () => {
        onProgress({ kind: 'step', id: 'step', name: '[1/1] FROM base', state: 'done' });
        const image = anImage({ id: `sha256:${String(++created).padStart(64, '0')}`, tags });
        images.push(image);
        emit('image', 'tag', image.id);
        return { imageId: image.id, way: 'sync', tags, size: image.size };
      }),
    attend: () => {
      attending++;
      return () => void attending--;
    },
    openStreams: 0,
    close: () => void calls.push('close'),
    retire: () => void calls.push('retire'),
  };

  return {
    engine,
    containers,
    images,
    volumes,
    networks,
    calls,
    emit,
    failWith: (error) => {
      failure = error;
    },
    lose: (error = new EngineError('connection-lost', 'The engine stopped.')) => {
      for (const listener of [...listeners]) {
        listeners.delete(listener);
        listener.fail(error);
      }
    },
    listening: () => listeners.size,
    attending: () => attending,
    process,
  };
}

function containerDetails({ id, name, state, image, imageId, command, labels, ports }: Container): ContainerDetails {
  const running = state === 'running';
  return {
    id,
    name,
    state,
    running,
    exitCode: running ? undefined : 0,
    outOfMemory: false,
    tty: true,
    openStdin: true,
    startedAt: 1_700_000_000_000,
    finishedAt: running ? undefined : 1_700_000_060_000,
    restartCount: 0,
    error: '',
    image,
    imageId,
    command: command.split(' '),
    entrypoint: [],
    workingDirectory: '',
    user: '',
    environment: [],
    labels,
    mounts: [],
    ports,
    networks: [],
    restartPolicy: 'no',
    autoRemove: false,
    health: undefined,
    raw: {},
  };
}

function imageDetails(image: Image): ImageDetails {
  const { id, tags, digests, inDoubt, size, createdAt, labels, platforms = ['linux/amd64'] } = image;
  const [platform = ''] = platforms;
  return {
    id,
    tags,
    size,
    exposedPorts: [],
    digests,
    ...(inDoubt && { inDoubt }),
    createdAt,
    platform,
    platforms,
    author: '',
    command: [],
    entrypoint: [],
    environment: [],
    workingDirectory: '',
    user: '',
    volumes: [],
    labels,
    layers: [`sha256:${id.slice(-1).repeat(64)}`],
    raw: {},
  };
}

export function createFakeProcess(tty: boolean): FakeProcess {
  const written: string[] = [];
  const sizes: [number, number][] = [];
  const listeners: ((text: string, from: 'stdout' | 'stderr') => void)[] = [];
  let end: (end: ProcessEnd) => void = () => {};
  const ended = new Promise<ProcessEnd>((resolve) => {
    end = resolve;
  });
  return {
    written,
    sizes,
    output: (text, from = 'stdout') => {
      for (const listener of listeners) listener(text, from);
    },
    end: (how) => end(how),
    stream: {
      tty,
      input: 'once',
      detachKeys: 'ctrl-p,ctrl-q',
      onOutput: (listener) => void listeners.push(listener),
      write: (text) => void written.push(text),
      endInput: () => void written.push('<end of input>'),
      resize: async (columns, rows) => void sizes.push([columns, rows]),
      close: async () => end({ how: 'detached' }),
      ended,
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
