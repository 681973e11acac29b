// For which platforms base images are there: what the engine knows, and when its registry is asked.
import assert from 'node:assert/strict';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import { type ImageReference, parseImageReference } from '../../../src/image-reference.ts';
import { type BasePlatforms, createBasePlatforms } from '../../../src/known-images/base-platforms.ts';
import { settled } from '../../support/fake-clock.ts';
import { anImage, createFakeEngine } from '../../support/fake-engine.ts';

const sha = (letter: string) => `sha256:${letter.repeat(64)}`;
const references = (...names: string[]) =>
  names.map((name) => parseImageReference(name)).filter((reference): reference is ImageReference => !!reference);

describe('platforms of base images', () => {
  let fake: ReturnType<typeof createFakeEngine>;
  let inventory: ReturnType<typeof watchInventory>;
  let platforms: BasePlatforms;
  let asked: string[];
  let lines: string[];
  let mayAsk: boolean;
  let wantsFew: boolean;
  let manifest: () => Promise<{ digest: string; mediaType: string; images: { digest: string; platform?: string }[] }>;

  beforeEach(async () => {
    asked = [];
    lines = [];
    mayAsk = true;
    wantsFew = false;
    manifest = async () => ({
      digest: sha('d'),
      mediaType: '',
      images: [
        { digest: sha('1'), platform: 'linux/s390x' },
        { digest: sha('2'), platform: 'linux/arm64/v8' },
      ],
    });
    fake = createFakeEngine();
    fake.images.length = 0;
    fake.images.push(
      anImage({ id: sha('a'), tags: ['own:latest'], platforms: ['linux/amd64'] }),
      anImage({ id: sha('b'), tags: ['built:1'], platforms: ['linux/s390x'] }),
      anImage({
        id: sha('c'),
        tags: ['x.test/pulled:1'],
        digests: [`x.test/pulled@${sha('d')}`],
        platforms: ['linux/s390x'],
      }),
    );
    inventory = watchInventory({ connect: async () => fake.engine, log: () => undefined });
    platforms = createBasePlatforms({
      inventory,
      client: {
        manifest: async ({ registry, repository, tag, digest }) => {
          asked.push(`${registry}/${repository}:${tag ?? digest}`);
          const { images, ...rest } = await manifest();
          return { ...rest, images: images.map((image) => ({ platform: undefined, ...image })) };
        },
        wantsFewRequests: async () => wantsFew,
      },
      mayAsk: async () => mayAsk,
      log: (line) => void lines.push(line),
    });
    await inventory.lists();
  });
  afterEach(() => {
    platforms.dispose();
    inventory.dispose();
  });

  /** What is known in the end. */
  const known = async (...names: string[]) => {
    platforms.of(references(...names));
    await settled();
    const { buildPlatform, imagePlatforms } = platforms.of(references(...names));
    return { buildPlatform, images: Object.fromEntries(imagePlatforms) };
  };

  it('are those of the engine, which is asked once for each, and no registry is', async () => {
    const told: string[] = [];
    platforms.onDidChange(() => told.push('told'));
    assert.deepEqual(platforms.of(references('own', 'built:1', 'absent:1')).imagePlatforms, new Map());
    assert.deepEqual(await known('own', 'built:1', 'absent:1'), {
      buildPlatform: 'linux/amd64',
      images: { 'own:latest': ['linux/amd64'], 'built:1': ['linux/s390x'] },
    });
    assert.ok(told.length > 0);
    told.length = 0;
    await known('docker.io/library/own:latest');
    assert.deepEqual(told, []);
    assert.equal(fake.calls.filter((call) => call.startsWith('images.inspect')).length, 2);
    assert.deepEqual(asked, []);
  });

  it('are asked of the registry where the engine has the image of another platform', async () => {
    const { images } = await known('x.test/pulled:1');
    assert.deepEqual(images, { 'x.test/pulled:1': ['linux/s390x', 'linux/arm64/v8'] });
    assert.deepEqual(asked, ['x.test/pulled:1']);
    await known('x.test/pulled:1');
    assert.equal(asked.length, 1);
    assert.ok(lines.some((line) => line.includes('x.test')));
  });

  it('are those of the one image where the registry has no list', async () => {
    manifest = async () => ({ digest: sha('d'), mediaType: '', images: [{ digest: sha('d') }] });
    assert.deepEqual((await known(`x.test/pulled:2@${sha('d')}`)).images, {
      [`x.test/pulled:2@${sha('d')}`]: ['linux/s390x'],
    });
  });

  it('are not known where the registry may not be asked, or wants few requests', async () => {
    mayAsk = false;
    assert.deepEqual((await known('x.test/pulled:1')).images, {});
    mayAsk = true;
    wantsFew = true;
    await inventory.refresh();
    assert.deepEqual((await known('x.test/pulled:1')).images, {});
    assert.deepEqual(asked, []);
  });

  it('are not known where the registry does not answer, and are asked for again when the images change', async () => {
    const answer = manifest;
    manifest = async () => {
      throw new EngineError('registry-unreachable', 'x.test does not answer.');
    };
    assert.deepEqual((await known('x.test/pulled:1')).images, {});
    assert.ok(lines.some((line) => line.includes('x.test does not answer.')));
    manifest = answer;
    fake.images.push(anImage({ id: sha('e'), tags: ['more:1'] }));
    await inventory.refresh();
    assert.deepEqual(Object.keys((await known('x.test/pulled:1')).images), ['x.test/pulled:1']);
  });

  it('start no connection', async () => {
    const idle = watchInventory({ connect: async () => assert.fail('connected'), log: () => undefined });
    const own = createBasePlatforms({
      inventory: idle,
      client: { manifest: () => assert.fail('asked'), wantsFewRequests: () => assert.fail('asked') },
      mayAsk: () => assert.fail('asked'),
      log: () => undefined,
    });
    assert.deepEqual(own.of(references('own')), { buildPlatform: undefined, imagePlatforms: new Map() });
    await settled();
    own.dispose();
    idle.dispose();
  });
});
