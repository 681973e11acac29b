// The commands of a Dockerfile, from its text to a container and a registry; and what the views show after arranging.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { commands } from '../../../src/commands/index.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import type { Kind } from '../../../src/explorer/kind.ts';
import { arrange } from '../../../src/explorer/layout.ts';
import { startRegistry } from '../../support/registry.ts';
import type { ScriptedHost } from '../../support/scripted-host.ts';
import { baseImage, folderWith, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of a Dockerfile', () => {
  let test: CommandsUnderTest;
  const folders: ReturnType<typeof folderWith>[] = [];
  before(async () => {
    test = await commandsUnderTest();
  });
  after(async () => {
    await test.clean();
    for (const { remove } of folders) remove();
  });

  /** A Dockerfile in a folder of its own; its image is removed at the end. */
  function project(dockerfile: string) {
    const made = folderWith({ Dockerfile: dockerfile, 'app.txt': uniqueName() });
    folders.push(made);
    const tag = `${basename(made.folder).toLowerCase()}:latest`;
    test.owns(tag);
    return { target: { dockerfile: join(made.folder, 'Dockerfile') }, tag };
  }

  it('build: the image has its folder’s name, and what follows is offered', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nCOPY app.txt /\nCMD ["sleep", "1000"]\n`);
    const { host, context } = test.person();
    await commands['longshore.dockerfile.build'](context, target);
    assert.match(String(host.messages[0]?.text), new RegExp(`^Built ${tag}: `));
    assert.deepEqual(
      host.messages[0]?.offers.map(({ title }) => title),
      ['Run', 'Push'],
    );
    assert.ok(await test.idOf(tag));
  });

  it('build: what fails is told with its step, and nothing is tagged', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nRUN echo is-wrong && false\n`);
    const { host, context } = test.person();
    await assert.rejects(commands['longshore.dockerfile.build'](context, target), { kind: 'build-failed' });
    await host.terminals[0]?.screen.has('is-wrong');
    await assert.rejects(test.idOf(tag), { kind: 'not-found' });
  });

  it('run: builds what is not there yet, then runs it', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nCOPY app.txt /\nCMD ["sleep", "1000"]\n`);
    const name = uniqueName();
    const { context } = test.person([{ pick: 'Name' }, { type: name }, { pick: 'Run' }]);
    await commands['longshore.dockerfile.run'](context, target);
    const { image, state } = await test.engine.containers.inspect(await test.container(name)).then(async ({ id }) => {
      const found = await test.engine.containers.get(id);
      assert.ok(found);
      return found;
    });
    assert.deepEqual([image, state], [tag, 'running']);
  });

  it('push: gives the image the name that says where it goes, and sends it', async () => {
    const registry = await startRegistry();
    try {
      const { target } = project(`FROM ${baseImage}\nCOPY app.txt /\n`);
      const reference = `${registry.host}/team/app:1`;
      test.owns(reference);
      const { host, context } = test.person([{ type: reference }]);
      await commands['longshore.dockerfile.push'](context, target);
      assert.match(String(host.messages.at(-1)?.text), /team\/app:1 is in /);
      const answer = await fetch(`http://${registry.host}/v2/team/app/tags/list`);
      assert.deepEqual(await answer.json(), { name: 'team/app', tags: ['1'] });
    } finally {
      await registry.stop();
    }
  });
});

describe('the commands that arrange a view', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const rowsOf = <T>(
    kind: Kind<T>,
    { host, context }: { host: ScriptedHost; context: ReturnType<CommandsUnderTest['person']>['context'] },
  ) => arrange(kind, context.inventory, host.layout(kind.view), Date.now());

  it('group containers by image, and keep those with a text', async () => {
    const reference = await test.image();
    const name = uniqueName();
    await test.run({ image: reference, name, command: ['sleep', '1000'] });
    const person = test.person([
      { pick: 'Filter by Text…' },
      { type: name },
      { pick: 'Group by Image' },
      { pick: 'Show: Stopped' },
    ]);
    await person.context.inventory.lists();
    await test.eventually(async () => person.context.inventory.containers.some((each) => each.name === name));
    await commands['longshore.container.arrange'](person.context);
    assert.deepEqual(
      rowsOf(containerKind, person).map(({ label }) => label),
      [name],
    );
    await commands['longshore.container.arrange'](person.context);
    const [group, ...others] = rowsOf(containerKind, person);
    assert.deepEqual([group?.label, group?.children.map(({ label }) => label), others], [reference, [name], []]);
    await commands['longshore.container.arrange'](person.context);
    assert.deepEqual(rowsOf(containerKind, person), []);
  });

  it('show only the images that nothing uses', async () => {
    const [used, unused] = [await test.image(), await test.image()];
    await test.run({ image: used, command: ['sleep', '1000'] });
    const person = test.person([{ pick: 'Show: Unused' }]);
    await person.context.inventory.lists();
    await test.eventually(async () => {
      const { images, containers } = person.context.inventory;
      return images.some(({ tags }) => tags.includes(unused)) && containers.some(({ image }) => image === used);
    });
    await commands['longshore.image.arrange'](person.context);
    const labels = rowsOf(imageKind, person).map(({ label }) => label);
    assert.deepEqual([labels.includes(unused), labels.includes(used)], [true, false]);
  });
});
