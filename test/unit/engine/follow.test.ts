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

  it('is 50 milliseconds after a single one', async () => {
    fake.emit('image', 'tag', 'x');
    await clock.advance(49);
    assert.deepEqual(fake.calls, []);
    await clock.advance(1);
    assert.deepEqual(fake.calls, ['images.list']);
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
    assert.deepEqual(pauses, [50, 100, 200, 400]);
    for (const answer of answers.splice(0)) answer();
    await settled();
    fake.emit('container', 'rename', 'a'.repeat(64));
    assert.deepEqual(clock.waiting(), [50]);
  });
});
