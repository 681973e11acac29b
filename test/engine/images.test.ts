import assert from 'node:assert/strict';
import { sentenceOf } from '../support/engine-sentences.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

describe('images of a real engine', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('are one row for all their names', async () => {
    const { images } = test.engine;
    const name = `${uniqueName()}/app:2`;
    const { id } = await images.inspect(baseImage);
    await images.tag(baseImage, name);
    test.owns(name);
    const rows = (await images.list()).filter((image) => image.id === id);
    assert.equal(rows.length, 1);
    assert.ok(rows[0]?.tags.includes(name) && rows[0].tags.includes(baseImage));
    assert.ok((rows[0]?.size ?? 0) > 1_000_000);
    assert.ok(Math.abs((rows[0]?.createdAt ?? 0) - Date.now()) < 3_600_000);
    assert.deepEqual(await images.remove(name), { untagged: [name], deleted: [] });
    assert.ok(!(await images.list()).some(({ tags }) => tags.includes(name)));
  });

  it('are, unless somebody says otherwise, for the platform that the engine names as its own', async () => {
    const { platform } = await test.engine.info();
    assert.match(platform, /^linux\/[a-z0-9]+$/);
    assert.equal((await test.engine.images.inspect(baseImage)).platform.split('/', 2).join('/'), platform);
  });

  it('say when they are missing, in use or misnamed', async () => {
    const { images } = test.engine;
    await test.create();
    await assert.rejects(images.remove(baseImage), {
      kind: 'conflict',
      message: patternOf((container) => sentenceOf('image-used', container)),
    });
    await assert.rejects(images.inspect('longshore-test-nope:1'), { kind: 'not-found' });
    await assert.rejects(images.remove('longshore-test-nope:1'), { kind: 'not-found' });
    await assert.rejects(images.tag('longshore-test-nope:1', 'longshore-test-x:1'), { kind: 'not-found' });
    await assert.rejects(images.tag(baseImage, 'Longshore-Test:1'), { kind: 'invalid', message: /lowercase/ });
    await assert.rejects(images.inspect('../containers/json'), { kind: 'invalid' });
  });

  it('are pulled and pushed only where there is a registry', async () => {
    const { images } = test.engine;
    // Nothing listens on this port of the engine's own machine.
    const name = `localhost:9/${uniqueName()}:1`;
    await assert.rejects(
      images.pull(name, () => {}),
      { kind: 'registry-unreachable', message: /localhost:9/ },
    );
    await assert.rejects(
      images.push('longshore-test-nope:1', () => {}),
      { kind: 'not-found' },
    );
    await images.tag(baseImage, name);
    test.owns(name);
    const told: string[] = [];
    const push = images.push(name, ({ status }) => told.push(status));
    await assert.rejects(push, { kind: 'registry-unreachable' });
    assert.ok(told.some((status) => status.includes('refers to repository')));
  });
});
