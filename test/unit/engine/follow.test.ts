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
});
