// What is changed of a container while it is there counts as its options: limits, the restart policy, networks.
import assert from 'node:assert/strict';
import { changeableOptions, withChanges } from '../../../src/commands/running/changed-options.ts';
import { keepMadeFrom } from '../../../src/commands/running/keep-made-from.ts';
import {
  differingOptions,
  madeFrom,
  noteChanges,
  noteMadeFrom,
  otherOptionsOf,
} from '../../../src/commands/running/made-from.ts';
import { rememberLast } from '../../../src/commands/running/memory.ts';
import { type OtherOptionsWatch, watchOtherOptions } from '../../../src/commands/running/other-options.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { EngineError } from '../../../src/errors.ts';
import { settled } from '../../support/fake-clock.ts';
import { setUp, tearDown, web } from './set-up.ts';

const mega = 1024 ** 2;

/** As engines tell a container. */
const told = (host: object = {}, networks: Record<string, object> = { bridge: {} }) => ({
  Id: web.id,
  HostConfig: {
    Memory: 0,
    NanoCpus: 0,
    PidsLimit: null,
    RestartPolicy: { Name: 'no' },
    NetworkMode: 'default',
    ...host,
  },
  NetworkSettings: { Networks: networks },
});
const madeWith = (values: object) => ({ values: { ...values }, command: [], environmentNames: [] });
const afterwards = (made: Parameters<typeof withChanges>[0], had: unknown, has: unknown) =>
  withChanges(made, changeableOptions(had), changeableOptions(has));

describe('options that were changed while the container is there', () => {
  it('are those of limits that the engine has otherwise now, and no others', () => {
    const made = { memory: ['0.25g'], 'cap-add': ['NET_ADMIN'] };
    const had = told({ Memory: 256 * mega, MemorySwap: 512 * mega });
    assert.deepEqual(afterwards(made, had, had), made);
    assert.deepEqual(afterwards(made, had, told({ Memory: 512 * mega, MemorySwap: 1024 * mega })), {
      ...made,
      memory: ['512m'],
    });
    const all = told({ Memory: 256 * mega, MemorySwap: -1, NanoCpus: 5e8, RestartPolicy: { Name: 'always' } });
    assert.deepEqual(afterwards(made, had, all), {
      ...made,
      'memory-swap': ['-1'],
      cpus: ['0.5'],
      restart: ['always'],
    });
    // What the engine adds by itself is there before and after.
    const odd = told({ Memory: 256 * mega, MemorySwap: -1 });
    assert.deepEqual(afterwards(made, odd, told({ Memory: 512 * mega, MemorySwap: -1 })), {
      ...made,
      memory: ['512m'],
    });
    assert.deepEqual(afterwards({ restart: ['always'] }, told({ RestartPolicy: { Name: 'always' } }), told()), {});
    assert.deepEqual(afterwards({}, told(), told({ PidsLimit: -1 })), {});
  });

  it('are the networks that it joined and left', () => {
    const both = told({}, { bridge: {}, back: { Aliases: ['db', web.id.slice(0, 12)] } });
    assert.deepEqual(afterwards({}, told(), both), { network: ['bridge', 'name=back,alias=db'] });
    assert.deepEqual(afterwards({}, both, told()), { network: ['bridge'] });
    assert.deepEqual(afterwards({}, told(), told()), {});
    const made = { network: ['name=front,alias=web', 'back'], 'network-alias': ['www'], ip: ['10.0.0.9'] };
    const had = told({ NetworkMode: 'front' }, { front: { Aliases: ['web', 'www'] }, back: {} });
    assert.deepEqual(afterwards(made, had, told({}, { front: {}, back: {} })), made);
    assert.deepEqual(afterwards(made, had, told({}, { front: {}, late: {} })), {
      ...made,
      network: ['name=front,alias=web', 'late'],
    });
    // What stood for the first network goes with it.
    assert.deepEqual(afterwards(made, had, told({}, { back: {} })), { network: ['back'] });
    assert.deepEqual(afterwards(made, had, told({}, {})), { network: ['none'] });
    assert.deepEqual(afterwards({ network: ['default'] }, told(), told({}, { back: {} })), { network: ['back'] });
  });

  it('are the same in other words', () => {
    const words = (one: object, other: object) =>
      differingOptions(madeWith(one), madeWith(other)).map((each) => each.words);
    assert.deepEqual(words({ memory: ['0.5g'], cpus: ['1.50'] }, { memory: ['512m'], cpus: ['1.5'] }), []);
    assert.deepEqual(words({ restart: ['no'] }, {}), []);
    assert.deepEqual(words({ 'pids-limit': ['-1'] }, {}), []);
    assert.deepEqual(words({ memory: ['512m'], 'memory-swap': ['1g'] }, { memory: ['512m'] }), []);
    assert.deepEqual(words({ memory: ['512m'], 'memory-swap': ['2g'] }, { memory: ['512m'] }), ['--memory-swap']);
  });

  it('are nothing, whatever an engine tells', () => {
    const nothing = { limits: {}, networks: {} };
    for (const raw of [{}, { HostConfig: null }, { NetworkSettings: { Networks: null } }])
      assert.deepEqual(changeableOptions(raw), nothing);
    assert.deepEqual(changeableOptions({ NetworkSettings: { Networks: { a: null } } }).networks, { a: 'a' });
  });
});

