// The form of a run as a page, through its command, against the real engine.
import assert from 'node:assert/strict';
import { pages } from '../../../src/commands/index.ts';
import type { ContainerConfig } from '../../../src/engine/container-settings.ts';
import type { FormState, FromFormPage, ToFormPage } from '../../../src/panels/form-messages.ts';
import type { Panel } from '../../../src/panels/panel.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { commands } from '../../support/test-commands.ts';
import { until } from '../../support/until.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nastyLine } from './set-up.ts';

describe('the form of a run as a page', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('runs what is typed, exactly, and tells at once of a name that is taken', async () => {
    const reference = await test.image(['CMD ["sleep", "1000"]']);
    const name = uniqueName();
    const { host, services } = test.person();
    await commands['longshore.image.runForm'](services, [reference]);
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    const target = JSON.parse(JSON.stringify(host.openedPages[0]?.target));
    assert.ok(pages.form(services, panel as unknown as Panel<never, never>, target));
    const state = () => panel.posted.filter((message): message is FormState => message.type === 'state').at(-1);
    await until(() => state() !== undefined);
    panel.say({ type: 'set', name: 'name', texts: [name] });
    panel.say({
      type: 'set',
      name: 'env',
      texts: [`"GREETING=${nastyLine.replaceAll(/["$`\\]/g, '\\$&')}"`, 'OTHER='],
    });
    panel.say({ type: 'run', action: 'run' });
    await until(() => state()?.isBusy === false);
    assert.deepEqual(host.failures, []);
    const { raw } = await test.engine.containers.inspect(await test.container(name));
    const { Env } = (raw as { Config: ContainerConfig }).Config;
    assert.ok(Env?.includes(`GREETING=${nastyLine}`), String(Env));
    assert.match(String(state()?.line), new RegExp(`--name ${name}-2 `));
    panel.say({ type: 'set', name: 'name', texts: [name] });
    assert.match(String(state()?.notes.map(({ text }) => text)), /already exists/);
    panel.close();
  });
});
