// The commands of a Dockerfile, from its text to a container and a registry; and what the views show after arranging.
import assert from 'node:assert/strict';
import { builtSentences } from '../../../src/commands/building/build-image.ts';
import { baseNotHere } from '../../../src/engine/dockerode/build-errors.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import type { Kind } from '../../../src/explorer/kind.ts';
import { arrange } from '../../../src/explorer/layout.ts';
import { UserError } from '../../../src/user-error.ts';
import { sentenceOf } from '../../support/engine-sentences.ts';
import { startRegistry } from '../../support/registry.ts';
import { account, passwordFile, secretsOf } from '../../support/registry-account.ts';
import type { ScriptedHost } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of a Dockerfile', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const project = (dockerfile: string) => test.project(dockerfile);

  it('build: the image has its folder’s name, and what follows is offered', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nCOPY app.txt /\nCMD ["sleep", "1000"]\n`);
    const { host, services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    assert.match(
      String(host.messages[0]?.text),
      patternOf((now) => builtSentences.first(tag, now)),
    );
    assert.equal(host.messages[0]?.offers.length, 2);
    assert.ok(await test.idOf(tag));
  });

  it('build: what fails is told with its step, and nothing is tagged', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nRUN echo is-wrong && false\n`);
    const { host, services } = test.person();
    const failure: unknown = await commands['longshore.dockerfile.build'](services, target).catch((error) => error);
    assert.ok(failure instanceof UserError, String(failure));
    assert.equal(failure.kind, 'build-failed');
    await failure.offer?.run();
    assert.match(String(host.documents[0]?.text), /\nis-wrong\n[\s\S]*FAILED/);
    await host.terminals[0]?.screen.has('is-wrong');
    await assert.rejects(test.idOf(tag), { kind: 'not-found' });
  });

  it('build: what BuildKit refuses before any step stands on its line, in its own words', async () => {
    const cases = [
      [`FROM ${baseImage} AS Base\nRUN true\n\nFROM Base\n`, 3, /stage name "Base": .*must be lowercase/],
      [`ARG TAG=\n# which?\nFROM busybox:\${TAG}\n`, 2, /stage name "busybox:": invalid reference format/],
      ['ARG BASE\nFROM $BASE\n', 1, /base name \(\$BASE\) should not be blank/i],
      [
        `FROM ${baseImage}\n\nCOPPY a b\n`,
        2,
        patternOf(() => sentenceOf('dockerfile-line', '3', 'unknown instruction: COPPY')),
      ],
    ] as const;
    for (const [text, line, words] of cases) {
      const { target } = project(text);
      const { services } = test.person();
      await assert.rejects(commands['longshore.dockerfile.build'](services, target), {
        kind: 'build-failed',
        message: words,
      });
      const failed = services.builds
        .followed(target.dockerfile)
        ?.lines.states()
        .filter(({ state }) => state === 'failed');
      assert.deepEqual(
        failed?.map((each) => each.line),
        [line],
        text,
      );
      assert.match(String(failed?.[0]?.error), words);
    }
  });

  it('build: a private base comes with the login of its registry, and without one the message says so', async () => {
    const password = passwordFile();
    const registry = await startRegistry({ auth: password.auth });
    try {
      const base = `${registry.host}/team/base:1`;
      const { host, services } = test.person();
      const { engine } = test;
      await engine.images.tag(await test.image(), base);
      test.owns(base);
      const login = { kind: 'password', ...account } as const;
      await engine.images.push(base, () => undefined, undefined, { credentials: async () => login });
      await engine.images.remove(base, {});
      const { target, tag } = project(`FROM ${base}\nRUN true\n`);
      const build = () => commands['longshore.dockerfile.build'](services, target);
      await assert.rejects(build(), {
        kind: 'build-failed',
        message: baseNotHere(base, sentenceOf('login-rejected')),
      });
      await services.registries.credentials.save(registry.host, login, { inTheClear: false });
      await build();
      assert.ok(await test.idOf(tag));
      const said = JSON.stringify([
        services.builds.records,
        await Promise.all(services.builds.records.map(({ id }) => services.builds.log(id))),
        host.messages,
        host.terminals.map(({ screen }) => screen.text()),
        [...host.remembered],
      ]);
      for (const secret of secretsOf(account)) assert.ok(!said.includes(secret), 'the password is told');
    } finally {
      await registry.stop();
      password.remove();
    }
  });

  it('run: builds what is not there yet, then runs it', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nCOPY app.txt /\nCMD ["sleep", "1000"]\n`);
    const name = uniqueName();
    const { services } = test.person([{ find: '--name' }, { type: name }, { take: 'run' }]);
    await commands['longshore.dockerfile.run'](services, target);
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
      const { host, services } = test.person([{ type: reference }]);
      await commands['longshore.dockerfile.push'](services, target);
      assert.match(String(host.messages.at(-1)?.text), /^Pushed \S+team\/app:1 to /);
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
    { host, services }: { host: ScriptedHost; services: ReturnType<CommandsUnderTest['person']>['services'] },
  ) => arrange(kind, services.inventory, host.layout(kind.view), Date.now());

  it('group containers by image, and keep those with a text', async () => {
    const reference = await test.image();
    const name = uniqueName();
    await test.run({ image: reference, name, command: ['sleep', '1000'] });
    const person = test.person([
      { take: 'text' },
      { type: name },
      { pick: 'Group by Image' },
      { pick: 'Show: Stopped' },
    ]);
    await person.services.inventory.lists();
    await test.eventually(async () => person.services.inventory.containers.some((each) => each.name === name));
    await commands['longshore.container.arrange'](person.services);
    assert.deepEqual(
      rowsOf(containerKind, person).map(({ label }) => label),
      [name],
    );
    await commands['longshore.container.arrange'](person.services);
    const [group, ...others] = rowsOf(containerKind, person);
    assert.deepEqual([group?.label, group?.children.map(({ label }) => label), others], [reference, [name], []]);
    await commands['longshore.container.arrange'](person.services);
    assert.deepEqual(rowsOf(containerKind, person), []);
  });

  it('show only the images that nothing uses', async () => {
    const [used, unused] = [await test.image(), await test.image()];
    await test.run({ image: used, command: ['sleep', '1000'] });
    const person = test.person([{ pick: 'Show: Unused' }]);
    await person.services.inventory.lists();
    await test.eventually(async () => {
      const { images, containers } = person.services.inventory;
      return images.some(({ tags }) => tags.includes(unused)) && containers.some(({ image }) => image === used);
    });
    await commands['longshore.image.arrange'](person.services);
    const labels = rowsOf(imageKind, person).map(({ label }) => label);
    assert.deepEqual([labels.includes(unused), labels.includes(used)], [true, false]);
  });
});
