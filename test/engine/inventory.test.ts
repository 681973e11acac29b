import assert from 'node:assert/strict';
import { connect } from '../../src/engine/connect.ts';
import type { EngineEvent } from '../../src/engine/engine.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  labels,
  uniqueName,
} from './engine-under-test.ts';

describe('the inventory of a real engine', () => {
  let test: EngineUnderTest;
  let inventory: Inventory;
  before(async () => {
    test = await engineUnderTest();
    inventory = watchInventory({ connect: () => connect(endpointOf(dockerHost())), log: () => {} });
    await inventory.lists();
  });
  after(async () => {
    inventory.dispose();
    await test.clean();
  });

  /** Waits for a change after which `condition` holds. */
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        registration.dispose();
        resolve();
      };
      const registration = inventory.onDidChange(check);
      check();
    });

  it('follows a container through its life', async () => {
    const id = await test.create({ command: ['sleep', '1000'] });
    const state = () => inventory.containers.find((container) => container.id === id)?.state;
    await until(() => state() === 'created');
    await test.engine.containers.start(id);
    await until(() => state() === 'running');
    await test.engine.containers.remove(id, { force: true });
    await until(() => state() === undefined);
  });

  it('sees a program that ends by itself', async () => {
    const id = await test.create({ command: ['sh', '-c', 'exit 3'] });
    const listed = () => inventory.containers.find((container) => container.id === id);
    await test.engine.containers.start(id);
    await until(() => listed()?.exitCode === 3 && listed()?.ending === 'by-itself');
    const { since } = listed() ?? {};
    assert.ok(since && Date.now() - since.latest < 60_000, JSON.stringify(since));
  });

  it('knows a stop that somebody asked for from an end', async () => {
    const id = await test.create({ command: ['sleep', '1000'] });
    const listed = () => inventory.containers.find((container) => container.id === id);
    const engine = await inventory.engine();
    await engine.containers.start(id);
    await until(() => listed()?.state === 'running');
    const stopping = engine.containers.stop(id, undefined, 1);
    assert.equal(inventory.doing.get(id), 'stopping');
    await stopping;
    await until(() => listed()?.exitCode === 137 && listed()?.ending === 'asked');
    assert.equal(inventory.doing.get(id), undefined);
  });

  it('follows the names of an image', async () => {
    const name = `${uniqueName()}:1`;
    const has = () => inventory.images.some(({ tags }) => tags.includes(name));
    await test.engine.images.tag(baseImage, name);
    test.owns(name);
    await until(has);
    await test.engine.images.remove(name);
    await until(() => !has());
  });

  it('follows volumes and networks once they are wanted', async () => {
    const { volumes, networks } = test.engine;
    inventory.want('volumes');
    inventory.want('networks');
    await until(() => inventory.volumes !== undefined && inventory.networks !== undefined);
    const name = uniqueName();
    const hasVolume = () => inventory.volumes?.some((volume) => volume.name === name) ?? false;
    const hasNetwork = () => inventory.networks?.some((network) => network.name === name) ?? false;
    await volumes.create({ name, labels });
    await until(hasVolume);
    await volumes.remove(name);
    await until(() => !hasVolume());
    const id = await networks.create({ name, internal: true, labels });
    await until(hasNetwork);
    await networks.remove(id);
    await until(() => !hasNetwork());
  });

  it('is told by events that have all they need', async () => {
    const events: EngineEvent[] = [];
    const controller = new AbortController();
    const following = new Promise<void>((resolve, reject) => {
      test.engine
        .events(
          (event) => {
            events.push(event);
            if (event.action === 'destroy' && event.attributes.name === name) controller.abort();
          },
          () => {
            test.create({ name }).then((id) => test.engine.containers.remove(id), reject);
          },
          controller.signal,
        )
        .then(resolve, reject);
    });
    const name = uniqueName();
    await following;
    const mine = events.filter(({ attributes }) => attributes.name === name);
    assert.deepEqual(
      mine.map(({ type, action }) => `${type} ${action}`),
      ['container create', 'container destroy'],
    );
    for (const { id, timeNano } of mine) {
      assert.match(id, /^[0-9a-f]{64}$/);
      assert.match(timeNano, /^\d{19}$/);
    }
  });
});
