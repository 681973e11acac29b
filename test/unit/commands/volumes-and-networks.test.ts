// Volumes and networks, from a script against an engine of arrays.
import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { noneUnused, ofTheEngine } from '../../../src/commands/networks/commands.ts';
import { removalWords } from '../../../src/commands/objects/preview-removal.ts';
import { volumes } from '../../../src/commands/volumes/commands.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { commands } from '../../support/test-commands.ts';
import { db, setUp, tearDown } from './set-up.ts';

/** The container "db" uses the volume "data" and the network "backend". */
const inUse = (engine: Engine): Engine => ({
  ...engine,
  containers: {
    ...engine.containers,
    list: async (signal) =>
      (await engine.containers.list(signal)).map((container) =>
        container.id === db.id ? { ...container, volumes: ['data'], networks: ['backend'] } : container,
      ),
  },
});

describe('volumes', () => {
  afterEach(tearDown);

  it('are created, but not under a name that is taken or none', async () => {
    const { services, calls } = setUp({ answers: [{ type: 'shop-data' }, { pick: 'Create' }] });
    await commands['longshore.volume.create'](services);
    assert.ok(calls.includes('volume create {"name":"shop-data"}'));
    for (const name of ['data', 'a b', '$x']) {
      const wrong = setUp({ answers: [{ type: name }] });
      await assert.rejects(commands['longshore.volume.create'](wrong.services), /refused/);
    }
  });

  it('are inspected; the list says what uses each', async () => {
    const { services, host } = setUp({ answers: [{ pick: 'data' }], adapt: inUse });
    await commands['longshore.volume.inspect'](services);
    assert.equal(host.lists[0]?.choices[0]?.description, 'used by "db"');
    assert.deepEqual(host.documents, [{ name: 'data.volume.json', text: '{\n  "Name": "data"\n}' }]);
  });

  it('are removed after a question, and never from under a container', async () => {
    const { services, calls } = setUp({ answers: [{ confirm: true }] });
    await commands['longshore.volume.remove'](services, ['data']);
    assert.ok(calls.includes('volume remove data'));
    const used = setUp({ adapt: inUse });
    await assert.rejects(commands['longshore.volume.remove'](used.services, ['data']), /"data" is used by "db"/);
    assert.ok(!used.calls.some((call) => call.startsWith('volume remove')));
    await assert.rejects(commands['longshore.volume.remove'](setUp().services, ['gone']), {
      kind: 'not-found',
      message: volumes.words.gone,
    });
  });

  it('are pruned with a preview: unnamed ones, or all that nothing uses', async () => {
    const unnamed = setUp({ answers: [{ pick: 'Anonymous' }, { tick: 'all' }, { confirm: true }] });
    await commands['longshore.volume.prune'](unnamed.services);
    assert.equal(unnamed.host.lists[1]?.title, removalWords.volumes(1, '5 MB'));
    assert.deepEqual(
      unnamed.calls.filter((call) => call.startsWith('volume remove')),
      [`volume remove ${'f'.repeat(64)}`],
    );
    const all = setUp({ answers: [{ pick: 'All Unused' }, 'escape'], adapt: inUse });
    await assert.rejects(commands['longshore.volume.prune'](all.services), Cancelled);
    assert.deepEqual(
      all.host.lists[1]?.choices.map(({ label }) => label),
      ['f'.repeat(12)],
    );
  });
});

describe('networks', () => {
  afterEach(tearDown);

  it('are created open or internal', async () => {
    const { services, calls } = setUp({ answers: [{ type: 'shop' }, { pick: 'Internal' }, { pick: 'Create' }] });
    await commands['longshore.network.create'](services);
    assert.ok(calls.includes('network create {"name":"shop","internal":true}'));
  });

  it('are inspected', async () => {
    const { services, host } = setUp({ answers: [{ pick: 'bridge' }] });
    await commands['longshore.network.inspect'](services);
    assert.equal(host.documents[0]?.name, 'bridge.network.json');
  });

  it('are removed, with their containers named, but not the engine’s own', async () => {
    const { services, host, calls } = setUp({ answers: [{ confirm: true }], adapt: inUse });
    await commands['longshore.network.remove'](services, ['b']);
    assert.match(String(host.confirmations[0]?.detail), /"backend" is used by "db"/);
    assert.ok(calls.includes('network remove b'));
    await assert.rejects(commands['longshore.network.remove'](services, ['n'.repeat(64)]), {
      message: ofTheEngine('bridge'),
    });
  });

  it('are pruned with a preview that speaks of no bytes', async () => {
    const { services, host, calls } = setUp({ answers: [{ tick: 'all' }, { confirm: true }] });
    await commands['longshore.network.prune'](services);
    assert.equal(host.lists[0]?.title, removalWords.networks(1));
    assert.ok(calls.includes('network remove b'));
    await assert.rejects(commands['longshore.network.prune'](setUp({ adapt: inUse }).services), {
      message: noneUnused,
    });
  });
});