describe('a container that is changed', () => {
  afterEach(tearDown);

  /** Made with 256 MB from options that are saved for the next run. */
  async function changed() {
    let raw: unknown = told({ Memory: 256 * mega, MemorySwap: 512 * mega });
    let failure: EngineError | undefined;
    let looks = 0;
    const adapt = (engine: Engine): Engine => ({
      ...engine,
      containers: {
        ...engine.containers,
        inspect: async (id, signal) => {
          looks++;
          if (failure) throw failure;
          return { ...(await engine.containers.inspect(id, signal)), raw };
        },
      },
    });
    const test = setUp({ adapt });
    const engine = await test.services.inventory.engine();
    const image = { engine: engine.id, reference: 'app:1' };
    const save = (values: object) => rememberLast(test.host, image, madeWith(values), undefined);
    await save({ memory: ['0.25g'] });
    await noteMadeFrom(test.host, engine, web.id, { reference: 'app:1', run: madeWith({ memory: ['0.25g'] }) });
    looks = 0;
    return {
      ...test,
      engine,
      save,
      looks: () => looks,
      become: (next: unknown) => {
        raw = next;
      },
      fail: (next: EngineError | undefined) => {
        failure = next;
      },
      words: () => otherOptionsOf(test.host, engine.id, web.id)?.differences.map((each) => each.words),
      kept: (id = web.id) => madeFrom(test.host, engine.id, id)?.run.values,
    };
  }
  const more = told({ Memory: 512 * mega, MemorySwap: 1024 * mega });

  it('has other options than the saved ones, until those are the same, and back', async () => {
    const { host, engine, become, words, save, kept } = await changed();
    assert.equal(words(), undefined);
    become(more);
    await noteChanges(host, engine, web.id);
    assert.deepEqual(words(), ['--memory']);
    assert.deepEqual(kept(), { memory: ['512m'] });
    await save({ memory: ['512m'] });
    assert.equal(words(), undefined);
    become(told({ Memory: 256 * mega, MemorySwap: 512 * mega }));
    await noteChanges(host, engine, web.id);
    assert.deepEqual(words(), ['--memory']);
    await save({ memory: ['0.25g'] });
    assert.equal(words(), undefined);
    assert.deepEqual(kept(), { memory: ['0.25g'] });
  });

  it('is looked at when the engine tells of it, and no other is', async () => {
    const { host, services, emit, become, words, looks } = await changed();
    const keeping = keepMadeFrom(host.memory, services.inventory);
    become(more);
    emit('container', 'update', web.id);
    await settled();
    assert.deepEqual(words(), ['--memory']);
    become(told({ Memory: 512 * mega, MemorySwap: 1024 * mega }, { bridge: {}, back: {} }));
    emit('network', 'connect', 'n'.repeat(64), { container: web.id });
    await settled();
    assert.deepEqual(words(), ['--network', '--memory']);
    assert.equal(looks(), 2);
    emit('container', 'update', '9'.repeat(64));
    emit('container', 'rename', web.id);
    await settled();
    assert.equal(looks(), 2);
    keeping.dispose();
    emit('container', 'update', web.id);
    await settled();
    assert.equal(looks(), 2);
  });

  it('is looked at once where nobody listened and it would be said to differ', async () => {
    const { host, services, become, words, save, looks } = await changed();
    const keeping = keepMadeFrom(host.memory, services.inventory);
    become(more);
    await services.inventory.lists();
    assert.equal(looks(), 0);
    await save({ memory: ['512m'] });
    await settled();
    assert.equal(words(), undefined);
    assert.equal(looks(), 1);
    await save({ memory: ['1g'] });
    await save({ memory: ['2g'] });
    await settled();
    assert.deepEqual(words(), ['--memory']);
    assert.equal(looks(), 1);
    keeping.dispose();
  });

  it('is looked at when its row comes after what is remembered of it', async () => {
    const { host, services, containers, engine, emit, become, save, looks, kept } = await changed();
    await services.inventory.lists();
    const late = { ...web, id: '9'.repeat(64) };
    containers.push(late);
    await noteMadeFrom(host, engine, late.id, { reference: 'app:1', run: madeWith({ memory: ['0.25g'] }) });
    const keeping = keepMadeFrom(host.memory, services.inventory);
    become(more);
    await save({ memory: ['512m'] });
    await settled();
    const before = looks();
    const listed = new Promise<void>((resolve) => {
      services.inventory.onDidChange(() => services.inventory.containers.some(({ id }) => id === late.id) && resolve());
    });
    emit('container', 'create', late.id);
    await listed;
    await settled();
    assert.equal(looks(), before + 1);
    assert.deepEqual(kept(late.id), { memory: ['512m'] });
    keeping.dispose();
  });

  it('stays as it was seen last if the engine does not answer, or it is gone', async () => {
    const { host, services, engine, emit, become, words, fail } = await changed();
    const keeping = keepMadeFrom(host.memory, services.inventory);
    become(more);
    for (const kind of ['not-found', 'connection-lost'] as const) {
      fail(new EngineError(kind, 'away'));
      emit('container', 'update', web.id);
      await settled();
      assert.equal(words(), undefined);
    }
    fail(undefined);
    emit('container', 'update', web.id);
    await settled();
    assert.deepEqual(words(), ['--memory']);
    keeping.dispose();
    await noteChanges(host, engine, '9'.repeat(64));
  });
});

