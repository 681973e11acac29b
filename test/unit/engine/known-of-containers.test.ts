// What the inventory knows of containers besides what lists say.
import assert from 'node:assert/strict';
import type { EndingMemory } from '../../../src/engine/endings.ts';
import type { NameMemory } from '../../../src/engine/given-names.ts';
import { type Inventory, watchInventory } from '../../../src/engine/inventory.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';
import { aContainer, anImage, createFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';

const id = 'a'.repeat(64);

describe('what is known of containers besides', () => {
  let clock: FakeClock;
  let fake: FakeEngine;
  let inventory: Inventory;
  let kept: Record<string, unknown>;
  const memory: EndingMemory = {
    get: () => kept as ReturnType<EndingMemory['get']>,
    set: async (endings) => {
      kept = endings;
    },
  };

  let keptNames: Record<string, number>;
  const names: NameMemory = {
    get: () => keptNames,
    set: async (given) => {
      keptNames = given;
    },
  };

  const begin = async () => {
    inventory = watchInventory({
      connect: async () => fake.engine,
      log: () => {},
      memory: { endings: memory, names },
      clock,
    });
    inventory.start();
    await settled();
  };
  beforeEach(async () => {
    kept = {};
    keptNames = {};
    clock = createFakeClock();
    fake = createFakeEngine({ containers: [aContainer({ id })] });
    await begin();
  });
  afterEach(() => inventory.dispose());
  const now = () => inventory.containers[0];
  const ends = async (...actions: [string, Record<string, string>?][]) => {
    fake.containers[0] = aContainer({ id, state: 'exited', exitCode: 137 });
    for (const [action, attributes] of actions) fake.emit('container', action, id, attributes);
    await clock.advance(300);
  };

  it('a stop and a kill are asked for, whoever did so', async () => {
    await ends(['kill', { signal: '15' }], ['die']);
    assert.equal(now()?.ending, 'asked');
    await ends(['start'], ['die']);
    assert.equal(now()?.ending, 'by-itself');
    await ends(['start'], ['kill', { signal: '37' }], ['die'], ['stop']);
    assert.equal(now()?.ending, 'asked');
  });

  it('a signal that only tells something is none of them', async () => {
    await ends(['kill', { signal: '1' }], ['kill', { signal: '10' }], ['die']);
    assert.equal(now()?.ending, 'by-itself');
  });

  it('is remembered beyond a restart, as long as the container is there', async () => {
    await ends(['kill', { signal: '9' }], ['die']);
    inventory.dispose();
    await begin();
    assert.equal(now()?.ending, 'asked');
    inventory.dispose();
    fake.containers.length = 0;
    await begin();
    assert.deepEqual(kept, {});
  });

  it('a time that was read twice is known better; a later start is another', async () => {
    const read = async (earliest: number, latest: number) => {
      fake.containers[0] = aContainer({ id, since: { earliest, latest } });
      fake.emit('container', 'rename', id);
      await clock.advance(100);
      return now()?.since;
    };
    assert.deepEqual(await read(1_000_000, 4_600_000), { earliest: 1_000_000, latest: 4_600_000 });
    assert.deepEqual(await read(3_000_000, 6_600_000), { earliest: 3_000_000, latest: 4_600_000 });
    assert.deepEqual(await read(1_000_000, 9_000_000), { earliest: 3_000_000, latest: 4_600_000 });
    assert.deepEqual(await read(9_000_000, 9_001_000), { earliest: 9_000_000, latest: 9_001_000 });
  });

  it('an image is called by the name that was given last, after a restart, too', async () => {
    const image = `sha256:${'b'.repeat(64)}`;
    fake.images.push(anImage({ id: image, tags: ['app:1', 'app:latest', 'me/app:1'] }));
    const tagsAfter = async (...given: string[]) => {
      for (const name of given) fake.emit('image', 'tag', image, { name });
      await clock.advance(2000);
      await settled();
      return inventory.images[0]?.tags;
    };
    fake.emit('image', 'untag', image);
    // Nobody watched: the shortest path, always the same.
    assert.deepEqual(await tagsAfter(), ['app:1', 'app:latest', 'me/app:1']);
    // One build that gives two: the first is what the Dockerfile is built as.
    assert.deepEqual(await tagsAfter('me/app:1', 'app:latest'), ['me/app:1', 'app:latest', 'app:1']);
    inventory.dispose();
    await begin();
    assert.deepEqual(inventory.images[0]?.tags, ['me/app:1', 'app:latest', 'app:1']);
    fake.images[0] = anImage({ id: image, tags: ['app:1'] });
    inventory.dispose();
    await begin();
    assert.deepEqual(keptNames, {});
  });

  describe('what is being done', () => {
    it('is said from the call on until the list shows it', async () => {
      const engine = await inventory.engine();
      const stop = engine.containers.stop(id);
      assert.equal(inventory.doing.get(id), 'stopping');
      await stop;
      assert.equal(inventory.doing.get(id), 'stopping', 'the list has it still running');
      fake.emit('container', 'stop', id);
      await clock.advance(100);
      assert.equal(now()?.state, 'exited');
      assert.equal(inventory.doing.get(id), undefined);
    });

    it('is told to whoever shows it, and ends with a failure', async () => {
      let told = 0;
      inventory.onDidChange(({ containers }) => {
        if (containers) told++;
      });
      const engine = await inventory.engine();
      await assert.rejects(engine.containers.start('b'.repeat(64)));
      assert.equal(inventory.doing.size, 0);
      assert.equal(told, 2);
    });

    it('is not said for ever where nothing came of it', async () => {
      fake.engine.containers.restart = async () => {};
      inventory.dispose();
      await begin();
      await (await inventory.engine()).containers.restart(id);
      assert.equal(inventory.doing.get(id), 'restarting');
      await clock.advance(2000);
      assert.equal(inventory.doing.get(id), undefined);
      assert.deepEqual(clock.waiting(), []);
    });
  });
});
