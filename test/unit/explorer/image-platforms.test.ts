import assert from 'node:assert/strict';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import {
  createImagePlatforms,
  type ImagePlatforms,
  type PlatformMemory,
} from '../../../src/explorer/image-platforms.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';
import { anImage, createFakeEngine } from '../../support/fake-engine.ts';

describe('platforms of images', () => {
  let fake: ReturnType<typeof createFakeEngine>;
  let inventory: ReturnType<typeof watchInventory>;
  let platforms: ImagePlatforms;
  let clock: FakeClock;
  let remembered: Readonly<Record<string, string>>;
  const memory: PlatformMemory = {
    get: () => remembered,
    set: async (known) => {
      remembered = known;
    },
  };
  const asked = () => fake.calls.filter((call) => call.startsWith('images.inspect'));
  /** Until somebody tells that more is known. */
  const more = () =>
    new Promise<void>((resolve) => {
      const listening = platforms.onDidChange(() => {
        listening.dispose();
        resolve();
      });
    });

  beforeEach(async () => {
    fake = createFakeEngine();
    clock = createFakeClock();
    remembered = {};
    for (const digit of ['a', 'b'])
      fake.images.push(anImage({ id: `sha256:${digit.repeat(64)}`, tags: [`${digit}:1`] }));
    inventory = watchInventory({ connect: async () => fake.engine, log: () => undefined });
    platforms = createImagePlatforms(inventory, memory, clock);
    await inventory.lists();
  });
  afterEach(() => {
    platforms.dispose();
    inventory.dispose();
  });

  it('are asked for once each, and only when somebody looks', async () => {
    await settled();
    assert.deepEqual(asked(), []);
    const known = more();
    platforms.begin();
    await clock.advance(2000);
    await known;
    assert.equal(asked().length, inventory.images.length);
    const [image] = inventory.images;
    assert.ok(image);
    assert.match(String(platforms.of(image)), /^linux\/\w+$/);
    const source = { ...inventory, images: [], containers: [], platforms };
    const { description, tooltip } = imageKind.row(image, source, 0);
    assert.doesNotMatch(description, /amd64/, 'that of all others goes without saying');
    assert.ok(tooltip().some(([name]) => name === 'Platform'));
    const other = { ...image, platforms: ['linux/arm64/v8'] };
    assert.match(imageKind.row(other, source, 0).description, /^arm64\/v8 {2}·/);
    await inventory.refresh();
    await settled();
    assert.equal(asked().length, inventory.images.length);
  });

  it('are not asked for before the rows have long been there, nor once they are known', async () => {
    platforms.begin();
    await clock.advance(1999);
    assert.deepEqual(asked(), []);
    await clock.advance(1);
    assert.equal(asked().length, inventory.images.length);
    const later = createImagePlatforms(inventory, memory, clock);
    later.begin();
    await clock.advance(60_000);
    assert.equal(asked().length, inventory.images.length);
    const [image] = inventory.images;
    assert.match(String(image && later.of(image)), /^linux\/\w+$/);
    later.dispose();
  });

  it('of many images are asked for now and then, the new ones first, however many there are', async () => {
    for (let number = 10; number < 60; number++)
      fake.images.push(anImage({ id: `sha256:${String(number).repeat(32)}` }));
    await inventory.refresh();
    platforms.begin();
    await clock.advance(2000);
    assert.equal(asked().length, 2);
    await clock.advance(4999);
    assert.equal(asked().length, 2);
    await clock.advance(1);
    assert.equal(asked().length, 4);
    const fresh = anImage({ id: `sha256:${'e'.repeat(64)}`, tags: ['new:1'] });
    fake.images.push(fresh);
    await inventory.refresh();
    await clock.advance(2000);
    assert.ok(asked().some((call) => call.includes(fresh.id)));
    await clock.advance(600_000);
    assert.equal(asked().length, inventory.images.length);
  });

  it('are asked for though the engine cannot say that of one, and of that again after it was away', async () => {
    const inspect = fake.engine.images.inspect;
    fake.images.push(anImage({ id: `sha256:${'c'.repeat(64)}`, tags: ['c:1'] }));
    await inventory.refresh();
    const [broken] = inventory.images;
    let tries = 0;
    fake.engine.images.inspect = async (...given) => {
      if (given[0] !== broken?.id) return inspect(...given);
      tries++;
      throw new EngineError('failed', 'Broken.');
    };
    platforms.begin();
    await clock.advance(60_000);
    assert.equal(asked().length, inventory.images.length - 1);
    assert.equal(tries, 1);
    inventory.reconnect();
    await inventory.lists();
    await clock.advance(60_000);
    assert.equal(tries, 2);
  });

  it('are not asked for where the list tells them', async () => {
    const several = anImage({
      id: `sha256:${'d'.repeat(64)}`,
      tags: ['d:1'],
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    fake.images.splice(0, fake.images.length, several);
    await inventory.refresh();
    platforms.begin();
    await clock.advance(60_000);
    assert.deepEqual(asked(), []);
    const { tooltip } = imageKind.row(several, { ...inventory, images: [], containers: [], platforms }, 0);
    assert.deepEqual(
      tooltip().find(([name]) => name === 'Platforms'),
      ['Platforms', 'linux/amd64, linux/arm64'],
    );
  });

  it('of an image that is gone meanwhile are not asked for again, and a lost engine is no failure', async () => {
    const [first] = inventory.images;
    const inspect = fake.engine.images.inspect;
    let tries = 0;
    fake.engine.images.inspect = async (...given) => {
      if (given[0] !== first?.id) return inspect(...given);
      tries++;
      throw new EngineError('not-found', 'Gone.');
    };
    const known = more();
    platforms.begin();
    await clock.advance(2000);
    await known;
    await settled();
    assert.equal(first && platforms.of(first), undefined);
    assert.equal(tries, 1);
    fake.engine.images.inspect = async () => {
      throw new EngineError('unreachable', 'Nobody there.');
    };
    const fresh = anImage({ id: `sha256:${'e'.repeat(64)}`, tags: ['new:1'] });
    fake.images.push(fresh);
    await inventory.refresh();
    await clock.advance(2000);
    assert.equal(platforms.of(fresh), undefined);
  });
});
