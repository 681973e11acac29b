// What the engine sees of the options of a build: asked in the form, chosen as a profile, copied as a line.
import assert from 'node:assert/strict';
import { neverBuilt } from '../../../src/commands/building/builds.ts';
import { valuesWithheld } from '../../../src/commands/building/saved-profiles.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty, nastyLine } from './set-up.ts';

const withOptions = commands['longshore.dockerfile.buildWithOptions'];
const chooseProfile = commands['longshore.dockerfile.chooseProfile'];

describe('the commands for the options of a build', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const dockerfile = (text: string, files: Record<string, string> = {}) => test.project(text, files).target.dockerfile;
  const newTag = () => {
    const tag = `${uniqueName()}:1`;
    test.owns(tag);
    return tag;
  };
  const inspect = (tag: string) => test.engine.images.inspect(tag);

  it('tags, labels, build arguments and the target arrive as they were typed', async () => {
    const path = dockerfile(
      `FROM ${baseImage} AS part\nARG WORDS=none\nENV WORDS=$WORDS\nFROM part AS whole\nENV WHOLE=1\n`,
    );
    const [first, second] = [newTag(), newTag()];
    const { services, host } = test.person([
      { pick: 'Tags' },
      { type: `${first} ${second}` },
      { pick: 'Labels' },
      { type: `a.b=1 'note=${nastyLine.replaceAll("'", `'\\''`)}'` },
      { pick: 'Build Arguments' },
      { pick: 'WORDS' },
      { type: nastyLine },
      { pick: 'Done' },
      { pick: 'Target' },
      { pick: 'part' },
      { pick: 'Build' },
    ]);
    await withOptions(services, { dockerfile: path });
    assert.equal(await test.idOf(first), await test.idOf(second));
    const { labels, environment } = await inspect(first);
    assert.deepEqual([labels['a.b'], labels.note], ['1', nastyLine]);
    assert.ok(environment.includes(`WORDS=${nastyLine}`), environment.join('\n'));
    assert.ok(!environment.includes('WHOLE=1'), 'the target ends before it');
    assert.deepEqual(host.answers, []);
  });

  it('no cache runs the steps again, the network none has no way out, extra hosts are known', async () => {
    const path = dockerfile(
      `FROM ${baseImage}\nRUN cat /proc/net/dev; cat /etc/hosts; cat /proc/sys/kernel/random/uuid > /unlike\n`,
    );
    const tag = newTag();
    const options: readonly Answer[] = [
      { pick: 'Tags' },
      { type: tag },
      { pick: 'Network' },
      { take: 'none' },
      { pick: 'Extra Hosts' },
      { type: 'far:10.9.8.7' },
      { pick: 'Build' },
    ];
    const { services, host } = test.person([...options, { pick: 'Build' }, { pick: 'No Cache' }, { pick: 'Build' }]);
    await withOptions(services, { dockerfile: path });
    const id = await test.idOf(tag);
    await withOptions(services, { dockerfile: path });
    assert.equal(await test.idOf(tag), id, 'nothing is new');
    await withOptions(services, { dockerfile: path });
    assert.notEqual(await test.idOf(tag), id, 'made anew');
    const said = String(host.terminals.at(-1)?.screen.text());
    assert.match(said, /\blo:/);
    assert.doesNotMatch(said, /\beth\d+:/);
    assert.match(said, /10\.9\.8\.7\s+far/);
  });

  it('a profile of the settings is what Build takes: its context, its secret, its argument with a line break', async () => {
    const path = dockerfile(
      `FROM ${baseImage}\nARG NOTE\nENV NOTE=$NOTE\nCOPY sub/app.txt /\nRUN --mount=type=secret,id=key wc -c < /run/secrets/key\n`,
      { 'sub/app.txt': 'app', 'my key': '12345' },
    );
    const tag = newTag();
    const { services, host } = test.person([{ pick: 'release' }]);
    host.savedProfiles.set(path, [
      {
        name: 'release',
        context: '.',
        tags: [tag],
        buildArgs: { NOTE: nasty },
        secrets: [{ id: 'key', file: 'my key' }],
      },
    ]);
    await chooseProfile(services, { dockerfile: path });
    await commands['longshore.dockerfile.build'](services, { dockerfile: path });
    const { environment } = await inspect(tag);
    assert.ok(environment.includes(`NOTE=${nasty}`), environment.join('\n'));
    await host.terminals[0]?.screen.has(' 5');
    await commands['longshore.dockerfile.copyBuildLine'](services, { dockerfile: path });
    assert.match(String(host.copied[0]), new RegExp(`^docker build -t ${tag} -f '?${path}`));
    await commands['longshore.dockerfile.editProfiles'](services, { dockerfile: path });
    assert.deepEqual(host.editedProfiles, [path]);
  });

  it('the options of a build are saved as a profile, without the values of secrets, and used from then on', async () => {
    const path = dockerfile(`FROM ${baseImage}\nARG NPM_TOKEN\nARG WORDS=none\nENV WORDS=$WORDS\n`);
    const tag = newTag();
    const { services, host } = test.person([
      { pick: 'Tags' },
      { type: tag },
      { pick: 'Build Arguments' },
      { pick: 'WORDS' },
      { type: 'kept' },
      { pick: 'NPM_TOKEN' },
      { type: 'npm_hunter2' },
      { pick: 'Done' },
      { pick: 'Build' },
      { type: 'release' },
    ]);
    await withOptions(services, { dockerfile: path });
    const [build] = services.builds.records;
    await commands['longshore.build.saveProfile'](services, [
      { engine: undefined, kind: 'build', id: String(build?.id) },
    ]);
    assert.deepEqual(host.savedProfiles.get(path), [{ name: 'release', tags: [tag], buildArgs: { WORDS: 'kept' } }]);
    assert.ok(host.messages.at(-1)?.text.endsWith(valuesWithheld(['NPM_TOKEN'])), host.messages.at(-1)?.text);
    await commands['longshore.dockerfile.build'](services, { dockerfile: path });
    assert.ok((await inspect(tag)).environment.includes('WORDS=kept'));
    assert.deepEqual(host.answers, []);
    await commands['longshore.dockerfile.describeBuild'](services, { dockerfile: path });
    assert.notEqual(services.builds.records[0]?.id, build?.id);
    assert.equal(host.openedPages.at(-1)?.key, services.builds.records[0]?.id);
    await commands['longshore.build.repeatForm'](services, [
      { engine: undefined, kind: 'build', id: String(build?.id) },
    ]);
    const { target, once } = host.openedPages.at(-1) ?? {};
    assert.deepEqual(target, { of: 'build', dockerfile: path });
    assert.deepEqual(once, {
      name: 'default',
      tags: [tag],
      buildArgs: { WORDS: 'kept' },
      withheldArgs: ['NPM_TOKEN'],
    });
    const never = commands['longshore.dockerfile.describeBuild'](services, { dockerfile: `${path}.other` });
    await assert.rejects(never, { kind: 'not-found', message: neverBuilt('Dockerfile.other') });
  });
});
