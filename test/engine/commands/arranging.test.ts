// Views are grouped, sorted and filtered by what their kinds offer, and of a real engine's objects those stay that were meant.
import assert from 'node:assert/strict';
import { buildKind } from '../../../src/explorer/builds.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import type { Kind } from '../../../src/explorer/kind.ts';
import { arrange } from '../../../src/explorer/layout.ts';
import { networkKind } from '../../../src/explorer/networks.ts';
import { registryKind } from '../../../src/explorer/registries.ts';
import { volumeKind } from '../../../src/explorer/volumes.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands that arrange a view', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const filtering = (text: string) => test.person([{ take: 'text' }, { type: text }]);
  const labels = <T, Source>(
    { host }: ReturnType<typeof filtering>,
    kind: Kind<T, Source, never>,
    source: Source,
  ): readonly string[] => arrange(kind, source, host.layout(kind.view), Date.now()).map(({ label }) => label);

  it('leave the volume and the network that were meant', async () => {
    const [volume, network] = [uniqueName(), uniqueName()];
    test.ownsVolume(volume);
    test.ownsNetwork(network);
    await commands['longshore.volume.create'](test.person([{ type: volume }, { pick: 'Create' }]).services);
    await commands['longshore.network.create'](test.person([{ type: network }, { pick: 'Create' }]).services);
    const ofVolumes = filtering(volume.toUpperCase());
    const { inventory } = ofVolumes.services;
    inventory.want('volumes');
    inventory.want('networks');
    await commands['longshore.volume.arrange'](ofVolumes.services);
    const ofNetworks = filtering(network);
    await commands['longshore.network.arrange'](ofNetworks.services);
    await test.eventually(
      async () =>
        inventory.volumes?.some(({ name }) => name === volume) === true &&
        inventory.networks?.some(({ name }) => name === network) === true,
    );
    assert.deepEqual(labels(ofVolumes, volumeKind, inventory), [volume]);
    assert.deepEqual(labels(ofNetworks, networkKind, inventory), [network]);
  });

  it('leave the build that was meant', async () => {
    const one = test.project(`FROM ${baseImage}\n`);
    const two = test.project(`FROM ${baseImage}\n`);
    const arranging = filtering(one.tag);
    for (const { target } of [one, two]) await commands['longshore.dockerfile.build'](arranging.services, target);
    assert.equal(labels(arranging, buildKind, arranging.services.builds).length, 2);
    await commands['longshore.build.arrange'](arranging.services);
    assert.deepEqual(labels(arranging, buildKind, arranging.services.builds), [one.tag]);
  });

  it('follow what is typed, and go back with Escape', async () => {
    for (const [command, kind] of [
      ['longshore.container.filter', containerKind],
      ['longshore.image.filter', imageKind],
      ['longshore.volume.filter', volumeKind],
      ['longshore.network.filter', networkKind],
      ['longshore.build.filter', buildKind],
    ] as const) {
      const { host, services } = test.person([{ type: ' state:none ' }, 'escape']);
      await commands[command](services);
      assert.equal(host.layout(kind.view).text, 'state:none');
      await commands[command](services);
      assert.equal(host.layout(kind.view).text, 'state:none');
    }
  });

  it('leave the registries that somebody is logged in to', async () => {
    const arranging = test.person([{ pick: 'Show: Logged In' }]);
    const { listing, credentials } = arranging.services.registries;
    await credentials.save('registry.test', { kind: 'password', username: 'me', password: 'p' }, { inTheClear: true });
    await listing.begin();
    assert.ok(labels(arranging, registryKind, listing).length > 1);
    await commands['longshore.registry.arrange'](arranging.services);
    assert.deepEqual(labels(arranging, registryKind, listing), ['registry.test']);
  });
});
