// The forms of a run and of a build as pages, through their commands, against the real engine.
import assert from 'node:assert/strict';
import { pages } from '../../../src/commands/index.ts';
import type { ContainerConfig } from '../../../src/engine/container-settings.ts';
import type { FormAction, FormState, FromFormPage, ToFormPage } from '../../../src/panels/form-messages.ts';
import type { Panel } from '../../../src/panels/panel.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { commands } from '../../support/test-commands.ts';
import { until } from '../../support/until.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nastyLine } from './set-up.ts';

describe('a form as a page', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  type Person = ReturnType<CommandsUnderTest['person']>;
  async function shown({ host, services }: Person) {
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    const request = host.openedPages[0];
    const target = JSON.parse(JSON.stringify(request?.target));
    assert.ok(pages.form(services, panel as unknown as Panel<never, never>, target, request?.once));
    const state = () => panel.posted.filter((message): message is FormState => message.type === 'state').at(-1);
    await until(() => state() !== undefined);
    return {
      panel,
      state,
      set: (name: string, ...texts: string[]) => panel.say({ type: 'set', name, texts }),
      done: async (action: FormAction) => {
        panel.say({ type: 'run', action });
        await until(() => state()?.isBusy === false);
        assert.deepEqual(host.failures, []);
      },
    };
  }
  const quoted = (value: string) => `"${value.replaceAll(/["$`\\]/g, '\\$&')}"`;

  it('runs what is typed, exactly, and tells at once of a name that is taken', async () => {
    const reference = await test.image(['CMD ["sleep", "1000"]']);
    const name = uniqueName();
    const person = test.person();
    await commands['longshore.image.runForm'](person.services, [reference]);
    const { panel, state, set, done } = await shown(person);
    set('name', name);
    set('env', quoted(`GREETING=${nastyLine}`), 'OTHER=');
    await done('run');
    const { raw } = await test.engine.containers.inspect(await test.container(name));
    const { Env } = (raw as { Config: ContainerConfig }).Config;
    assert.ok(Env?.includes(`GREETING=${nastyLine}`), String(Env));
    assert.match(String(state()?.line), new RegExp(`--name ${name}-2 `));
    set('name', name);
    assert.match(String(state()?.notes.map(({ text }) => text)), /already exists/);
    panel.close();
  });

  it('builds what is typed, exactly, and the next build proposes it', async () => {
    const tag = `${uniqueName()}:1`;
    test.owns(tag);
    const { target } = test.project(
      `FROM ${baseImage} AS part\nARG WORDS=none\nENV WORDS=$WORDS\nFROM part\nENV WHOLE=1\n`,
    );
    const person = test.person();
    await commands['longshore.dockerfile.buildForm'](person.services, target);
    const { panel, set, done } = await shown(person);
    set('tags', tag);
    set('target', 'part');
    set('buildArgs', quoted(`WORDS=${nastyLine}`));
    set('labels', quoted(`note=${nastyLine}`), 'a.b=1');
    await done('build');
    const { labels, environment } = await test.engine.images.inspect(tag);
    assert.deepEqual([labels['a.b'], labels.note], ['1', nastyLine]);
    assert.ok(environment.includes(`WORDS=${nastyLine}`), environment.join('\n'));
    assert.ok(!environment.includes('WHOLE=1'), 'the target ends before it');
    panel.close();
    await commands['longshore.dockerfile.copyBuildLine'](person.services, target);
    assert.match(String(person.host.copied[0]), new RegExp(`-t ${tag} .*--target part`, 's'));
  });
});
