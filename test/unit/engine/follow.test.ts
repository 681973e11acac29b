// When events are answered by reading: soon for one, seldom for a flood. What is read is inventory.test.ts's.
import assert from 'node:assert/strict';
import { type Inventory, watchInventory } from '../../../src/engine/inventory.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';
import { createFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';

describe('the time at which events are answered', () => {
  let clock: FakeClock;
  let fake: FakeEngine;
  let inventory: Inventory;
  beforeEach(async () => {
    clock = createFakeClock();
    fake = createFakeEngine();
    inventory = watchInventory({ connect: async () => fake.engine, log: () => {}, clock });
    inventory.start();
    await settled();
    fake.calls.length = 0;
  });
  afterEach(() => inventory.dispose());

  /** One event each `pause` milliseconds, of a container each. */
  const flood = async (events: number, pause: number) => {
    for (let number = 0; number < events; number++) {
      fake.emit('container', 'rename', String(number).padStart(64, '0'));
      await clock.advance(pause);
    }
  };
  const lists = () => fake.calls.filter((call) => call.endsWith('.list')).length;

  it('is 50 milliseconds after what needs a list', async () => {
    fake.emit('image', 'tag', 'x');
    await clock.advance(49);
    assert.deepEqual(fake.calls, []);
    await clock.advance(1);
    assert.deepEqual(fake.calls, ['images.list']);
  });

  it('is at once for what happens to one container alone, which is mostly more than one thing', async () => {
    const container = 'a'.repeat(64);
    for (const action of ['create', 'start']) fake.emit('container', action, container);
    await clock.advance(9);
    assert.deepEqual(fake.calls, []);
    await clock.advance(1);
    assert.deepEqual(fake.calls, [`containers.get ${container}`]);
  });

  it('is once for several containers', async () => {
    for (const letter of 'ab') {
      fake.emit('container', 'start', letter.repeat(64));
      await clock.advance(5);
    }
    assert.deepEqual(fake.calls, []);
    await clock.advance(50);
    assert.equal(fake.calls.length, 2);
  });

  it('is the end of a short flood', async () => {
    await flood(500, 2);
    assert.deepEqual(fake.calls, []);
    await clock.advance(100);
    assert.deepEqual(fake.calls, ['containers.list']);
    await clock.advance(60_000);
    assert.equal(lists(), 1);
  });

  it('is 1.5 seconds at the latest while a flood goes on', async () => {
    await flood(500, 5);
    assert.deepEqual(fake.calls, ['containers.list']);
    await clock.advance(2000);
    assert.deepEqual(fake.calls, ['containers.list', 'containers.list']);
  });

  it('is later each time where events come too slowly for a flood and too fast to rest', async () => {
    // Each reading lasts until the next event has come.
    const answers: (() => void)[] = [];
    fake.engine.containers.get = (id) => {
      fake.calls.push(`containers.get ${id}`);
      return new Promise((resolve) => answers.push(() => resolve(undefined)));
    };
    const pauses: number[] = [];
    for (let round = 0; round < 4; round++) {
      fake.emit('container', 'rename', String(round).padStart(64, '0'));
      for (const answer of answers.splice(0)) answer();
      await settled();
      const [pause = 0] = clock.waiting();
      pauses.push(pause);
      await clock.advance(pause);
    }
    assert.deepEqual(pauses, [10, 50, 100, 200]);
    for (const answer of answers.splice(0)) answer();
    await settled();
    fake.emit('container', 'rename', 'a'.repeat(64));
    assert.deepEqual(clock.waiting(), [10]);
  });

  describe('after a container has ended', () => {
    const container = 'a'.repeat(64);
    const inspected = [`containers.get ${container}`];

    it('is a fifth of a second later, in which mostly more is told', async () => {
      fake.emit('container', 'die', container);
      await clock.advance(209);
      assert.deepEqual(fake.calls, []);
      await clock.advance(1);
      assert.deepEqual(fake.calls, inspected);
    });

    it('is never where it goes, signals and networks included', async () => {
      fake.emit('container', 'kill', container);
      fake.emit('container', 'die', container);
      await clock.advance(60);
      fake.emit('network', 'disconnect', 'b'.repeat(64), { container });
      await clock.advance(10);
      fake.emit('container', 'destroy', container);
      await clock.advance(60_000);
      assert.deepEqual(fake.calls, []);
    });

    for (const action of ['stop', 'start'])
      it(`is at once where the next thing is told: ${action}`, async () => {
        fake.emit('container', 'die', container);
        await clock.advance(20);
        fake.emit('container', action, container);
        await clock.advance(10);
        assert.deepEqual(fake.calls, inspected);
        await clock.advance(60_000);
        assert.deepEqual(fake.calls, inspected);
      });

    it('is not any more once the connection has ended', async () => {
      fake.emit('container', 'die', container);
      inventory.dispose();
      assert.deepEqual(clock.waiting(), []);
    });
  });
});
