import assert from 'node:assert/strict';
import { flagsOf, runOptions } from '../../../src/commands/options/index.ts';
import { noSuchOption } from '../../../src/commands/options/parse-line.ts';
import { noFolderOpen } from '../../../src/commands/options/places.ts';
import { leftOutWords } from '../../../src/commands/running/form-line.ts';
import { fillRunForm } from '../../../src/commands/running/form-page.ts';
import { mountedTwice, portTwice } from '../../../src/commands/running/problems.ts';
import { wrongContainerName } from '../../../src/commands/text/container-names.ts';
import type { FormState, FromFormPage, ToFormPage } from '../../../src/panels/form-messages.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { commands } from '../../support/test-commands.ts';
import { app, exposing80, type Parts, setUp, tearDown, until, web } from '../commands/set-up.ts';

/** The page, opened by its command, or given back by the editor with `kept`. */
async function scene({ kept, ...parts }: Parts & { kept?: object } = {}) {
  const test = setUp({ adapt: exposing80, ...parts });
  const panel = scriptedPanel<ToFormPage, FromFormPage>();
  await commands['longshore.image.runForm'](test.services, [app.id]);
  const request = test.host.openedPages[0];
  const target = { ...(request?.target as object), ...kept };
  assert.ok(fillRunForm(test.services, panel, target, undefined));
  const last = <Type extends ToFormPage['type']>(type: Type) =>
    panel.posted.filter((message): message is Extract<ToFormPage, { type: Type }> => message.type === type).at(-1);
  await until(() => last('state') !== undefined);
  const state = () => last('state') as FormState;
  const set = (name: string, ...texts: string[]) => panel.say({ type: 'set', name, texts });
  const wrong = () => state().notes.flatMap(({ field, kind, text }) => (kind === 'wrong' ? [`${field}: ${text}`] : []));
  return { ...test, panel, request, target, last, state, set, wrong };
}

