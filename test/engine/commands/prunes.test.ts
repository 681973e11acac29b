// What is removed after one look: the build cache, and all that is unused. Through the commands, against the real engine.
import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nameOf } from './set-up.ts';

const prune = commands['longshore.prune'];

describe('the commands that clear the engine', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  async function recordsOf(word: string) {
    return (await test.engine.buildCache.list()).filter(({ description }) => description.includes(word));
  }

  it('remove the ticked records of the build cache, and no others', async () => {
    const [goes, stays] = [uniqueName(), uniqueName()];
    for (const word of [goes, stays]) {
      const project = test.project(`FROM ${baseImage}\nRUN echo ${word} > /first\nRUN echo ${word} again > /second\n`);
      await commands['longshore.dockerfile.build'](test.person().services, project.target);
    }
    const labels = (await recordsOf(goes)).map(({ description }) => description);
    assert.equal(labels.length, 2);
    const { host, services } = test.person([{ tick: labels }, { confirm: true }]);
    await commands['longshore.buildCache.prune'](services);
    assert.match(String(host.lists[0]?.title), /^Remove \d+ cache records, freeing /);
    assert.match(String(host.confirmations[0]?.detail), new RegExp(goes));
    assert.match(String(host.messages[0]?.text), /^Removed 2 cache records, freeing /);
    assert.deepEqual([(await recordsOf(goes)).length, (await recordsOf(stays)).length], [0, 2]);
    // The first of two steps stays as long as the second is made upon it.
    const first = (await recordsOf(stays)).find(({ description }) => !description.includes('again'));
    const held = test.person([{ tick: [String(first?.description)] }, { confirm: true }]);
    await commands['longshore.buildCache.prune'](held.services);
    assert.match(String(held.host.messages[0]?.text), /^Removed 0 cache records, freeing 0 B\. 1 record was kept/);
    assert.equal((await recordsOf(stays)).length, 2);
  });

  it('remove all that is unused after one look: what holds goes before what is held', async () => {
    const image = await test.image(['CMD ["true"]', 'ENV HELD=1']);
    const [network, volume] = [uniqueName(), uniqueName()];
    test.ownsNetwork(network);
    test.ownsVolume(volume);
    await test.engine.networks.create({ name: network });
    await test.engine.volumes.create({ name: volume });
    const container = await test.create({
      image,
      network,
      mounts: [{ kind: 'volume', source: volume, destination: '/data', readOnly: false }],
    });
    const { name } = await test.engine.containers.inspect(container);
    const mine = [name, network, volume, image];
    const isThere = async () => [
      await test.hasContainer(name),
      (await test.engine.networks.list()).some((each) => each.name === network),
      (await test.engine.volumes.list()).some((each) => each.name === volume),
      (await test.engine.images.list()).some(({ tags }) => tags.includes(image)),
    ];

    // The container is kept: so is what it holds, although it is ticked.
    const kept = test.person([{ pick: 'All Unused Images and Volumes' }, { tick: mine.slice(1) }, { confirm: true }]);
    await prune(kept.services);
    // It speaks of what is ticked.
    assert.match(String(kept.host.confirmations[0]?.detail), /\n\nThe data in the volumes is lost permanently\.$/);
    assert.match(String(kept.host.messages[0]?.text), /3 items were kept, since containers that you kept use them\.$/);
    assert.deepEqual(await isThere(), [true, true, true, true]);

    const { host, services } = test.person([
      { pick: 'All Unused Images and Volumes' },
      { tick: mine },
      { confirm: true },
    ]);
    await prune(services);
    assert.match(String(host.lists[1]?.title), /^Remove \d+ items(, freeing .+)?$/);
    assert.match(
      String(host.confirmations[0]?.detail),
      /\n\nData in the containers and volumes is lost permanently\.$/,
    );
    assert.match(String(host.messages[0]?.text), /^Removed 4 items, freeing .*\.$/);
    assert.deepEqual(await isThere(), [false, false, false, false]);
  });

  it('offer nothing that is in use, no image with a name and no volume unless it is wanted', async () => {
    const running = await test.run();
    const { name } = await test.engine.containers.inspect(running);
    const image = await test.image(['CMD ["true"]', 'ENV UNUSED=1']);
    const volume = uniqueName();
    test.ownsVolume(volume);
    await test.engine.volumes.create({ name: volume });
    const stopped = await test.create();
    const { name: offered } = await test.engine.containers.inspect(stopped);
    const { host, services } = test.person([{ pick: 'Dangling Images' }, 'escape']);
    await assert.rejects(prune(services), Cancelled);
    const labels = host.lists[1]?.choices.map(({ label }) => label) ?? [];
    assert.deepEqual([labels.includes(offered), labels.includes(name)], [true, false]);
    assert.ok(!labels.includes(image) && !labels.includes(nameOf(image)) && !labels.includes(volume));
  });
});
