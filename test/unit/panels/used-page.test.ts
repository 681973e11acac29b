import assert from 'node:assert/strict';
import type { Network } from '../../../src/engine/network-api.ts';
import type { Volume } from '../../../src/engine/volume-api.ts';
import { wasRemoved } from '../../../src/panels/live-page.ts';
import { addressesIn, driverOptions, networkFacts, volumeFacts } from '../../../src/panels/used-facts.ts';
import type { FromUsedPage, ToUsedPage } from '../../../src/panels/used-messages.ts';
import { runUsedPage } from '../../../src/panels/used-session.ts';
import { settled } from '../../support/fake-clock.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = '<img src=x onerror=alert(1)>\u202e\n';
const user = { id: 'c1', name: 'web', state: 'running', places: ['/data'], readOnly: false } as const;

const volume: Volume = {
  name: 'data',
  driver: nasty,
  mountpoint: `/var/${nasty}`,
  createdAt: 1,
  labels: { note: nasty, 'api.token': 'hunter3' },
  anonymous: false,
};
const rawVolume = {
  Options: { type: 'cifs', o: 'username=web,password=hunter2,vers=3', device: '//nas/share' },
  Scope: 'local',
};
const network: Network = {
  id: 'n1',
  name: nasty,
  driver: 'bridge',
  scope: 'local',
  subnets: [],
  internal: true,
  createdAt: 1,
  labels: {},
  predefined: false,
};

describe('facts of a volume and of a network', () => {
  it('hold no secret and nothing that cannot be seen, also inside of an option', () => {
    const facts = volumeFacts(volume, 'data', { raw: rawVolume, users: [user] });
    assert.doesNotMatch(JSON.stringify(facts), /hunter|\u202e/);
    assert.deepEqual(
      facts.options.map(({ name, value }) => [name, value]),
      [
        ['type', 'cifs'],
        ['o', undefined],
        ['device', '//nas/share'],
      ],
    );
  });

  it('tell subnets and addresses, whatever is absent in what the engine answers', () => {
    const raw = {
      IPAM: { Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }, { Subnet: nasty }] },
      EnableIPv6: false,
      Containers: { c1: { IPv4Address: '172.18.0.2/16', IPv6Address: '' }, c2: { IPv4Address: null } },
    };
    const facts = networkFacts(network, { raw, users: [] });
    assert.deepEqual(facts.subnets[0], { subnet: '172.18.0.0/16', gateway: '172.18.0.1', range: '' });
    assert.doesNotMatch(JSON.stringify(facts), /\u202e/);
    assert.deepEqual(
      [...addressesIn(raw)],
      [
        ['c1', ['172.18.0.2']],
        ['c2', []],
      ],
    );
    for (const empty of [undefined, null, {}, { IPAM: null, Containers: null, Options: null }]) {
      assert.deepEqual(networkFacts(network, { raw: empty, users: [] }).subnets, []);
      assert.equal(addressesIn(empty).size, 0);
      assert.deepEqual(driverOptions(empty), {});
    }
    assert.equal(networkFacts({ ...network, driver: 'host' }, { raw: {}, users: [] }).joinable, false);
  });
});

describe('the page of a volume or network', () => {
  function scene() {
    const panel = scriptedPanel<ToUsedPage, FromUsedPage>();
    const watched = scriptedInventory({});
    const done: (readonly unknown[])[] = [];
    const answer = { isThere: true, reads: 0 };
    runUsedPage(panel, 'data', {
      inventory: async () => watched.inventory,
      read: async () => {
        answer.reads++;
        if (!answer.isThere) return undefined;
        return {
          facts: volumeFacts(volume, 'data', { raw: rawVolume, users: [user] }),
          values: { environment: [], labels: volume.labels, options: driverOptions(rawVolume) },
        };
      },
      run: (action) => done.push(['run', action]),
      open: (id) => done.push(['open', id]),
      disconnect: (id) => done.push(['disconnect', id]),
      copy: (text, words) => done.push(['copy', text, words]),
    });
    return { panel, done, answer, ...watched };
  }

  it('is read again when something of it may have changed, and says when it is gone', async () => {
    const { panel, answer, change } = scene();
    await settled();
    await change({ images: true });
    assert.equal(answer.reads, 1);
    await change({ containers: true });
    await change({ volumes: true });
    assert.equal(answer.reads, 3);
    answer.isThere = false;
    await change({ volumes: true });
    assert.deepEqual(panel.posted.at(-1), {
      type: 'hold',
      hold: 'gone',
      words: wasRemoved('data'),
    });
  });

  it('does only what it was told of, and tells what may be secret when it is asked by name', async () => {
    const { panel, done } = scene();
    await settled();
    for (const message of [
      { type: 'open', id: 'c1' },
      { type: 'open', id: 'c2' },
      { type: 'disconnect', id: 'c2' },
      { type: 'disconnect', id: 'c1' },
      { type: 'run', action: 'browse' },
      { type: 'copyHidden', of: 'options', name: 'o' },
      { type: 'copyHidden', of: 'options', name: 'constructor' },
      { type: 'reveal', of: 'labels', name: 'api.token' },
    ] as const) {
      panel.say(message);
    }
    assert.deepEqual(done, [
      ['open', 'c1'],
      ['disconnect', 'c1'],
      ['run', 'browse'],
      ['copy', 'username=web,password=hunter2,vers=3', 'o'],
    ]);
    assert.deepEqual(panel.posted.at(-1), { type: 'value', of: 'labels', name: 'api.token', value: 'hunter3' });
  });
});
