// A container is made anew of the image that its name means now: all else stays, and the old one is back if that fails.
import assert from 'node:assert/strict';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { createOlderImages } from '../../../src/explorer/older-images.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('a container of an older image', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  /** Runs, with a volume without a name in which a file is. */
  async function runs(
    tag: string,
    command?: string[],
  ): Promise<{ id: string; name: string; ids: { engine: undefined; kind: 'container'; id: string }[] }> {
    const name = uniqueName();
    const id = await test.engine.containers.create({
      image: tag,
      name,
      environment: ['MINE=1', 'BOTH=mine'],
      labels: { 'longshore.test': name },
      ...(command && { command }),
    });
    await test.engine.containers.start(id);
    return { id, name, ids: [{ engine: undefined, kind: 'container', id }] };
  }
  const build = (target: { dockerfile: string }) =>
    commands['longshore.dockerfile.build'](test.person().services, target);
  const dockerfile = (line: string) =>
    `FROM ${baseImage}\nENV BOTH=image\nVOLUME /data\n${line}\nCMD ["sh", "-c", "trap 'exit 0' TERM; echo x >> /data/x; sleep 1000 & wait"]\n`;

  /** As its row says it: the name that means a newer image. */
  async function olderName(id: string): Promise<string | undefined> {
    const inventory = watchInventory({
      connect: async () => Object.create(test.engine, { close: { value: () => {} } }),
      log: () => undefined,
    });
    await inventory.lists();
    const clock = createFakeClock();
    const older = createOlderImages(inventory, clock);
    const container = inventory.containers.find((each) => each.id === id) ?? assert.fail();
    const known = new Promise<void>((resolve) => older.onDidChange(resolve));
    older.begin();
    await clock.advance(1000);
    // Lists of Docker's own store tell the image's id, and then the container is asked.
    if (/^sha256:/.test(container.image)) await known;
    const name = older.of(container);
    older.dispose();
    inventory.dispose();
    return name;
  }

  it('is recreated with what its tag means now', async () => {
    const { target, tag, write } = test.project(dockerfile('ENV VERSION=1\nLABEL longshore.version=1'));
    await build(target);
    const { id, name, ids } = await runs(tag);
    const before = await test.engine.containers.inspect(id);

    const { services } = test.person();
    await assert.rejects(commands['longshore.container.recreate'](services, ids), { kind: 'nothing-to-do' });

    write('Dockerfile', dockerfile('ENV VERSION=2\nLABEL longshore.version=2'));
    await build(target);
    assert.equal(await olderName(id), tag);
    const person = test.person([{ confirm: true }]);
    await commands['longshore.container.recreate'](person.services, ids);
    assert.match(String(person.host.confirmations[0]?.detail), /Files that it wrote outside of volumes are lost/);
    const now = await test.engine.containers.inspect(await test.container(name));
    assert.notEqual(now.id, id);
    assert.equal(now.imageId, await test.idOf(tag));
    assert.ok(now.running);
    assert.equal(await olderName(now.id), undefined);
    const variables = now.environment.filter((entry) => /^(MINE|BOTH|VERSION)=/.test(entry)).sort();
    assert.deepEqual(variables, ['BOTH=mine', 'MINE=1', 'VERSION=2']);
    assert.deepEqual([now.labels['longshore.test'], now.labels['longshore.version']], [name, '2']);
    assert.deepEqual(
      now.mounts.map(({ source }) => source),
      before.mounts.map(({ source }) => source),
    );
    assert.equal(await test.engine.containers.get(id), undefined);
  });

  it('is back if the new one does not start', async () => {
    const { target, tag, write } = test.project(dockerfile('ENV VERSION=1'));
    await build(target);
    const { id, name, ids } = await runs(tag);
    write('Dockerfile', `FROM ${baseImage}\nENTRYPOINT ["/nowhere"]\n`);
    await build(target);
    // Engines with containerd's store have not kept the old image, so only the person knows what its program was.
    const { services } = test.person([{ confirm: true }, { pick: 'Program of the New Image' }]);
    await assert.rejects(commands['longshore.container.recreate'](services, ids));
    assert.equal(await test.container(name), id);
    assert.ok((await test.engine.containers.inspect(id)).running);
  });

  it('goes on with its own program if that is wanted', async () => {
    const { target, tag, write } = test.project(dockerfile('ENV VERSION=1'));
    await build(target);
    const { id, name, ids } = await runs(tag, ['sh', '-c', 'trap "exit 0" TERM; sleep 1001 & wait']);
    write('Dockerfile', dockerfile('ENV VERSION=2'));
    await build(target);
    const { services } = test.person([{ confirm: true }, { pick: 'Program of the Old Container' }]);
    await commands['longshore.container.recreate'](services, ids);
    const now = await test.engine.containers.inspect(await test.container(name));
    assert.notEqual(now.id, id);
    assert.match(now.command.join(), /sleep 1001/);
    assert.ok(now.environment.includes('VERSION=2'), now.environment.join());
  });
});
