// What is removed after one look: the build cache, and all that is unused. Through the commands, against the real engine.
import assert from 'node:assert/strict';
import { recordsKept, recordsRemoved } from '../../../src/commands/disk/build-cache-prune.ts';
import { itemsKept, itemsRemoved, losses } from '../../../src/commands/disk/system-prune.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { removalWords } from '../../../src/commands/objects/preview-removal.ts';
import { formatBytes } from '../../../src/quantities.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
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
    const count = host.lists[0]?.choices.length ?? 0;
    assert.match(
      String(host.lists[0]?.title),
      patternOf((space) => removalWords.records(count, space)),
    );
    assert.match(String(host.confirmations[0]?.detail), new RegExp(goes));
    assert.match(
      String(host.messages[0]?.text),
      patternOf((freed) => recordsRemoved(2, freed)),
    );
    assert.deepEqual([(await recordsOf(goes)).length, (await recordsOf(stays)).length], [0, 2]);
    // The first of two steps stays as long as the second is made upon it.
    const first = (await recordsOf(stays)).find(({ description }) => !description.includes('again'));
    const held = test.person([{ tick: [String(first?.description)] }, { confirm: true }]);
    await commands['longshore.buildCache.prune'](held.services);
    assert.equal(held.host.messages[0]?.text, `${recordsRemoved(0, formatBytes(0))} ${recordsKept(1)}`);
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
    const kept = test.person([{ take: 'volumes' }, { tick: mine.slice(1) }, { confirm: true }]);
    await prune(kept.services);
    // It speaks of what is ticked.
    assert.match(
      String(kept.host.confirmations[0]?.detail),
      patternOf(() => `\n\n${losses.ofVolumes}`),
    );
    assert.ok(kept.host.messages[0]?.text.endsWith(itemsKept(3)), kept.host.messages[0]?.text);
    assert.deepEqual(await isThere(), [true, true, true, true]);

    const { host, services } = test.person([{ take: 'volumes' }, { tick: mine }, { confirm: true }]);
    await prune(services);
    assert.match(String(host.lists[1]?.title), /^Remove \d+ items(, freeing .+)?$/);
    assert.match(
      String(host.confirmations[0]?.detail),
      patternOf(() => `\n\n${losses.ofContainersAndVolumes}`),
    );
    assert.match(
      String(host.messages[0]?.text),
      patternOf((freed) => itemsRemoved(4, freed)),
    );
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
    const { host, services } = test.person([{ take: 'dangling' }, 'escape']);
    await assert.rejects(prune(services), Cancelled);
    const labels = host.lists[1]?.choices.map(({ label }) => label) ?? [];
    assert.deepEqual([labels.includes(offered), labels.includes(name)], [true, false]);
    assert.ok(!labels.includes(image) && !labels.includes(nameOf(image)) && !labels.includes(volume));
  });
});