describe('the form of a run as a page', () => {
  afterEach(tearDown);

  it('has every option of docker run that the list has, with its flags, and the command', async () => {
    const { last, request, state, panel } = await scene();
    assert.deepEqual([request?.kind, request?.title], ['form', 'Run app:1']);
    const fields = last('facts')?.facts.fields ?? [];
    assert.deepEqual(
      fields.filter(({ name }) => name !== 'command').map(({ name, flags }) => [name, flags]),
      runOptions.map((option) => [option.name, flagsOf(option)]),
    );
    assert.ok(fields.every(({ kind, prompt }) => kind === 'switch' || prompt !== ''));
    const groups = new Set(last('facts')?.facts.groups.map(({ name }) => name));
    assert.ok(fields.every(({ group }) => groups.has(group)));
    assert.equal(state().line, 'docker run -d --name app -p 8080:80 app:1');
    assert.deepEqual(last('texts')?.texts, { detach: ['true'], name: ['app'], publish: ['8080:80'] });
    // Shown again after it was hidden, it has lost all it knew.
    const before = panel.posted.length;
    panel.say({ type: 'ready' });
    assert.deepEqual(
      panel.posted.slice(before).map(({ type }) => type),
      ['facts', 'hold', 'texts', 'state'],
    );
  });

  it('takes every option as its own example says, and none of them is lost in the line', async () => {
    for (const option of runOptions) {
      if (['name', 'detach'].includes(option.name)) continue;
      const { set, state, panel, last, wrong } = await scene({ adapt: (engine) => engine, files: { folder: '/work' } });
      set(option.name, option.kind === 'switch' ? 'true' : option.example);
      assert.deepEqual(wrong(), [], option.name);
      const { line } = state();
      const texts = () => last('texts')?.texts[option.name];
      panel.say({ type: 'reset' });
      assert.equal(texts(), undefined);
      panel.say({ type: 'line', text: line });
      assert.equal(state().lineWrong, '', line);
      assert.ok((texts() ?? []).length > 0, line);
      assert.equal(state().line, line);
      tearDown();
    }
  });

  it('says beside the field what is wrong with it, and does nothing until it is mended', async () => {
    const { set, wrong, panel, calls, state } = await scene();
    set('publish', '8080:80', '9000:no');
    assert.match(String(wrong()), /^publish: .*no/);
    assert.equal(state().notes[0]?.at, 1);
    // What is wrong is not in the line.
    assert.match(state().line, /-p 8080:80 app:1$/);
    panel.say({ type: 'run', action: 'run' });
    set('publish', '8080:80', '8080:81');
    assert.deepEqual(wrong(), [`publish: ${portTwice('8080')}`]);
    set('publish');
    set('name', web.name);
    assert.deepEqual(wrong(), [`name: ${wrongContainerName(web.name, new Set([web.name]))}`]);
    set('name', 'x');
    assert.match(String(wrong()), /^name: A name needs/);
    set('name', '');
    set('volume', './site:/www');
    assert.deepEqual(wrong(), [`volume: ${noFolderOpen('./site')}`]);
    set('volume', 'one:/x', 'two:/x');
    assert.deepEqual(wrong(), [`volume: ${mountedTwice('/x', '-v', '-v')}`]);
    set('volume');
    set('restart', 'always');
    set('rm', 'true');
    assert.match(String(wrong()), /^restart: Use either --rm or --restart/);
    set('rm');
    set('command', 'sh -c "open');
    assert.match(String(wrong()), /^command: /);
    panel.say({ type: 'run', action: 'run' });
    assert.ok(!calls.some((call) => call.startsWith('request')));
    set('command', 'sh -c "ls *"');
    assert.deepEqual(wrong(), []);
    assert.equal(state().line, `docker run -d --restart always --name app app:1 sh -c 'ls *'`);
  });

  it('is filled by a line, names what it does not take, and keeps what the line does not show', async () => {
    const { set, panel, state, last, host } = await scene();
    set('env', 'API_TOKEN=hunter2', 'DEBUG=1');
    set('command', 'app --password hunter3');
    assert.equal(
      state().line,
      `docker run -d --name app -p 8080:80 -e 'API_TOKEN=…' -e DEBUG=1 app:1 app --password '***'`,
    );
    assert.deepEqual(state().secret, { env: [0] });
    assert.doesNotMatch(JSON.stringify(state().kept), /hunter/);
    panel.say({ type: 'line', text: `${state().line} --more`.replace('-d ', '-d --replace ') });
    assert.equal(state().leftOut, leftOutWords(['--replace']));
    assert.deepEqual(last('texts')?.texts.env, ['API_TOKEN=hunter2', 'DEBUG=1']);
    assert.deepEqual(last('texts')?.texts.command, ['app --password hunter3 --more']);
    panel.say({ type: 'line', text: 'docker run --colour red app:1' });
    assert.equal(state().lineWrong, noSuchOption('--colour'));
    assert.deepEqual(last('texts')?.texts.command, ['app --password hunter3 --more']);
    panel.say({ type: 'copyLine' });
    assert.match(String(host.copied), /API_TOKEN=hunter2 .*hunter3/);
    panel.say({ type: 'line', text: 'docker run --rm other:2' });
    assert.equal(state().title, 'Run other:2');
    assert.equal(state().line, 'docker run --rm --name app other:2');
  });

  it('runs what stands there, says so, and proposes what is free then', async () => {
    const { set, panel, state, calls, host } = await scene();
    set('name', 'shop');
    set('env', 'API_TOKEN=hunter2');
    set('memory', '64m');
    panel.say({ type: 'run', action: 'run' });
    assert.equal(state().isBusy, true);
    await until(() => state().done !== undefined);
    const request = JSON.parse(String(calls.find((call) => call.startsWith('request '))?.slice('request '.length)));
    assert.deepEqual([request.name, request.settings.Env], ['shop', ['API_TOKEN=hunter2']]);
    assert.deepEqual([state().done, state().isBusy], [{ text: 'Started "shop".', canOpen: true }, false]);
    assert.match(state().line, /--name shop-2 /);
    panel.say({ type: 'open' });
    assert.equal(host.runCommands[0]?.[0], 'longshore.container.describe');
    // As the list does, the next form proposes the same, but no value of the environment.
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /hunter2/);
    const { state: again, last } = await scene({ kept: { state: state().kept.state } });
    assert.match(again().line, /--name shop-2 .*--memory 64m/);
    assert.match(String(again().notes.map(({ text }) => text)), /last time: API_TOKEN/);
    assert.equal(last('texts')?.texts.env, undefined);
  });

  it('says that a run failed, and can be pressed again', async () => {
    const { panel, state, host } = await scene({
      adapt: (engine) => ({
        ...exposing80(engine),
        containers: { ...engine.containers, create: async () => Promise.reject(new Error('no room')) },
      }),
    });
    panel.say({ type: 'run', action: 'create' });
    await until(() => host.failures.length > 0);
    assert.match(String(host.failures), /no room/);
    assert.deepEqual([state().isBusy, state().done], [false, undefined]);
  });

  it('saves options under a name, takes them again, and goes back to the defaults of the image', async () => {
    const { set, panel, state, host } = await scene({ answers: [{ type: 'debug' }] });
    set('memory', '64m');
    panel.say({ type: 'save' });
    await until(() => state().saved.length > 0);
    assert.deepEqual([state().saved, state().isUsual], [['debug'], false]);
    panel.say({ type: 'reset' });
    assert.deepEqual([state().isUsual, state().keeps], [true, true]);
    panel.say({ type: 'choose', saved: 'no such' });
    panel.say({ type: 'choose', saved: 'debug' });
    assert.match(state().line, /--memory 64m/);
    panel.say({ type: 'keep', keeps: false });
    assert.equal(state().keeps, false);
    panel.say({ type: 'remove', saved: 'debug' });
    await until(() => state().saved.length === 0);
    assert.deepEqual(host.failures, []);
  });

  it('chooses files, and offers networks and volumes that are there', async () => {
    const { panel, last, state } = await scene({ answers: [{ files: ['/a.env', '/my b.env'] }] });
    const suggestions = (name: string) => last('facts')?.facts.fields.find((field) => field.name === name)?.suggestions;
    assert.deepEqual(suggestions('network'), ['bridge', 'backend', 'host', 'none']);
    assert.equal(suggestions('volume')?.[0], 'data:/');
    panel.say({ type: 'browse', name: 'env-file' });
    await until(() => state().line.includes('--env-file'));
    assert.match(state().line, /--env-file \/a\.env --env-file '\/my b\.env'/);
  });

  it('follows the engine: a name that another one takes meanwhile is said at once', async () => {
    const { containers, services, wrong, state } = await scene();
    assert.deepEqual(wrong(), []);
    containers.push({ ...web, id: '9'.repeat(64), name: 'app' });
    services.inventory.refresh();
    await until(() => wrong().length > 0);
    assert.match(String(wrong()), /^name: The container "app" already exists/);
    assert.match(state().line, /--name app /);
  });

  it('goes on from the list with all that was chosen there, and nothing of it is kept that may be secret', async () => {
    const { host, services } = setUp({
      answers: [{ pick: 'Environment' }, { type: 'API_TOKEN=hunter2' }, { take: 'page' }],
    });
    await commands['longshore.image.run'](services, [app.id]);
    const { once, target, key } = host.openedPages[0] ?? {};
    assert.doesNotMatch(JSON.stringify(target), /hunter2/);
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    assert.ok(fillRunForm(services, panel, target, once));
    await until(() => panel.posted.some(({ type }) => type === 'texts'));
    assert.match(JSON.stringify(panel.posted), /API_TOKEN=hunter2/);
    // One opened by the menu is another one, which is shown again.
    await commands['longshore.image.runForm'](services, [app.id]);
    assert.notEqual(host.openedPages[1]?.key, key);
  });

  it('leaves a target that it does not understand, and a state of another version', async () => {
    const { services } = setUp();
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    for (const target of [undefined, {}, { of: 'build' }, { of: 'run', engine: 1, reference: 'x' }]) {
      assert.equal(fillRunForm(services, panel, target, undefined), false);
    }
    for (const state of [1, { run: {} }, { run: { image: 'app:1', values: [], command: 'x' }, environmentNames: [] }]) {
      const { state: now } = await scene({ kept: { state } });
      assert.equal(now().line, 'docker run -d --name app -p 8080:80 app:1');
      tearDown();
    }
  });
});
