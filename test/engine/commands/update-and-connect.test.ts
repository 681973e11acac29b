// Containers that are changed and joined to networks, and volumes and networks with all that docker gives them: through
// the commands, against the real engine.
import assert from 'node:assert/strict';
import { connectedWords, disconnecting } from '../../../src/commands/containers/networks.ts';
import { cannotBeUnlimited, nothingChosen } from '../../../src/commands/containers/update.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { inNoSubnet, needsIpv6 } from '../../../src/commands/networks/create.ts';
import { wrongIp4 } from '../../../src/commands/options/values.ts';
import type { HostConfig } from '../../../src/engine/container-settings.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
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
    const { services } = test.person([{ type: name }, { find: '--subnet' }, { type: subnet }, { take: undefined }]);
    await commands['longshore.network.create'](services);
    return name;
  }

  it('update limits and the restart policy of several that run, and nothing else', async () => {
    const ids = [await test.run({ settings: { HostConfig: { CpuShares: 512 } } }), await test.run()];
    const { host, services } = test.person([
      { find: '--restart' },
      { type: 'on-failure:4' },
      { find: '--memory' },
      { type: '64m' },
      { find: '--memory-swap' },
      { type: '128m' },
      { find: '--pids-limit' },
      { type: '77' },
      { find: '--cpus' },
      { type: '0.5' },
      { take: undefined },
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
    assert.equal(host.messages.length, 1);
  });

  it('raise the memory although swap goes with it, and take away what can be taken away', async () => {
    const id = await test.run({
      settings: { HostConfig: { Memory: 64 * 1024 ** 2, PidsLimit: 50, RestartPolicy: { Name: 'always' } } },
    });
    const { services } = test.person([
      { find: '--memory' },
      { type: '256m' },
      { find: '--pids-limit' },
      { type: '' },
      { find: '--restart' },
      { type: '' },
      { take: undefined },
    ]);
    await update(services, [id]);
    const { Memory, MemorySwap, PidsLimit, RestartPolicy } = await hostOf(id);
    assert.deepEqual([Memory, MemorySwap, RestartPolicy?.Name], [256 * 1024 ** 2, 512 * 1024 ** 2, 'no']);
    assert.ok((PidsLimit ?? 0) <= 0);
    const { host, services: again } = test.person([{ find: '--memory' }, { type: '' }, { take: undefined }, 'escape']);
    await assert.rejects(update(again, [id]), Cancelled);
    assert.match(String(host.messages[0]?.text), patternOf(cannotBeUnlimited));
    const nothing = test.person([{ take: undefined }, 'escape']);
    await assert.rejects(update(nothing.services, [id]), Cancelled);
    assert.equal(nothing.host.messages[0]?.text, nothingChosen);
  });

  it('say what the engine refuses', async () => {
    const id = await test.run({ autoRemove: true });
    const { services } = test.person([{ find: '--restart' }, { type: 'always' }, { take: undefined }]);
    await assert.rejects(update(services, [id]), (error: Error) => isKnownFailure(error));
  });

  it('connect a container with alias and address, and disconnect it', async () => {
    const network = await networkWith('172.28.9.0/24');
    const id = await test.run();
    const name = await nameOfContainer(id);
    const { host, services } = test.person([
      { pick: network },
      { find: '--alias' },
      { type: 'db cache' },
      { find: '--ip' },
      { type: '172.28.9.77' },
      { take: undefined },
    ]);
    await connect(services, [id]);
    assert.equal(host.messages[0]?.text, connectedWords(name, network, [name, 'db', 'cache']));
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
    assert.equal(leaving.host.confirmations[0]?.detail, disconnecting.fromOneOfSeveral);
    const { networks } = await test.engine.containers.inspect(id);
    assert.deepEqual(
      networks.map((each) => each.name),
      ['bridge'],
    );
    const last = test.person([{ confirm: true }]);
    await disconnect(last.services, [id]);
    assert.equal(last.host.confirmations[0]?.detail, disconnecting.fromTheOnlyOne);
    await assert.rejects(disconnect(test.person().services, [id]), {
      kind: 'nothing-to-do',
      message: disconnecting.fromNone(name),
    });
  });

  it('refuse an address that the network does not have', async () => {
    const network = await networkWith('172.28.10.0/24');
    const id = await test.run();
    const { services } = test.person([{ pick: network }, { find: '--ip' }, { type: '10.1.2.3' }, { take: undefined }]);
    await assert.rejects(connect(services, [id]), (error: Error) => isKnownFailure(error));
    const wrong = test.person([{ pick: network }, { find: '--ip' }, { type: '10.1.2' }]);
    await assert.rejects(connect(wrong.services, [id]), refused(wrongIp4('10.1.2')));
  });

  it('create a volume with driver, options and labels', async () => {
    const name = uniqueName();
    test.ownsVolume(name);
    const { services } = test.person([
      { type: name },
      { find: '--driver' },
      { type: 'local' },
      { find: '--opt' },
      { type: 'type=tmpfs device=tmpfs o=size=1m,uid=1000' },
      { find: '--label' },
      { type: 'team=shop "note=two words"' },
      { take: undefined },
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
      { find: '--driver' },
      { type: 'bridge' },
      { find: '--subnet' },
      { type: '172.28.11.0/24 fd00:28::/64' },
      { find: '--gateway' },
      { type: 'fd00:28::99 172.28.11.9' },
      { find: '--ip-range' },
      { type: '172.28.11.128/25' },
      { take: undefined },
      { find: '--ipv6' },
      { find: '--internal' },
      { find: '--attachable' },
      { find: '--opt' },
      { type: 'com.docker.network.driver.mtu=1400' },
      { find: '--label' },
      { type: 'team=shop' },
      { take: undefined },
    ]);
    await commands['longshore.network.create'](services);
    assert.equal(host.messages[0]?.text, needsIpv6);
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
      { find: '--subnet' },
      { type: '172.28.12.0/24' },
      { find: '--gateway' },
      { type: '10.0.0.1' },
      { take: undefined },
      'escape',
    ]);
    await assert.rejects(commands['longshore.network.create'](wrong.services), Cancelled);
    assert.equal(wrong.host.messages[0]?.text, inNoSubnet('10.0.0.1'));
  });
});
