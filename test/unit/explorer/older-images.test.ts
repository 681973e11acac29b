import assert from 'node:assert/strict';
import { type Inventory, watchInventory } from '../../../src/engine/inventory.ts';
import { containerKind, containerSentences } from '../../../src/explorer/containers.ts';
import { createOlderImages, type OlderImages } from '../../../src/explorer/older-images.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { aContainer, anImage, createFakeEngine } from '../../support/fake-engine.ts';

describe('containers of older images', () => {
  const older = `sha256:${'1'.repeat(64)}`;
  const newer = `sha256:${'2'.repeat(64)}`;
  let fake: ReturnType<typeof createFakeEngine>;
  let inventory: Inventory & { dispose(): void; lists(): Promise<unknown> };
  let images: OlderImages;
  let clock: FakeClock;

  beforeEach(() => {
    fake = createFakeEngine();
    fake.containers.length = 0;
    fake.images.length = 0;
    clock = createFakeClock();
    inventory = watchInventory({ connect: async () => fake.engine, log: () => undefined });
    images = createOlderImages(inventory, clock);
    fake.images.push(anImage({ id: newer, tags: ['app:latest'], createdAt: 2000 }));
  });
  afterEach(() => {
    images.dispose();
    inventory.dispose();
  });

  const asked = () => fake.calls.filter((call) => call.startsWith('containers.inspect'));
  const rowOf = (name: string) => {
    const container = inventory.containers.find((each) => each.name === name) ?? assert.fail();
    return containerKind.row(container, { ...inventory, older: images }, 3000);
  };

  it('say so from the lists alone where these tell the name', async () => {
    fake.containers.push(
      aContainer({ id: 'a'.repeat(64), name: 'old', image: 'app', imageId: older }),
      aContainer({ id: 'b'.repeat(64), name: 'new', image: 'app:latest', imageId: newer }),
      aContainer({ id: 'c'.repeat(64), name: 'other', image: 'gone:1', imageId: older }),
      aContainer({ id: 'd'.repeat(64), name: 'pinned', image: `app:latest@${older}`, imageId: older }),
    );
    await inventory.lists();
    images.begin();
    await clock.advance(2000);
    assert.match(rowOf('old').description, /^older image {2}·.*app$/);
    assert.ok(
      rowOf('old')
        .tooltip()
        .some(([, text]) => text === containerSentences.olderImage('app')),
    );
    for (const name of ['new', 'other', 'pinned']) assert.doesNotMatch(rowOf(name).description, /older/, name);
    assert.deepEqual(asked(), []);
  });

  it('are asked once for the name that they were made with, when somebody looks', async () => {
    const container = aContainer({ name: 'old', image: older, imageId: older });
    fake.containers.push(container);
    await inventory.lists();
    await clock.advance(2000);
    assert.deepEqual(asked(), []);
    assert.equal(images.of(container), undefined);
    const inspect = fake.engine.containers.inspect;
    fake.engine.containers.inspect = async (...query) => ({ ...(await inspect(...query)), image: 'app:latest' });
    const known = new Promise<void>((resolve) => images.onDidChange(resolve));
    images.begin();
    await clock.advance(2000);
    await known;
    assert.equal(images.of(container), 'app:latest');
    assert.match(rowOf('old').description, /^older image {2}·.*app:latest$/);
    await clock.advance(10_000);
    assert.equal(asked().length, 1);
  });

  it('are none where the name was put back', async () => {
    fake.images.push(anImage({ id: older, tags: [], createdAt: 2500 }));
    fake.containers.push(aContainer({ image: 'app:latest', imageId: older }));
    await inventory.lists();
    assert.equal(images.of(inventory.containers[0] ?? assert.fail()), undefined);
  });
});
