import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/errors.ts';
import { type Inventory, type InventoryChange, watchInventory } from '../../../src/engine/inventory.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';
import { aContainer, anImage, createFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';

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
      { connection: true, containers: false, images: false },
      { connection: true, containers: true, images: true },
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
    fake.containers.unshift(aContainer({ id: id('b'), createdAt: 1_800_000_000_000 }));
    for (const action of ['create', 'attach', 'start', 'die']) fake.emit('container', action, id('b'));
    await clock.advance(99);
    assert.deepEqual(fake.calls, []);
    await clock.advance(1);
    assert.deepEqual(fake.calls, [`containers.get ${id('b')}`]);
    assert.deepEqual(
      inventory.containers.map((container) => container.id),
      [id('b'), id('a')],
    );
    assert.deepEqual(changes, [{ connection: false, containers: true, images: false }]);
  });

  it('drops a container that is gone', async () => {
    await connected();
    fake.containers.length = 0;
    fake.emit('container', 'destroy', id('a'));
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
    assert.deepEqual(changes, [{ connection: false, containers: false, images: true }]);
  });

  it('is not disturbed by what changes nothing', async () => {
    await connected();
    fake.emit('container', 'exec_create: sh -c true', id('a'));
    fake.emit('container', 'exec_die', id('a'));
    fake.emit('container', 'attach', id('a'));
    fake.emit('network', 'connect', id('c'));
    assert.deepEqual(clock.waiting(), []);
  });

  it('goes on with what happened while it was reading', async () => {
    await connected();
    fake.emit('container', 'start', id('a'));
    await clock.advance(99);
    clock.after(1, () => fake.emit('image', 'pull', 'x'));
    await clock.advance(101);
    assert.deepEqual(fake.calls, [`containers.get ${id('a')}`, 'images.list']);
  });

  it('tells that the engine is gone, empties its lists, and comes back by itself', async () => {
    await connected();
    fake.failWith(new EngineError('unreachable', 'Nobody there.'));
    fake.lose();
    await settled();
    assert.equal(inventory.connection.state, 'unreachable');
    assert.deepEqual(inventory.containers, []);
    assert.deepEqual(changes, [{ connection: true, containers: true, images: true }]);

    fake.failWith(undefined);
    fake.containers.push(aContainer({ id: id('b') }));
    await clock.advance(500);
    assert.equal(inventory.connection.state, 'connected');
    assert.equal(inventory.containers.length, 2);
    assert.equal(fake.listening(), 1);
  });

  it('tries again after half a second, then ever more rarely, up to five seconds', async () => {
    fake.failWith(new EngineError('unreachable', 'Nobody there.'));
    inventory.start();
    await settled();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      const [pause = 0] = clock.waiting();
      pauses.push(pause);
      await clock.advance(pause);
    }
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 5000, 5000]);
    assert.equal(connects, 7);
    assert.deepEqual(logged, ['No engine: Nobody there.']);
    // Connecting, then unreachable: the same failure again is no news.
    assert.equal(changes.length, 2);
  });

  it('closes the engine that it left', async () => {
    await connected();
    fake.lose();
    await settled();
    assert.ok(fake.calls.includes('close'));
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
    assert.deepEqual(fake.calls, ['containers.list', 'images.list']);
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
