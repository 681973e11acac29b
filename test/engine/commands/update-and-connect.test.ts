// Containers that are changed and joined to networks, and volumes and networks with all that docker gives them: through
// the commands, against the real engine.
import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import type { HostConfig } from '../../../src/engine/container-settings.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

const update = commands['longshore.container.update'];
const connect = commands['longshore.container.connectNetwork'];
const disconnect = commands['longshore.container.disconnectNetwork'];

describe('the commands that change what a container may and reaches', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const hostOf = async (id: string) =>
    ((await test.engine.containers.inspect(id)).raw as { readonly HostConfig: HostConfig }).HostConfig;
  const nameOfContainer = async (id: string) => (await test.engine.containers.inspect(id)).name;

  async function networkWith(subnet: string): Promise<string> {
    const name = uniqueName();
    test.ownsNetwork(name);
    const { services } = test.person([{ type: name }, { pick: 'Subnets' }, { type: subnet }, { pick: 'Create' }]);
    await commands['longshore.network.create'](services);
    return name;
  }

  it('update limits and the restart policy of several that run, and nothing else', async () => {
    const ids = [await test.run({ settings: { HostConfig: { CpuShares: 512 } } }), await test.run()];
    const { host, services } = test.person([
      { pick: 'Restart Policy' },
      { type: 'on-failure:4' },
      { pick: 'Memory' },
      { type: '64m' },
      { pick: 'Memory and Swap' },
      { type: '128m' },
      { pick: 'Process Limit' },
      { type: '77' },
      { pick: 'CPUs' },
      { type: '0.5' },
      { pick: 'Update' },
    ]);
    await update(services, ids);
    for (const [index, id] of ids.entries()) {
      const { RestartPolicy, Memory, MemorySwap, NanoCpus, PidsLimit, CpuShares } = await hostOf(id);
      assert.deepEqual(
        [RestartPolicy, Memory, MemorySwap, NanoCpus, PidsLimit, CpuShares],
        [{ Name: 'on-failure', MaximumRetryCount: 4 }, 64 * 1024 ** 2, 128 * 1024 ** 2, 5e8, 77, index === 0 ? 512 : 0],
      );
    }
    const line = host.lists.at(-1)?.choices[0]?.description;
    assert.match(
      String(line),
      /^docker update --restart on-failure:4 --memory 64m --memory-swap 128m --cpus 0\.5 --pids-limit 77 /,
    );
    assert.match(String(host.messages.at(-1)?.text), /^Updated /);
  });

  it('raise the memory although swap goes with it, and take away what can be taken away', async () => {
    const id = await test.run({
      settings: { HostConfig: { Memory: 64 * 1024 ** 2, PidsLimit: 50, RestartPolicy: { Name: 'always' } } },
    });
    const { services } = test.person([
      { pick: 'Memory' },
      { type: '256m' },
      { pick: 'Process Limit' },
      { type: '' },
      { pick: 'Restart Policy' },
      { type: '' },
      { pick: 'Update' },
    ]);
    await update(services, [id]);
    const { Memory, MemorySwap, PidsLimit, RestartPolicy } = await hostOf(id);
    assert.deepEqual([Memory, MemorySwap, RestartPolicy?.Name], [256 * 1024 ** 2, 512 * 1024 ** 2, 'no']);
    assert.ok((PidsLimit ?? 0) <= 0);
    const { host, services: again } = test.person([{ pick: 'Memory' }, { type: '' }, { pick: 'Update' }, 'escape']);
    await assert.rejects(update(again, [id]), Cancelled);
    assert.match(String(host.messages[0]?.text), /but not remove it/);
    const nothing = test.person([{ pick: 'Update' }, 'escape']);
    await assert.rejects(update(nothing.services, [id]), Cancelled);
    assert.match(String(nothing.host.messages[0]?.text), /Choose what to change/);
  });

  it('say what the engine refuses', async () => {
    const id = await test.run({ autoRemove: true });
    const { services } = test.person([{ pick: 'Restart Policy' }, { type: 'always' }, { pick: 'Update' }]);
    await assert.rejects(update(services, [id]), (error: Error) => isKnownFailure(error));
  });

  it('connect a container with alias and address, and disconnect it', async () => {
    const network = await networkWith('172.28.9.0/24');
    const id = await test.run();
    const name = await nameOfContainer(id);
    const { host, services } = test.person([
      { pick: network },
      { pick: 'Aliases' },
      { type: 'db cache' },
      { pick: 'IPv4 Address' },
      { type: '172.28.9.77' },
      { pick: 'Connect' },
    ]);
    await connect(services, [id]);
    assert.match(String(host.messages[0]?.text), new RegExp(`reach it as ${name}, db, cache\\.$`));
    // Another container of the network reaches it there.
    const asker = await test.run({ network });
    const stream = await test.engine.containers.exec(asker, { command: ['ping', '-c1', '-W2', 'cache'] }, undefined);
    let said = '';
    stream.onOutput((text) => {
      said += text;
    });
    await stream.ended;
    assert.match(said, /172\.28\.9\.77/);
    const leaving = test.person([{ pick: network }, { confirm: true }]);
    await disconnect(leaving.services, [id]);
    assert.match(String(leaving.host.confirmations[0]?.detail), /Its other networks are kept/);
    const { networks } = await test.engine.containers.inspect(id);
    assert.deepEqual(
      networks.map((each) => each.name),
      ['bridge'],
    );
    const last = test.person([{ confirm: true }]);
    await disconnect(last.services, [id]);
    assert.match(String(last.host.confirmations[0]?.detail), /its only network/);
    await assert.rejects(disconnect(test.person().services, [id]), /not in a network that it can leave/);
  });

  it('refuse an address that the network does not have', async () => {
    const network = await networkWith('172.28.10.0/24');
    const id = await test.run();
    const { services } = test.person([
      { pick: network },
      { pick: 'IPv4 Address' },
      { type: '10.1.2.3' },
      { pick: 'Connect' },
    ]);
    await assert.rejects(connect(services, [id]), (error: Error) => isKnownFailure(error));
    const wrong = test.person([{ pick: network }, { pick: 'IPv4 Address' }, { type: '10.1.2' }]);
    await assert.rejects(connect(wrong.services, [id]), /is not an IPv4 address/);
  });

  it('create a volume with driver, options and labels', async () => {
    const name = uniqueName();
    test.ownsVolume(name);
    const { services } = test.person([
      { type: name },
      { pick: 'Driver' },
      { type: 'local' },
      { pick: 'Driver Options' },
      { type: 'type=tmpfs device=tmpfs o=size=1m,uid=1000' },
      { pick: 'Labels' },
      { type: 'team=shop "note=two words"' },
      { pick: 'Create' },
    ]);
    await commands['longshore.volume.create'](services);
    const { raw } = await test.engine.volumes.inspect(name);
    const { Driver, Options, Labels } = raw as Record<string, unknown>;
    assert.deepEqual(
      [Driver, Options, Labels],
      ['local', { type: 'tmpfs', device: 'tmpfs', o: 'size=1m,uid=1000' }, { team: 'shop', note: 'two words' }],
    );
  });

  it('create a network with all that docker gives it', async () => {
    const name = uniqueName();
    test.ownsNetwork(name);
    const { host, services } = test.person([
      { type: name },
      { pick: 'Driver' },
      { type: 'bridge' },
      { pick: 'Subnets' },
      { type: '172.28.11.0/24 fd00:28::/64' },
      { pick: 'Gateways' },
      { type: 'fd00:28::99 172.28.11.9' },
      { pick: 'Container Range' },
      { type: '172.28.11.128/25' },
      { pick: 'Create' },
      { pick: 'IPv6' },
      { pick: 'Internal' },
      { pick: 'Attachable' },
      { pick: 'Driver Options' },
      { type: 'com.docker.network.driver.mtu=1400' },
      { pick: 'Labels' },
      { type: 'team=shop' },
      { pick: 'Create' },
    ]);
    await commands['longshore.network.create'](services);
    assert.match(String(host.messages[0]?.text), /needs IPv6 turned on/);
    const found = (await test.engine.networks.list()).find((each) => each.name === name);
    const raw = (await test.engine.networks.inspect(String(found?.id))).raw as {
      readonly Driver: string;
      readonly EnableIPv6: boolean;
      readonly Internal: boolean;
      readonly Attachable: boolean;
      readonly Options: unknown;
      readonly Labels: unknown;
      readonly IPAM: { readonly Config: readonly { Subnet: string; Gateway: string; IPRange?: string }[] };
    };
    assert.deepEqual([raw.Driver, raw.EnableIPv6, raw.Internal, raw.Attachable], ['bridge', true, true, true]);
    assert.deepEqual([raw.Options, raw.Labels], [{ 'com.docker.network.driver.mtu': '1400' }, { team: 'shop' }]);
    assert.deepEqual(
      raw.IPAM.Config.map(({ Subnet, Gateway, IPRange = '' }) => [Subnet, Gateway, IPRange]),
      [
        ['172.28.11.0/24', '172.28.11.9', '172.28.11.128/25'],
        ['fd00:28::/64', 'fd00:28::99', ''],
      ],
    );
    const wrong = test.person([
      { type: uniqueName() },
      { pick: 'Subnets' },
      { type: '172.28.12.0/24' },
      { pick: 'Gateways' },
      { type: '10.0.0.1' },
      { pick: 'Create' },
      'escape',
    ]);
    await assert.rejects(commands['longshore.network.create'](wrong.services), Cancelled);
    assert.equal(wrong.host.messages[0]?.text, '10.0.0.1 is not in any of the subnets.');
  });
});
