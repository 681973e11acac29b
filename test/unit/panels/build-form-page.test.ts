import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileSentences } from '../../../src/builds/profile-problem.ts';
import { buildFields, fieldSentences } from '../../../src/commands/building/fields.ts';
import { notSaved } from '../../../src/commands/building/form-arguments.ts';
import { fillBuildForm } from '../../../src/commands/building/form-page.ts';
import { buildLineSentences } from '../../../src/commands/building/parse-line.ts';
import { leftOutWords } from '../../../src/commands/running/form-line.ts';
import type { FormState, FromFormPage, ToFormPage } from '../../../src/panels/form-messages.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { commands } from '../../support/test-commands.ts';
import { setUp, tearDown, until } from '../commands/set-up.ts';

describe('the form of a build as a page', () => {
  let folder: string;
  let dockerfile: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    dockerfile = join(folder, 'Dockerfile');
    writeFileSync(dockerfile, 'ARG VERSION=1\nARG API_TOKEN\nFROM alpine AS tools\nFROM tools\n');
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(tearDown);

  /** The page, opened by its command, or given back by the editor with `kept`. */
  async function scene(kept: object = {}, answers: Answer[] = []) {
    const test = setUp({ answers });
    await commands['longshore.dockerfile.buildForm'](test.services, { dockerfile });
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    const request = test.host.openedPages[0];
    const once = Object.keys(kept).length > 0 ? undefined : request?.once;
    assert.ok(fillBuildForm(test.services, panel, { ...(request?.target as object), ...kept }, once));
    panel.say({ type: 'ready' });
    await until(() => panel.posted.some(({ type }) => type === 'facts'));
    const state = () =>
      panel.posted.filter((message): message is FormState => message.type === 'state').at(-1) as FormState;
    const facts = () => panel.posted.flatMap((message) => (message.type === 'facts' ? message.facts : [])).at(-1);
    const set = (name: string, ...texts: string[]) => panel.say({ type: 'set', name, texts });
    return { ...test, panel, state, facts, set };
  }

  it('has every option of a build, with the stages and arguments of the Dockerfile', async () => {
    const { facts, state } = await scene();
    const fields = facts()?.fields ?? [];
    assert.deepEqual(
      fields.map(({ name }) => name),
      buildFields.map(({ name }) => name),
    );
    assert.deepEqual(fields.find(({ name }) => name === 'target')?.choices, { tools: 'tools' });
    assert.deepEqual(fields.find(({ name }) => name === 'buildArgs')?.suggestions, ['VERSION=1', 'API_TOKEN=']);
    assert.match(state().line, /^docker build -t \S+ -f \S+ \S+$/);
    assert.equal(state().isUsual, true);
  });

  it('takes every option as its own example says', async () => {
    for (const { name, kind, example, choices, flag } of buildFields) {
      const { set, state, panel } = await scene();
      set(name, kind === 'switch' ? 'true' : example || (Object.keys(choices ?? {})[1] ?? 'tools'));
      assert.deepEqual(state().notes, [], name);
      if (flag !== '') assert.ok(state().line.includes(` ${flag.split(' ')[0]} `) || kind === 'switch', state().line);
      assert.equal(state().isUsual, false, name);
      // None of them is lost in the line.
      const { line } = state();
      panel.say({ type: 'reset' });
      assert.equal(state().isUsual, true, name);
      panel.say({ type: 'line', text: line });
      assert.deepEqual([state().lineWrong, state().leftOut, state().line], ['', '', line]);
      assert.equal(state().isUsual, false, name);
      tearDown();
    }
  });

  it('says beside the field what is wrong, and builds nothing until it is mended', async () => {
    const { set, state, panel, calls } = await scene();
    for (const [name, text, said] of [
      ['tags', 'UPPER', profileSentences.tag('UPPER')],
      ['buildArgs', 'VERSION', fieldSentences.noPair('VERSION')],
      ['secrets', 'npm-token', fieldSentences.noSecret('npm-token')],
      ['extraHosts', 'db', profileSentences.extraHost('db')],
      ['shmSize', 'much', profileSentences.size('much')],
      ['buildContexts', 'app=oci-layout://x', profileSentences.layout('app')],
      ['labels', '"open', undefined],
    ] as const) {
      set(name, text);
      const texts = state().notes.map((note) => note.text);
      assert.equal(texts.length, 1, name);
      if (said !== undefined) assert.deepEqual(texts, [said], name);
      assert.deepEqual(
        state().notes.map(({ field, kind }) => [field, kind]),
        [[name, 'wrong']],
      );
      panel.say({ type: 'run', action: 'build' });
      set(name);
    }
    assert.ok(!calls.some((call) => call.startsWith('build')));
    set('buildContexts', 'app=oci-layout://x');
    set('builder', 'big');
    assert.deepEqual(state().notes, []);
  });

  it('shows and keeps no value of an argument that may be a secret', async () => {
    const { set, state } = await scene();
    set('buildArgs', 'API_TOKEN=hunter2', 'VERSION=2');
    assert.deepEqual(state().secret, { buildArgs: [0] });
    assert.doesNotMatch(JSON.stringify([state().line, state().kept]), /hunter2/);
    const again = await scene(JSON.parse(JSON.stringify(state().kept)));
    assert.match(again.state().line, /--build-arg VERSION=2 /);
    assert.deepEqual(
      again.state().notes.map(({ kind, text }) => [kind, text]),
      [['info', notSaved('API_TOKEN')]],
    );
    const { state: of } = await scene({ texts: { tags: 1, target: ['tools'] }, withheldArgs: 5 });
    assert.match(of().line, /--target tools/);
  });

  it('is filled by a line, names what it does not take, and keeps what the line does not show', async () => {
    const { set, state, panel } = await scene();
    set('buildArgs', 'API_TOKEN=hunter2');
    assert.match(state().line, / --build-arg API_TOKEN /);
    panel.say({ type: 'line', text: state().line.replace('--build-arg', '--target tools --push --build-arg') });
    assert.equal(state().leftOut, leftOutWords(['--push']));
    const texts = () => panel.posted.flatMap((message) => (message.type === 'texts' ? [message.texts] : [])).at(-1);
    // The name of the image is not typed: it follows the folder still.
    assert.deepEqual(texts(), { target: ['tools'], buildArgs: ['API_TOKEN=hunter2'] });
    panel.say({ type: 'line', text: 'docker build --colour red .' });
    assert.equal(state().lineWrong, buildLineSentences.noSuchOption('--colour'));
    assert.deepEqual(texts(), { target: ['tools'], buildArgs: ['API_TOKEN=hunter2'] });
    panel.say({ type: 'line', text: `docker buildx build -t shop:1 --no-cache ${folder}` });
    assert.deepEqual(texts(), { tags: ['shop:1'], noCache: ['true'] });
  });

  it('saves a profile, takes one, and goes back to no options', async () => {
    const { set, state, panel, host } = await scene({}, [{ type: 'release' }]);
    set('target', 'tools');
    panel.say({ type: 'save' });
    await until(() => state().saved.length > 0);
    panel.say({ type: 'reset' });
    assert.equal(state().isUsual, true);
    panel.say({ type: 'choose', saved: 'release' });
    assert.match(state().line, /--target tools/);
    panel.say({ type: 'copyLine' });
    assert.equal(host.copied[0], state().line);
    assert.deepEqual(host.failures, []);
  });

  it('goes on from the list, and leaves a target that it does not understand', async () => {
    const { services, host } = setUp({ answers: [{ pick: 'No Cache' }, { take: 'page' }] });
    await commands['longshore.dockerfile.buildWithOptions'](services, { dockerfile });
    const { kind, target, once } = host.openedPages[0] ?? {};
    assert.deepEqual([kind, target], ['form', { of: 'build', dockerfile }]);
    assert.equal((once as { noCache?: boolean }).noCache, true);
    const panel = scriptedPanel<ToFormPage, FromFormPage>();
    for (const wrong of [undefined, {}, { of: 'run' }, { of: 'build', dockerfile: 1 }])
      assert.equal(fillBuildForm(services, panel, wrong, undefined), false);
  });
});
