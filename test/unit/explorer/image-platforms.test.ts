import assert from 'node:assert/strict';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import { createImagePlatforms, type ImagePlatforms } from '../../../src/explorer/image-platforms.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import { settled } from '../../support/fake-clock.ts';
import { anImage, createFakeEngine } from '../../support/fake-engine.ts';

describe('platforms of images', () => {
  let fake: ReturnType<typeof createFakeEngine>;
  let inventory: ReturnType<typeof watchInventory>;
  let platforms: ImagePlatforms;
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
    for (const digit of ['a', 'b'])
      fake.images.push(anImage({ id: `sha256:${digit.repeat(64)}`, tags: [`${digit}:1`] }));
    inventory = watchInventory({ connect: async () => fake.engine, log: () => undefined });
    platforms = createImagePlatforms(inventory);
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
    await known;
    assert.equal(asked().length, inventory.images.length);
    const [image] = inventory.images;
    assert.ok(image);
    assert.match(String(platforms.of(image)), /^linux\/\w+$/);
    const { description, tooltip } = imageKind.row(image, { ...inventory, images: [], containers: [], platforms }, 0);
    assert.match(description, /linux\/\w+$/);
    assert.ok(tooltip().some(([name]) => name === 'Platform'));
    await inventory.refresh();
    await settled();
    assert.equal(asked().length, inventory.images.length);
  });

  it('are asked for again where an image has grown by one more', async () => {
    const [first] = inventory.images;
    assert.ok(first);
    const known = more();
    platforms.begin();
    await known;
    const inspect = fake.engine.images.inspect;
    fake.engine.images.inspect = async (...given) => ({
      ...(await inspect(...given)),
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    fake.images.splice(fake.images.indexOf(first), 1, { ...first, size: first.size + 1 });
    const grown = more();
    await inventory.refresh();
    await grown;
    const image = inventory.images.find(({ id }) => id === first.id);
    assert.ok(image);
    const { tooltip } = imageKind.row(image, { ...inventory, images: [], containers: [], platforms }, 0);
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
    await settled();
    assert.equal(platforms.of(fresh), undefined);
  });
});
