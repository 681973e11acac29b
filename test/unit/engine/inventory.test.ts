import assert from 'node:assert/strict';
import { type Inventory, type InventoryChange, watchInventory } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';
import {
  aContainer,
  aNetwork,
  anImage,
  aVolume,
  createFakeEngine,
  type FakeEngine,
} from '../../support/fake-engine.ts';

const id = (letter: string) => letter.repeat(64);

describe('the inventory', () => {
  let clock: FakeClock;
  let fake: FakeEngine;
  let connects: number;
  let inventory: Inventory;
  let changes: InventoryChange[];
  let logged: string[];

  beforeEach(() => {
    clock = createFakeClock();
    fake = createFakeEngine({ containers: [aContainer({ id: id('a') })], images: [anImage()] });
    connects = 0;
    changes = [];
    logged = [];
    inventory = watchInventory({
      connect: async () => {
        connects++;
        return fake.engine;
      },
      log: (line) => logged.push(line),
      clock,
    });
    inventory.onDidChange((change) => changes.push(change));
  });

  afterEach(() => inventory.dispose());

  const connected = async () => {
    inventory.start();
    await settled();
    assert.equal(inventory.connection.state, 'connected');
    fake.calls.length = 0;
    changes.length = 0;
  };

  it('talks to nobody until it is asked', async () => {
    await clock.advance(60_000);
    assert.equal(inventory.connection.state, 'idle');
    assert.equal(connects, 0);
  });

  it('listens before it lists, and tells once that all is there', async () => {
    inventory.start();
    assert.equal(inventory.connection.state, 'connecting');
    await settled();
    assert.equal(inventory.connection.state, 'connected');
    assert.deepEqual(fake.calls, ['events', 'containers.list', 'images.list']);
    assert.deepEqual(inventory.containers, fake.containers);
    assert.deepEqual(inventory.images, fake.images);
    assert.deepEqual(changes, [
      { connection: true, containers: false, images: false, volumes: false, networks: false },
      { connection: true, containers: true, images: true, volumes: false, networks: false },
    ]);
  });

  it('does not poll while it is connected', async () => {
    await connected();
    await clock.advance(3_600_000);
    assert.deepEqual(fake.calls, []);
    assert.deepEqual(clock.waiting(), []);
  });

  it('asks only for the container that something happened to, once for a burst', async () => {
    await connected();
    fake.containers.unshift(aContainer({ id: id('b'), createdAt: 1_800_000_000_000, state: 'exited' }));
    for (const action of ['create', 'attach', 'start', 'die', 'stop']) fake.emit('container', action, id('b'));
    assert.deepEqual(fake.calls, []);
    await clock.advance(50);
    assert.deepEqual(fake.calls, [`containers.get ${id('b')}`]);
    assert.deepEqual(
      inventory.containers.map((container) => container.id),
      [id('b'), id('a')],
    );
    assert.deepEqual(changes, [
      { connection: false, containers: true, images: false, volumes: false, networks: false },
    ]);
  });

  it('drops a container that is gone', async () => {
    await connected();
    fake.containers.length = 0;
    fake.emit('container', 'destroy', id('a'));
    assert.deepEqual(inventory.containers, []);
    await clock.advance(100);
    // The event says it all.
    assert.deepEqual([inventory.containers, fake.calls], [[], []]);
  });

  it('keeps a container away that goes while a list is read that still has it', async () => {
    await connected();
    const list = fake.engine.containers.get;
    fake.engine.containers.get = async (...given) => {
      const found = await list(...given);
      fake.containers.length = 0;
      fake.emit('container', 'destroy', id('a'));
      return found;
    };
    fake.emit('container', 'start', id('a'));
    await clock.advance(100);
    assert.deepEqual(inventory.containers, []);
  });

  it('makes one list of a large burst', async () => {
    await connected();
    for (const letter of 'abcdef') fake.emit('container', 'start', id(letter));
    await clock.advance(100);
    assert.deepEqual(fake.calls, ['containers.list']);
  });

  it('lists images once for what happens to images', async () => {
    await connected();
    fake.images.push(anImage({ id: `sha256:${id('b')}`, tags: ['other:1'] }));
    fake.emit('image', 'tag', `sha256:${id('b')}`);
    fake.emit('image', 'untag', `sha256:${id('a')}`);
    await clock.advance(100);
    assert.deepEqual(fake.calls, ['images.list']);
    assert.equal(inventory.images.length, 2);
    assert.deepEqual(changes, [
      { connection: false, containers: false, images: true, volumes: false, networks: false },
    ]);
  });

  it('is not disturbed by what changes nothing', async () => {
    await connected();
    fake.emit('container', 'exec_create: sh -c true', id('a'));
    fake.emit('container', 'exec_die', id('a'));
    fake.emit('container', 'attach', id('a'));
    fake.emit('network', 'connect', id('c'));
    assert.deepEqual(clock.waiting(), []);
  });

  describe('of volumes and networks', () => {
    const quiet = { connection: false, containers: false, images: false, volumes: false, networks: false };
    beforeEach(() => {
      fake.volumes.push(aVolume({ name: 'data' }));
      fake.networks.push(aNetwork({ id: id('c') }));
    });

    it('asks nothing while nobody wants them', async () => {
      await connected();
      for (const type of ['volume', 'network']) {
        for (const action of ['create', 'destroy', 'prune']) fake.emit(type, action, 'data');
      }
      assert.deepEqual(clock.waiting(), []);
      assert.equal(inventory.volumes, undefined);
      assert.equal(inventory.networks, undefined);
    });

    it('reads the wanted list at once, once, and nothing else', async () => {
      await connected();
      inventory.want('volumes');
      inventory.want('volumes');
      await clock.advance(0);
      assert.deepEqual(fake.calls, ['volumes.list']);
      assert.deepEqual(inventory.volumes, fake.volumes);
      assert.deepEqual(changes, [{ ...quiet, volumes: true }]);
    });

    it('asks again for a container that is joined to a network, since its row says so', async () => {
      await connected();
      const [first] = fake.containers;
      fake.emit('network', 'connect', id('c'), { container: String(first?.id) });
      await clock.advance(100);
      assert.deepEqual(fake.calls, [`containers.get ${first?.id}`]);
    });

    for (const [before, event, after] of [
      ['running', 'die', 'exited'],
      ['running', 'pause', 'paused'],
      ['paused', 'unpause', 'running'],
      ['created', 'start', 'running'],
    ] as const) {
      it(`does not believe a list that has not heard of it yet: ${event}`, async () => {
        fake.containers[0] = { ...(fake.containers[0] as (typeof fake.containers)[number]), state: before };
        await connected();
        const [first] = fake.containers;
        const inspect = fake.engine.containers.inspect;
        fake.engine.containers.inspect = async (...given) => {
          fake.containers[0] = { ...(first as (typeof fake.containers)[number]), state: after };
          return inspect(...given);
        };
        fake.emit('container', event, String(first?.id));
        await clock.advance(300);
        assert.equal(inventory.containers.find(({ id }) => id === first?.id)?.state, after);
      });
    }

    it('shows none where the engine refuses to tell, and keeps the others', async () => {
      await connected();
      fake.engine.volumes.list = async () => {
        throw new EngineError('permission-denied', 'A proxy forbids it.');
      };
      inventory.want('volumes');
      await clock.advance(0);
      assert.deepEqual(inventory.volumes, []);
      assert.equal(inventory.connection.state, 'connected');
    });

    it('keeps a wanted list by its events, one list for a burst', async () => {
      await connected();
      inventory.want('networks');
      inventory.want('volumes');
      await clock.advance(0);
      fake.calls.length = 0;
      changes.length = 0;
      fake.networks.push(aNetwork({ id: id('d') }));
      for (let i = 0; i < 500; i++) fake.emit('network', 'create', id('d'));
      await clock.advance(100);
      assert.deepEqual(fake.calls, ['networks.list']);
      assert.equal(inventory.networks?.length, 2);
      assert.deepEqual(changes, [{ ...quiet, networks: true }]);
    });

    it('is not disturbed by containers that come to use them', async () => {
      await connected();
      inventory.want('networks');
      inventory.want('volumes');
      await clock.advance(0);
      for (const action of ['connect', 'disconnect']) fake.emit('network', action, id('c'));
      for (const action of ['mount', 'unmount']) fake.emit('volume', action, 'data');
      assert.deepEqual(clock.waiting(), []);
    });

    it('reads those that are wanted before it connects or meanwhile, and after a refresh', async () => {
      inventory.want('volumes');
      inventory.start();
      inventory.want('networks');
      await settled();
      await clock.advance(0);
      assert.deepEqual([inventory.volumes?.length, inventory.networks?.length], [1, 1]);
      fake.volumes.length = 0;
      await inventory.refresh();
      assert.deepEqual([inventory.volumes?.length, inventory.networks?.length], [0, 1]);
    });

    it('forgets them with the engine, and reads them again from the next', async () => {
      await connected();
      inventory.want('volumes');
      await clock.advance(0);
      fake.failWith(new EngineError('unreachable', 'Nobody there.'));
      fake.lose();
      const known = () => inventory.volumes?.length;
      await clock.advance(2999);
      assert.equal(known(), 1);
      await clock.advance(1);
      assert.equal(known(), undefined);
      assert.equal(changes.at(-1)?.volumes, true);
      fake.failWith(undefined);
      await clock.advance(1500);
      assert.equal(known(), 1);
    });
  });

  it('goes on with what happened while it was reading', async () => {
    await connected();
    fake.emit('container', 'start', id('a'));
    await clock.advance(49);
    clock.after(1, () => fake.emit('image', 'pull', 'x'));
    await clock.advance(101);
    assert.deepEqual(fake.calls, [`containers.get ${id('a')}`, 'images.list']);
  });

  it('tells that the engine is gone, empties its lists, and comes back by itself', async () => {
    await connected();
    fake.failWith(new EngineError('unreachable', 'Nobody there.'));
    fake.lose();
    await clock.advance(3000);
    assert.equal(inventory.connection.state, 'unreachable');
    assert.deepEqual(inventory.containers, []);
    const nothing = { containers: false, images: false, volumes: false, networks: false };
    assert.deepEqual(changes, [
      { ...nothing, connection: true },
      { ...nothing, connection: true, containers: true, images: true },
    ]);

    fake.failWith(undefined);
    fake.containers.push(aContainer({ id: id('b') }));
    await clock.advance(1500);
    assert.equal(inventory.connection.state, 'connected');
    assert.equal(inventory.containers.length, 2);
    assert.equal(fake.listening(), 1);
  });

  it('tries again after half a second, then ever more rarely, but within two seconds of its return', async () => {
    fake.failWith(new EngineError('unreachable', 'Nobody there.'));
    inventory.start();
    await settled();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      const [pause = 0] = clock.waiting();
      pauses.push(pause);
      await clock.advance(pause);
    }
    assert.deepEqual(pauses, [500, 1000, 1500, 1500, 1500, 1500]);
    assert.equal(connects, 7);
    assert.deepEqual(logged, ['No engine: Nobody there.']);
    // Connecting, then unreachable: the same failure again is no news.
    assert.equal(changes.length, 2);
  });

  it('tries again at once after an attempt that waited long, since the engine may have come back meanwhile', async () => {
    const begun: number[] = [];
    const far = watchInventory({
      connect: () => {
        begun.push(clock.now());
        return new Promise((_resolve, reject) =>
          clock.after(2500, () => reject(new EngineError('unreachable', 'It does not answer.'))),
        );
      },
      log: () => {},
      clock,
    });
    far.start();
    await clock.advance(10_000);
    assert.deepEqual(begun, [0, 2500, 5000, 7500, 10_000]);
    far.dispose();
  });

  it('leaves the engine that it lost to those who still use it', async () => {
    await connected();
    fake.lose();
    await settled();
    assert.ok(fake.calls.includes('retire'));
    assert.ok(!fake.calls.includes('close'));
  });

  it('keeps its rows while a connection that broke is made anew', async () => {
    await connected();
    fake.lose();
    await settled();
    assert.equal(inventory.connection.state, 'reconnecting');
    assert.equal(inventory.containers.length, 1);
    await clock.advance(500);
    assert.equal(inventory.connection.state, 'connected');
    assert.equal(connects, 2);
    assert.ok(changes.every(({ connection, containers }) => connection || !containers));
  });

  it('asks ever more rarely where each connection breaks at once, and never empties', async () => {
    await connected();
    let least = 1;
    inventory.onDidChange(() => {
      least = Math.min(least, inventory.containers.length);
    });
    for (let second = 0; second < 20; second++) {
      if (inventory.connection.state === 'connected') fake.lose();
      await clock.advance(1000);
    }
    assert.equal(least, 1);
    assert.ok(connects <= 8, `${connects} connections in 20 s`);
  });

  it('begins again with short pauses once a connection has held', async () => {
    await connected();
    for (let i = 0; i < 4; i++) {
      fake.lose();
      await clock.advance(4000);
    }
    await clock.advance(10_000);
    fake.lose();
    await settled();
    assert.equal(clock.waiting()[0], 500);
  });

  it('does not log in again where the login was refused, until it is asked to', async () => {
    fake.failWith(new EngineError('login-refused', 'Permission denied (publickey).'));
    inventory.start();
    await clock.advance(3_600_000);
    assert.equal(connects, 1);
    fake.failWith(undefined);
    await inventory.refresh();
    assert.equal(inventory.connection.state, 'connected');
  });

  it('has the engine watched only while somebody looks on', async () => {
    const leave = inventory.attend();
    await connected();
    assert.equal(fake.attending(), 1);
    const leaveToo = inventory.attend();
    leave();
    assert.equal(fake.attending(), 1);
    leaveToo();
    assert.equal(fake.attending(), 0);
  });

  it('keeps the lists that can be read, and says which one cannot and why', async () => {
    const images = fake.engine.images.list;
    Object.assign(fake.engine.images, {
      list: () => Promise.reject(new EngineError('failed', 'The layer store is broken.')),
    });
    inventory.start();
    await settled();
    assert.equal(inventory.connection.state, 'connected');
    assert.equal(inventory.containers.length, 1);
    assert.match(inventory.failures.images?.message ?? '', /layer store/);
    Object.assign(fake.engine.images, { list: images });
    fake.emit('image', 'pull', 'x');
    await clock.advance(100);
    assert.equal(inventory.failures.images, undefined);
    assert.equal(inventory.images.length, 1);
  });

  it('says that it is another engine now', async () => {
    const switches: string[] = [];
    let address = 'first';
    const other = watchInventory({
      connect: async () => ({ ...fake.engine, address }),
      log: () => {},
      onSwitched: (from, to) => switches.push(`${from} to ${to}`),
      clock,
    });
    await other.lists();
    other.reconnect();
    await settled();
    address = 'second';
    fake.lose();
    await clock.advance(500);
    assert.deepEqual(switches, ['first to second']);
    other.dispose();
  });

  it('shows what connecting threw as the reason', async () => {
    const failing = watchInventory({
      connect: () => {
        throw new EngineError('bad-endpoint', 'There is no such context.');
      },
      log: () => {},
      clock,
    });
    await assert.rejects(failing.engine(), { kind: 'bad-endpoint' });
    assert.equal(failing.connection.state, 'unreachable');
    failing.dispose();
  });

  describe('when asked for its lists', () => {
    it('starts and waits for them', async () => {
      const { containers, images } = await inventory.lists();
      assert.equal(containers.length, 1);
      assert.equal(images.length, 1);
    });

    it('makes one attempt at once while the engine is away, and rejects with its reason', async () => {
      fake.failWith(new EngineError('unreachable', 'Nobody there.'));
      await assert.rejects(inventory.lists(), { kind: 'unreachable' });
      await assert.rejects(inventory.lists(), { kind: 'unreachable' });
      assert.equal(connects, 2);
      fake.failWith(undefined);
      assert.equal((await inventory.lists()).containers.length, 1);
    });

    it('gives up waiting when it is aborted', async () => {
      const controller = new AbortController();
      const hanging = watchInventory({ connect: () => new Promise(() => {}), log: () => {}, clock });
      const lists = hanging.lists(controller.signal);
      controller.abort();
      await assert.rejects(lists, { name: 'AbortError' });
      hanging.dispose();
    });
  });

  it('reads everything anew when it is told to', async () => {
    await connected();
    fake.images.length = 0;
    await inventory.refresh();
    assert.deepEqual(inventory.images, []);
    // The events, too: a connection that brings none looks like one where nothing happens.
    assert.deepEqual(fake.calls, ['events', 'containers.list', 'images.list']);
    assert.equal(connects, 1);
    assert.equal(fake.listening(), 1);
  });

  it('takes an engine that does not answer a refresh for gone', async () => {
    await connected();
    fake.failWith(new EngineError('unreachable', 'It hangs.'));
    await assert.rejects(inventory.refresh(), { kind: 'unreachable' });
    assert.equal(inventory.connection.state, 'unreachable');
    assert.deepEqual(clock.waiting(), [500]);
  });

  it('takes an engine that does not answer after an event for gone', async () => {
    await connected();
    fake.failWith(new EngineError('unreachable', 'It hangs.'));
    fake.emit('container', 'start', id('a'));
    await clock.advance(100);
    assert.equal(inventory.connection.state, 'unreachable');
    assert.equal(fake.listening(), 0);
  });

  it('leaves for another engine', async () => {
    await connected();
    fake.containers.push(aContainer({ id: id('b') }));
    inventory.reconnect();
    assert.equal(inventory.connection.state, 'connecting');
    await settled();
    assert.equal(inventory.containers.length, 2);
    assert.equal(connects, 2);
    assert.equal(fake.listening(), 1);
  });

  it('ends with everything', async () => {
    await connected();
    inventory.dispose();
    await settled();
    assert.equal(fake.listening(), 0);
    assert.deepEqual(clock.waiting(), []);
    await assert.rejects(inventory.refresh().then(() => inventory.engine()));
  });
});
