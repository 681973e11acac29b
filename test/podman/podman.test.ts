// What Podman does otherwise than Docker, through the commands' own handlers, on a real one.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summaryOf } from '../../src/builds/record.ts';
import type { EngineEvent } from '../../src/engine/engine.ts';
import { imageKind } from '../../src/explorer/images.ts';
import { type CommandsUnderTest, commandsUnderTest } from '../engine/commands/set-up.ts';
import { baseImage, labels, outputOf, uniqueName } from '../engine/engine-under-test.ts';
import { sentenceOf } from '../support/engine-sentences.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { pushImage } from '../support/registry-content.ts';
import { shownPage } from '../support/shown-page.ts';
import { commands } from '../support/test-commands.ts';
import { zstdOf } from '../support/zstd.ts';

describe('Podman', () => {
  let test: CommandsUnderTest;
  let registry: Registry;
  before(async () => {
    test = await commandsUnderTest();
    registry = await startRegistry();
  });
  after(async () => {
    await test.clean();
    await registry.stop();
  });
  /** A container that ends at once when it is to: `sleep` would not heed the polite signal for ten seconds. */
  const heedful = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'];

  it('pulls and pushes without a login', async () => {
    const path = `team/${uniqueName()}`;
    const reference = `${registry.host}/${path}:1`;
    await pushImage(registry.host, path, '1', { layers: [Buffer.from(path)] });
    test.owns(reference);
    const { host, services } = test.person([{ type: reference }]);
    await commands['longshore.image.pull'](services);
    assert.equal(host.messages.at(-1)?.text, `Pulled ${reference}.`);

    const target = `${registry.host}/team/${uniqueName()}:1`;
    test.owns(target);
    const pusher = test.person([{ type: target }]);
    await commands['longshore.image.push'](pusher.services, [reference]);
    assert.equal(pusher.host.messages.at(-1)?.text, `Pushed ${target} to ${registry.host}.`);
  });

  it('searches Docker Hub, as Docker does, and reads what it finds', async () => {
    const { images } = test.engine;
    const path = `team/${uniqueName()}`;
    await pushImage(registry.host, path, '1', { layers: [Buffer.from(path)] });
    const found = await images.search(`${registry.host}/${path}`);
    assert.deepEqual(found, [{ name: `${registry.host}/${path}`, description: '', stars: 0, official: false }]);
    assert.deepEqual(await images.search(`${registry.host}/nobody/has-this`), []);
    // Its own configuration names no registry: nobody would be asked, and nothing found.
    const hub = await images.search('busybox').catch((error) => error);
    if (hub instanceof Error)
      assert.equal((hub as Error & { kind?: string }).kind, 'registry-unreachable', String(hub));
    else assert.ok(hub.some(({ official }: { official: boolean }) => official));
  });

  it('says what is wrong where a registry cannot be reached, never that an archive is broken', async () => {
    const { images } = test.engine;
    const isTrue = (error: Error) => !/archive/.test(error.message);
    await assert.rejects(
      images.pull('127.0.0.1:9/team/app:1', () => undefined),
      isTrue,
    );
    await assert.rejects(images.search('longshore'), isTrue);
  });

  it('says what is wrong with a name, and with one that nobody knows', async () => {
    const { images } = test.engine;
    const pull = images.pull('Team/App:1', () => undefined);
    await assert.rejects(pull, { kind: 'invalid', message: /in lowercase/ });
    const refused = images.pull('127.0.0.1:9/team/app:1', () => undefined);
    await assert.rejects(refused, { kind: 'registry-unreachable', message: /connection refused/ });
    const history = images.history('nobody-has-this:1');
    await assert.rejects(history, { kind: 'not-found', message: sentenceOf('no-such-image', 'nobody-has-this:1') });
  });

  it('is given unpacked what it cannot unpack', async () => {
    const image = await test.image();
    const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    const [plain, packed] = [join(folder, 'image.tar'), join(folder, 'image.tar.zst')];
    try {
      await commands['longshore.image.save'](test.person([{ files: [plain] }]).services, [image]);
      writeFileSync(packed, zstdOf(readFileSync(plain)));
      const { host, services } = test.person([{ files: [packed] }]);
      await commands['longshore.image.load'](services);
      assert.match(String(host.messages.at(-1)?.text), /^Loaded /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names images as people write them, and finds them by such names', async () => {
    const { engine } = test;
    const image = await test.image();
    const { services } = test.person();
    await services.inventory.refresh();
    const { images, containers } = await services.inventory.lists();
    const own = images.find(({ tags }) => tags.includes(image));
    assert.ok(own, images.flatMap(({ tags }) => tags).join());
    assert.equal(imageKind.row(own, { images, containers, failures: {} }, Date.now()).label, image);
    const id = await test.create({ image });
    const { image: named } = await engine.containers.inspect(id);
    assert.equal(named, image);
    assert.equal((await engine.containers.list()).find((each) => each.id === id)?.image, image);
  });

  it('removes no network that containers are joined to', async () => {
    const { engine } = test;
    const name = uniqueName();
    const network = await engine.networks.create({ name, driver: 'bridge', labels });
    const container = uniqueName();
    const id = await test.create({ name: container, network: name });
    const remove = () => {
      const { services } = test.person([{ confirm: true }]);
      return commands['longshore.network.remove'](services, [network]);
    };
    await assert.rejects(remove(), { kind: 'conflict', message: new RegExp(container) });
    await engine.containers.remove(id, { force: true });
    await remove();
    assert.ok(!(await engine.networks.list()).some((each) => each.name === name));
  });

  it('says that a name is taken', async () => {
    const taken = uniqueName();
    await test.create({ name: taken });
    const other = await test.create();
    // The form refuses it before; somebody else may take the name meanwhile.
    await assert.rejects(test.engine.containers.rename(other, taken), { kind: 'name-in-use' });
  });

  it('measures the disk, and tells which images are used', async () => {
    const id = await test.create();
    const { imageId } = await test.engine.containers.inspect(id);
    const { images } = await test.engine.diskUsage();
    const used = images.find((image) => image.id === imageId);
    assert.ok((used?.containers ?? 0) > 0, JSON.stringify({ imageId, images }));
    const { host, services } = test.person();
    await commands['longshore.diskUsage'](services);
    assert.match(await shownPage(services, host), /"kind":"images"/);
  });

  it('keeps what a build was, with what it told of its steps', async () => {
    const { target, tag } = test.project(`FROM ${baseImage}\nCOPY app.txt /\nRUN echo ${uniqueName()}\n`);
    const { host, services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    assert.match(String(host.messages[0]?.text), new RegExp(tag));
    const [record] = services.builds.records;
    assert.ok(record);
    assert.doesNotMatch(summaryOf(record, Date.now()), /\b0 of 0\b/);
  });

  it('tells the steps of several stages on their lines', async () => {
    const { target } = test.project(
      `FROM ${baseImage} AS page\nENV A=b\nRUN echo ${uniqueName()} > /a\n\nFROM ${baseImage}\nCOPY --from=page /a /b\nCMD sh\n`,
    );
    const { services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    const steps = services.builds.records[0]?.steps.map(({ line, stage, state }) => [line, stage, state]);
    assert.deepEqual(steps, [
      [0, 'page', 'done'],
      [2, 'page', 'done'],
      [4, '1', 'done'],
      [5, '1', 'done'],
    ]);
  });

  it('lets a terminal be resized whose program has ended', async () => {
    const id = await test.run({ command: heedful });
    const size = { columns: 80, rows: 24 };
    const stream = await test.engine.containers.exec(id, { command: ['echo', 'done'] }, size);
    const output = outputOf(stream);
    await output.has('done');
    await stream.ended;
    await stream.resize(100, 30);
  });

  it('tells how a program ended from one that it could not start', async () => {
    const id = await test.run({ command: heedful });
    const size = { columns: 80, rows: 24 };
    const endOf = async (...command: string[]) => (await test.engine.containers.exec(id, { command }, size)).ended;
    assert.deepEqual(await endOf('sh', '-c', 'exit 3'), { how: 'exited', exitCode: 3 });
    assert.deepEqual(await endOf('sh', '-c', 'longshore-nope'), { how: 'exited', exitCode: 127 });
    assert.deepEqual(await endOf('longshore-nope'), { how: 'not-started' });
    assert.deepEqual(await endOf('/etc/hosts'), { how: 'not-started' });
    assert.deepEqual(await endOf('/etc'), { how: 'not-started' });
  });

  it('has its own network under the name that containers know it by', async () => {
    const id = await test.run({ command: heedful });
    const container = (await test.engine.containers.list()).find((each) => each.id === id);
    const networks = await test.engine.networks.list();
    assert.deepEqual(container?.networks, ['podman']);
    const own = networks.filter(({ predefined }) => predefined);
    assert.deepEqual(
      own.map(({ name }) => name),
      ['podman'],
    );
  });

  it('tells which container has joined a network, and which has left it', async () => {
    const { networks } = test.engine;
    const id = await test.run({ command: heedful });
    const network = await networks.create({ name: uniqueName(), driver: 'bridge', labels });
    const ending = new AbortController();
    try {
      const told: string[] = [];
      await new Promise<void>((resolve, reject) => {
        const onEvent = ({ type, action, attributes }: EngineEvent) => {
          if (type === 'network' && attributes.container === id) told.push(action);
          if (told.length === 2) resolve();
        };
        const change = async () => {
          await networks.connect(network, id, {});
          await networks.disconnect(network, id);
        };
        test.engine.events(onEvent, () => void change().catch(reject), ending.signal).catch(reject);
      });
      assert.deepEqual(told, ['connect', 'disconnect']);
    } finally {
      ending.abort();
      await networks.remove(network);
    }
  });
});
