// Volumes, networks and the disk, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { fillUsedPage } from '../../../src/commands/containers/used-page.ts';
import { ofTheEngine } from '../../../src/commands/networks/commands.ts';
import { usedBy } from '../../../src/commands/objects/used-objects.ts';
import type { FromUsedPage, ToUsedPage } from '../../../src/panels/used-messages.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { until } from '../../support/until.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of volumes, networks and the disk', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const hasVolume = async (wanted: string) => (await test.engine.volumes.list()).some(({ name }) => name === wanted);
  const networkNamed = async (wanted: string) =>
    (await test.engine.networks.list()).find(({ name }) => name === wanted);
  const holding = (volume: string) =>
    test.create({ mounts: [{ kind: 'volume', source: volume, destination: '/data', readOnly: false }] });

  async function newVolume(): Promise<string> {
    const name = uniqueName();
    test.ownsVolume(name);
    await commands['longshore.volume.create'](test.person([{ type: name }, { pick: 'Create' }]).services);
    return name;
  }

  async function newNetwork(...rows: string[]): Promise<string> {
    const name = uniqueName();
    test.ownsNetwork(name);
    await commands['longshore.network.create'](
      test.person([{ type: name }, ...rows.map((pick) => ({ pick })), { pick: 'Create' }]).services,
    );
    return String((await networkNamed(name))?.id);
  }

  it('copy the name of a volume, the name and the id of a network', async () => {
    const volume = await newVolume();
    const network = await newNetwork();
    const { host, services } = test.person();
    await commands['longshore.volume.copyName'](services, [volume]);
    assert.deepEqual(host.copied, [volume]);
    await commands['longshore.network.copyName'](services, [network]);
    await commands['longshore.network.copyId'](services, [network]);
    assert.equal(host.copied.length, 3);
    assert.equal((await networkNamed(String(host.copied[1])))?.id, network);
    assert.equal(host.copied[2], network);
  });

  it('create and inspect a volume, but none whose name is taken or none', async () => {
    const name = await newVolume();
    const { host, services } = test.person();
    await commands['longshore.volume.inspect'](services, [name]);
    assert.equal(JSON.parse(String(host.documents[0]?.text)).Name, name);
    for (const type of [name, 'two words', '$(id)', '', '../up', '😀']) {
      await assert.rejects(commands['longshore.volume.create'](test.person([{ type }]).services), /refused/);
    }
  });

  it('describe a volume and a network on pages, with who uses them and where', async () => {
    const volume = await newVolume();
    const container = uniqueName();
    await test.create({
      name: container,
      mounts: [{ kind: 'volume', source: volume, destination: '/data', readOnly: true }],
    });
    const { host, services } = test.person();
    await commands['longshore.volume.describe'](services, [volume]);
    assert.match(
      await shownPage(services, host),
      new RegExp(`"name":"${container}","state":"created","places":\\["/data"\\],"readOnly":true`),
    );
    const id = await newNetwork();
    const [network] = (await test.engine.networks.list()).filter((each) => each.id === id);
    const joined = await test.run({ network: String(network?.name) });
    await commands['longshore.network.describe'](services, [id]);
    const told = await shownPage(services, host);
    const [, address = ''] = /"places":\["([\d.]+)"\]/.exec(told) ?? [];
    const [, subnet = '', gateway = ''] = /"subnet":"([\d./]+)","gateway":"([\d.]+)"/.exec(told) ?? [];
    assert.equal(address.split('.', 2).join('.'), subnet.split('.', 2).join('.'));
    assert.equal(gateway.split('.', 2).join('.'), subnet.split('.', 2).join('.'));
    // The engine's own are told as such.
    const own = String((await networkNamed('host'))?.id);
    await commands['longshore.network.describe'](services, [own]);
    assert.match(await shownPage(services, host), /"predefined":true,"joinable":false/);
    await test.engine.containers.remove(joined, { force: true });
    await assert.rejects(commands['longshore.network.describe'](services, ['gone']), { kind: 'not-found' });
  });

  it('connect a container from the page of a network, and take it out of just that one', async () => {
    const [one, other] = [await newNetwork(), await newNetwork()];
    const container = uniqueName();
    const id = await test.run({ name: container });
    const { host, services } = test.person([
      { pick: container },
      { pick: 'Connect' },
      { pick: container },
      { pick: 'Connect' },
      { confirm: true },
    ]);
    const namesOf = async () => (await test.engine.containers.inspect(id)).networks.map(({ name }) => name);
    const nameOf = async (of: string) => (await test.engine.networks.list()).find((each) => each.id === of)?.name;
    const pageOf = async (of: string) => {
      await commands['longshore.network.describe'](services, [of]);
      const panel = scriptedPanel<ToUsedPage, FromUsedPage>();
      let isTold = false;
      const post = (message: ToUsedPage) => {
        isTold ||= message.type === 'facts';
        panel.posted.push(message);
      };
      assert.ok(fillUsedPage(services, { ...panel, visible: true, post }, host.openedPages.at(-1)?.target));
      await until(() => isTold);
      return panel;
    };
    for (const of of [one, other]) {
      const panel = await pageOf(of);
      panel.say({ type: 'run', action: 'connect' });
      const name = String(await nameOf(of));
      await until(async () => (await namesOf()).includes(name));
      panel.close();
    }
    const panel = await pageOf(one);
    panel.say({ type: 'disconnect', id });
    const [left, kept] = [String(await nameOf(one)), String(await nameOf(other))];
    await until(async () => !(await namesOf()).includes(left));
    assert.ok((await namesOf()).includes(kept));
    panel.close();
    assert.deepEqual(host.failures, []);
  });

  it('remove a volume only when no container has it, stopped ones counted', async () => {
    const name = await newVolume();
    const id = await holding(name);
    const user = (await test.engine.containers.inspect(id)).name;
    await assert.rejects(commands['longshore.volume.remove'](test.person().services, [name]), ({ message }: Error) =>
      message.includes(usedBy(name, [user])),
    );
    await test.engine.containers.remove(id);
    const { host, services } = test.person([{ confirm: true }]);
    await commands['longshore.volume.remove'](services, [name]);
    assert.match(String(host.confirmations[0]?.detail), /lost permanently/);
    assert.equal(await hasVolume(name), false);
    await assert.rejects(commands['longshore.volume.remove'](services, [name]), { kind: 'not-found' });
  });

  it('remove no volume that a container took meanwhile', async () => {
    const name = await newVolume();
    const { host, services } = test.person();
    const taking = {
      ...host,
      confirm: async () => {
        await holding(name);
        return 'action' as const;
      },
    };
    await assert.rejects(commands['longshore.volume.remove']({ ...services, host: taking }, [name]), {
      kind: 'conflict',
    });
    assert.equal(await hasVolume(name), true);
  });

  it('prune only the volumes that are ticked, and offer none in use', async () => {
    const [goes, stays, used] = [await newVolume(), await newVolume(), await newVolume()];
    await holding(used);
    const { host, services } = test.person([{ pick: 'All Unused' }, { tick: [goes] }, { confirm: true }]);
    await commands['longshore.volume.prune'](services);
    const offered = host.lists[1]?.choices.map(({ label }) => label) ?? [];
    assert.deepEqual([offered.includes(stays), offered.includes(used)], [true, false]);
    assert.deepEqual([await hasVolume(goes), await hasVolume(stays)], [false, true]);
  });

  it('prune volumes without a name, and offer no named one among them', async () => {
    const named = await newVolume();
    const image = await test.image(['VOLUME /data', 'CMD ["true"]']);
    const id = await test.create({ image });
    const volume = String((await test.engine.containers.inspect(id)).mounts[0]?.source);
    test.ownsVolume(volume);
    await test.engine.containers.remove(id);
    const { host, services } = test.person([{ pick: 'Anonymous' }, { tick: [volume.slice(0, 12)] }, { confirm: true }]);
    await commands['longshore.volume.prune'](services);
    assert.ok(!host.lists[1]?.choices.some(({ label }) => label === named));
    assert.deepEqual([await hasVolume(volume), await hasVolume(named)], [false, true]);
  });

  it('create networks, open and internal, and inspect them', async () => {
    const [open, internal] = [await newNetwork(), await newNetwork('Internal')];
    const { host, services } = test.person();
    for (const id of [open, internal]) await commands['longshore.network.inspect'](services, [id]);
    assert.deepEqual(
      host.documents.map(({ text }) => JSON.parse(text).Internal),
      [false, true],
    );
    for (const type of ['two words', 'bridge', '', '$(id)']) {
      await assert.rejects(commands['longshore.network.create'](test.person([{ type }]).services), /refused/);
    }
  });

  it('remove a network when nobody is joined, never one of the engine', async () => {
    const id = await newNetwork();
    const name = String((await test.engine.networks.list()).find((each) => each.id === id)?.name);
    const container = await test.run({ network: name });
    const joined = test.person([{ confirm: true }]);
    await assert.rejects(commands['longshore.network.remove'](joined.services, [id]), { kind: 'conflict' });
    assert.match(
      String(joined.host.confirmations[0]?.detail),
      patternOf((user) => usedBy(name, [user])),
    );
    await test.engine.containers.remove(container, { force: true });
    await commands['longshore.network.remove'](test.person([{ confirm: true }]).services, [id]);
    assert.equal(await networkNamed(name), undefined);
    await assert.rejects(commands['longshore.network.remove'](test.person().services, [id]), { kind: 'not-found' });
    const bridge = String((await networkNamed('bridge'))?.id);
    await assert.rejects(commands['longshore.network.remove'](test.person().services, [bridge]), {
      kind: 'invalid',
      message: ofTheEngine('bridge'),
    });
  });

  it('prune only the networks that are ticked, and offer none in use', async () => {
    const named = async (id: string) =>
      String((await test.engine.networks.list()).find((each) => each.id === id)?.name);
    const [goes, stays, used] = [
      await named(await newNetwork()),
      await named(await newNetwork()),
      await named(await newNetwork()),
    ];
    // Stopped: the engine itself would let it go.
    await test.create({ network: used });
    const { host, services } = test.person([{ tick: [goes] }, { confirm: true }]);
    await commands['longshore.network.prune'](services);
    const offered = host.lists[0]?.choices.map(({ label }) => label) ?? [];
    assert.deepEqual(
      [stays, used, 'bridge', 'host', 'none'].map((name) => offered.includes(name)),
      [true, false, false, false, false],
    );
    assert.deepEqual([await networkNamed(goes), (await networkNamed(stays))?.name], [undefined, stays]);
  });

  it('measure the disk, with the names of what is on it', async () => {
    const volume = await newVolume();
    const name = uniqueName();
    const id = await test.create({ name, command: ['sh', '-c', 'head -c 20000000 /dev/zero > /big'] });
    const starting = test.person();
    await commands['longshore.container.startAttached'](starting.services, [id]);
    await starting.host.terminals[0]?.done;
    const { host, services } = test.person();
    await commands['longshore.diskUsage'](services);
    const page = await shownPage(services, host);
    assert.match(page, new RegExp(`"name":"${name}","size":200\\d{5}`));
    assert.ok(volume.length > 0);
  });
});
