// Options of a container that are changed while it is there, by the editor's commands and by somebody else: what is said of them
// stays true.
import assert from 'node:assert/strict';
import { keepMadeFrom } from '../../../src/commands/running/keep-made-from.ts';
import { otherOptionsOf } from '../../../src/commands/running/made-from.ts';
import { rememberLast } from '../../../src/commands/running/memory.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

const mega = 1024 ** 2;

describe('the options of a container that is changed', () => {
  let test: CommandsUnderTest;
  const subscriptions: { dispose(): void }[] = [];
  before(async () => {
    test = await commandsUnderTest();
  });
  after(async () => {
    for (const each of subscriptions) each.dispose();
    await test.clean();
  });

  /** Run with the form, with 64 MB of memory; `keeps`: while the editor listens to the engine. */
  async function runs({ keeps }: { readonly keeps: boolean }) {
    const image = await test.image();
    const name = uniqueName();
    const person = test.person([
      ...[{ find: '--name' }, { type: name }, { find: '--memory' }, { type: '0.0625g' }, { take: 'run' }],
    ]);
    const { host, services } = person;
    await commands['longshore.image.run'](services, [await test.idOf(image)]);
    const id = await test.container(name);
    await services.inventory.lists();
    if (keeps) subscriptions.push(keepMadeFrom(host.memory, services.inventory));
    const words = () => otherOptionsOf(host, test.engine.id, id)?.differences.map((each) => each.words);
    /** Resolves once that is said; the test's own time limit ends a vain wait. */
    const says = (expected: readonly string[] | undefined) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (JSON.stringify(words()) === JSON.stringify(expected)) resolve();
        };
        subscriptions.push(host.memory.onDidChange(look));
        look();
      });
    const save = (values: object) =>
      rememberLast(
        host,
        { engine: test.engine.id, reference: image },
        { values: { detach: ['true'], ...values }, command: [], environmentNames: [] },
        undefined,
      );
    return { ...person, id, name, image, words, says, save };
  }

  async function network(): Promise<string> {
    const name = uniqueName();
    test.ownsNetwork(name);
    await commands['longshore.network.create'](test.person([{ type: name }, { pick: 'Create' }]).services);
    return name;
  }

  it('are those that it has after an update, here and elsewhere', async () => {
    const { host, services, id, words, says, save } = await runs({ keeps: true });
    assert.equal(words(), undefined);
    await test.engine.containers.update(id, { CpuShares: 512, RestartPolicy: { Name: 'always' } });
    await says(['--restart', '--cpu-shares']);
    await save({ memory: ['64m'], restart: ['always'], 'cpu-shares': ['512'] });
    assert.equal(words(), undefined);
    host.answers.push({ find: '--memory' }, { type: '128m' }, { pick: 'Update' });
    await commands['longshore.container.update'](services, [id]);
    assert.deepEqual(words(), ['--memory']);
    const { raw } = await test.engine.containers.inspect(id);
    assert.equal((raw as { readonly HostConfig: { readonly Memory: number } }).HostConfig.Memory, 128 * mega);
    await save({ memory: ['128m'], restart: ['always'], 'cpu-shares': ['512'] });
    assert.equal(words(), undefined);
  });

  it('are looked at again where nobody listened', async () => {
    const { host, services, id, words, says, save } = await runs({ keeps: false });
    await test.engine.containers.update(id, { CpuShares: 512 });
    await save({ memory: ['64m'], 'cpu-shares': ['512'] });
    assert.deepEqual(words(), ['--cpu-shares']);
    subscriptions.push(keepMadeFrom(host.memory, services.inventory));
    await save({ memory: ['64m'], 'cpu-shares': ['512'] });
    await says(undefined);
  });

  it('are the networks that it is in, and a new one of it is in those', async () => {
    const { host, services, id, name, image, words, says, save } = await runs({ keeps: true });
    const [back, front] = [await network(), await network()];
    await test.engine.networks.connect(back, id, {});
    await says(['--network']);
    await test.engine.networks.disconnect(back, id);
    await says(undefined);
    host.answers.push({ pick: front }, { pick: 'Connect' });
    await commands['longshore.container.connectNetwork'](services, [id]);
    host.answers.push({ pick: 'bridge' }, { confirm: true });
    await commands['longshore.container.disconnectNetwork'](services, [id]);
    assert.deepEqual(words(), ['--network']);
    await save({ memory: ['64m'], network: [front] });
    assert.equal(words(), undefined);

    // Renamed and stopped it is still the same one.
    const other = `${name}-renamed`;
    await test.engine.containers.rename(id, other);
    await test.engine.containers.stop(id, undefined, 0);
    await test.engine.containers.start(id);
    await test.eventually(async () => services.inventory.containers.some((each) => each.name === other));
    assert.equal(words(), undefined);

    // Recreated with the options of the next run it keeps the network that it joined, and does not come back to the one it left.
    await save({ memory: ['64m'], network: [front], user: ['65534'] });
    assert.deepEqual(words(), ['--user']);
    host.answers.push({ confirm: true });
    await commands['longshore.container.recreate'](services, [{ engine: undefined, kind: 'container', id }]);
    const now = await test.engine.containers.inspect(await test.container(other));
    assert.deepEqual([now.user, now.image, now.networks.map((each) => each.name)], ['65534', image, [front]]);
    assert.equal(otherOptionsOf(host, test.engine.id, now.id), undefined);
  });
});