describe('other options in the view of containers', () => {
  afterEach(tearDown);

  const noLog = (line: string) => assert.fail(line);
  const saysLater = (watch: OtherOptionsWatch) =>
    new Promise<void>((resolve) => {
      watch.onDidChange(() => watch.of(web) && resolve());
    });
  const made = { reference: 'app:1', run: madeWith({ memory: ['0.25g'] }) };

  it('are read once something is kept of a container, and told', async () => {
    const { host, services } = setUp();
    const engine = await services.inventory.engine();
    await services.inventory.lists();
    const watch = watchOtherOptions(host.memory, services.inventory, noLog);
    const image = { engine: engine.id, reference: 'app:1' };
    await rememberLast(host, image, madeWith({ memory: ['0.5g'] }), undefined);
    assert.equal(watch.of(web), undefined);
    const told = saysLater(watch);
    await noteMadeFrom(host, engine, web.id, made);
    await told;
    assert.deepEqual(watch.of(web), { differences: '--memory', name: 'app:1' });
    watch.dispose();
  });

  it('are read of what was kept before, once the engine is known', async () => {
    const { host, services } = setUp();
    const other = setUp();
    const engine = await other.services.inventory.engine();
    await rememberLast(host, { engine: engine.id, reference: 'app:1' }, madeWith({}), undefined);
    await noteMadeFrom(host, engine, web.id, made);
    const watch = watchOtherOptions(host.memory, services.inventory, noLog);
    assert.equal(watch.of(web), undefined);
    const told = saysLater(watch);
    await services.inventory.lists();
    await told;
    assert.equal(watch.of(web)?.differences, '--memory');
    watch.dispose();
  });

  it('are not kept true where nobody wants them any more', async () => {
    const { host, services, emit } = setUp();
    const engine = await services.inventory.engine();
    await services.inventory.lists();
    await noteMadeFrom(host, engine, web.id, made);
    const watch = watchOtherOptions(host.memory, services.inventory, noLog);
    let told = 0;
    watch.onDidChange(() => told++);
    watch.dispose();
    // Until it is loaded.
    await import('../../../src/commands/running/keep-made-from.ts');
    await settled();
    emit('container', 'update', web.id);
    await settled();
    assert.equal(told, 0);
  });
});
