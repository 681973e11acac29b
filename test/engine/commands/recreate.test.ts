// A container is made anew of the image that its name means now: all else stays, and the old one is back if that fails.
import assert from 'node:assert/strict';
import { whatStays } from '../../../src/commands/containers/recreate.ts';
import { otherOptionsOf } from '../../../src/commands/running/made-from.ts';
import { rememberLast } from '../../../src/commands/running/memory.ts';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { createOlderImages } from '../../../src/explorer/older-images.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
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
    assert.ok(
      person.host.confirmations[0]?.detail.startsWith(whatStays(undefined)),
      person.host.confirmations[0]?.detail,
    );
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
    const { services } = test.person([{ confirm: true }, { take: true }]);
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
    const { services } = test.person([{ confirm: true }, { take: false }]);
    await commands['longshore.container.recreate'](services, ids);
    const now = await test.engine.containers.inspect(await test.container(name));
    assert.notEqual(now.id, id);
    assert.match(now.command.join(), /sleep 1001/);
    assert.ok(now.environment.includes('VERSION=2'), now.environment.join());
  });

  it('takes the saved options that have changed since, and keeps what is saved nowhere', async () => {
    const { target, tag, write } = test.project(dockerfile('ENV VERSION=1'));
    await build(target);
    const name = uniqueName();
    const other = uniqueName();
    const environment = (values: string) => [{ find: '--env' }, { type: values }];
    const saved = () => person.host.lists.at(-1)?.choices.find(({ value }) => value === true)?.description;
    const person = test.person([
      ...[{ find: '--name' }, { type: name }, ...environment('MODE=slow PASSWORD=hunter2'), { take: 'run' }],
      ...[{ find: '--name' }, { type: other }, { find: '--user' }, { type: '65534' }],
      ...[...environment('MODE=fast PASSWORD=hunter3 MORE=1'), { find: '--volume' }, { type: '/cache' }],
      { take: 'run' },
      // Same image: nothing to choose.
      ...[{ confirm: true as const }, { type: 'fast' }, { type: '1' }],
    ]);
    await commands['longshore.image.run'](person.services, [await test.idOf(tag)]);
    await commands['longshore.image.run'](person.services, [await test.idOf(tag)]);
    const [id, otherId] = [await test.container(name), await test.container(other)];
    const before = await test.engine.containers.inspect(id);
    const words = (of: string) =>
      otherOptionsOf(person.host, test.engine.id, of)?.differences.map((each) => each.words);
    assert.deepEqual(words(id), ['--volume', '--env MODE', '--env MORE', '--user']);
    assert.equal(words(otherId), undefined);

    const recreate = (of: string) =>
      commands['longshore.container.recreate'](person.services, [{ engine: undefined, kind: 'container', id: of }]);
    await recreate(id);
    const [, changing] = patternOf(whatStays).exec(String(person.host.confirmations[0]?.detail)) ?? [];
    assert.match(String(changing), /^--volume, --env MODE, --env MORE/);
    const now = await test.engine.containers.inspect(await test.container(name));
    assert.notEqual(now.id, id);
    assert.equal(now.user, '65534');
    const variables = now.environment.filter((entry) => /^(MODE|PASSWORD|MORE|VERSION)=/.test(entry)).sort();
    assert.deepEqual(variables, ['MODE=fast', 'MORE=1', 'PASSWORD=hunter2', 'VERSION=1']);
    const volumeAt = (details: typeof now, path: string) =>
      details.mounts.find(({ destination }) => destination === path)?.source;
    assert.equal(volumeAt(now, '/data'), volumeAt(before, '/data'));
    assert.ok(volumeAt(now, '/cache'));
    assert.equal(words(now.id), undefined);
    await assert.rejects(recreate(now.id), { kind: 'nothing-to-do' });

    // A newer image, and other options again: either is taken.
    write('Dockerfile', dockerfile('ENV VERSION=2'));
    await build(target);
    const runs = { image: tag, values: { user: ['0'] }, command: [], environmentNames: [] };
    await rememberLast(person.host, { engine: test.engine.id, reference: tag }, runs, undefined);
    person.host.answers.push({ take: false }, { confirm: true });
    await recreate(otherId);
    assert.match(String(saved()), /--volume.*--user/);
    const kept = await test.engine.containers.inspect(await test.container(other));
    assert.equal(kept.user, '65534');
    assert.ok(kept.environment.includes('VERSION=2'), kept.environment.join());
    assert.deepEqual(words(kept.id), ['--volume', '--user']);
    assert.deepEqual(await labelsAdded(kept.id), []);
  });

  /** Nothing is written to the engine: its labels are the image's. */
  async function labelsAdded(id: string): Promise<string[]> {
    const { labels, imageId } = await test.engine.containers.inspect(id);
    const { labels: given } = await test.engine.images.inspect(imageId);
    return Object.keys(labels).filter((key) => !Object.hasOwn(given, key));
  }
});
