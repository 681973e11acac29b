// The options of a build: the form, what is remembered of it, profiles of the settings, and the line to copy.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BuildProfile } from '../../../src/builds/profile.ts';
import { profileSentences } from '../../../src/builds/profile-problem.ts';
import { dockerBuildLine } from '../../../src/commands/building/command-line.ts';
import { fieldSentences } from '../../../src/commands/building/fields.ts';
import { lastStage } from '../../../src/commands/building/form-questions.ts';
import { profileFailures } from '../../../src/commands/building/profiles.ts';
import { valuesWithheld } from '../../../src/commands/building/saved-profiles.ts';
import { Cancelled, type PickChoice } from '../../../src/commands/host/dialogs.ts';
import { leftOutWords } from '../../../src/commands/running/form-line.ts';
import { splitWords } from '../../../src/commands/text/shell-words.ts';
import type { BuildRequest } from '../../../src/engine/build-api.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { setUp, tearDown } from './set-up.ts';

const withOptions = commands['longshore.dockerfile.buildWithOptions'];
const build = commands['longshore.dockerfile.build'];

describe('the options of a build', () => {
  let folder: string;
  let dockerfile: string;
  let tag: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    dockerfile = join(folder, 'Dockerfile');
    tag = `${basename(folder).toLowerCase()}:latest`;
    writeFileSync(
      dockerfile,
      'ARG VERSION=22\nFROM node:$VERSION AS deps\nARG NPM_TOKEN\nARG VERSION\nFROM deps AS final\nARG GREETING="two words"\n',
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    tearDown();
  });

  function person(answers: Answer[] = [], remembered?: ReadonlyMap<string, unknown>) {
    const requests: BuildRequest[] = [];
    const made = setUp({
      answers,
      adapt: (engine) => ({
        ...engine,
        build: (request, ...rest) => {
          const { credentials, ...plain } = request;
          assert.ok(credentials, 'each build may ask for the account of a registry');
          requests.push(plain);
          return engine.build(request, ...rest);
        },
      }),
    });
    for (const [key, value] of remembered ?? []) made.host.remembered.set(key, value);
    return { ...made, requests };
  }

  const every: readonly (readonly [option: string, answers: Answer[], expected: Partial<BuildRequest>])[] = [
    ['tags', [{ pick: 'Tags' }, { type: 'shop:1 shop:2' }], { tags: ['shop:1', 'shop:2'] }],
    ['the target', [{ pick: 'Target' }, { pick: 'deps' }], { target: 'deps' }],
    [
      'build arguments',
      [
        { pick: 'Build Arguments' },
        { pick: 'VERSION' },
        { type: '24' },
        { pick: 'Another Argument…' },
        { type: 'OTHER' },
        { type: '$HOME `id` "q"' },
        { pick: 'Done' },
      ],
      { buildArgs: { VERSION: '24', OTHER: '$HOME `id` "q"' } },
    ],
    ['the platform', [{ pick: 'Platform' }, { pick: 'linux/arm64' }], { platform: 'linux/arm64' }],
    [
      'another platform',
      [{ pick: 'Platform' }, { pick: 'Other…' }, { type: 'linux/riscv64' }],
      { platform: 'linux/riscv64' },
    ],
    ['labels', [{ pick: 'Labels' }, { type: `a=1 'b=two words=2'` }], { labels: { a: '1', b: 'two words=2' } }],
    [
      'a secret of a variable',
      [{ pick: 'Secrets' }, { take: 'variable' }, { type: 'npm' }, { type: 'NPM_TOKEN' }, { pick: 'Done' }],
      { secrets: [{ id: 'npm', variable: 'NPM_TOKEN' }] },
    ],
    [
      'a secret that is removed again',
      [
        { pick: 'Secrets' },
        { take: 'variable' },
        { type: 'npm' },
        { type: 'NPM_TOKEN' },
        { pick: 'Remove npm' },
        { pick: 'Done' },
      ],
      {},
    ],
    [
      'SSH agents',
      [{ pick: 'SSH' }, { type: 'default deploy=/run/agent' }],
      { ssh: [{ id: 'default' }, { id: 'deploy', socket: '/run/agent' }] },
    ],
    ['no cache', [{ pick: 'No Cache' }], { noCache: true }],
    ['no cache, and back', [{ pick: 'No Cache' }, { pick: 'No Cache' }], {}],
    ['pull', [{ pick: 'Pull' }], { pull: true }],
    ['the network', [{ pick: 'Network' }, { take: 'none' }], { networkMode: 'none' }],
    [
      'extra hosts',
      [{ pick: 'Extra Hosts' }, { type: 'db:10.0.0.5 me:host-gateway' }],
      { extraHosts: ['db:10.0.0.5', 'me:host-gateway'] },
    ],
    ['shared memory', [{ pick: 'Shared Memory' }, { type: '1g' }], { shmSize: 1024 ** 3 }],
    ['cache sources', [{ pick: 'Cache From' }, { type: 'shop:cache' }], { cacheFrom: ['shop:cache'] }],
    [
      'further contexts',
      [{ pick: 'Additional Contexts' }, { type: "assets='/srv/two words' base=docker-image://alpine:3.20" }],
      { namedContexts: { assets: '/srv/two words', base: 'docker-image://alpine:3.20' } },
    ],
    ['a builder', [{ pick: 'Builder' }, { type: 'big' }], { builder: 'big' }],
  ];
  for (const [option, answers, expected] of every) {
    it(`ask for ${option}, and remember it for Build`, async () => {
      const { services, host, requests } = person([...answers, { pick: 'Build' }]);
      await withOptions(services, { dockerfile });
      await build(services, { dockerfile });
      const plain = {
        contextFolder: folder,
        dockerfile,
        tags: [expected.target ? tag.replace('latest', 'deps') : tag],
      };
      assert.deepEqual(requests, [
        { ...plain, ...expected },
        { ...plain, ...expected },
      ]);
      assert.deepEqual(host.answers, []);
    });
  }

  it('take a context folder and a secret’s file from the Dockerfile’s folder', async () => {
    const file = join(folder, 'keys', 'npm rc');
    const { services, requests, host } = person([
      { pick: 'Context Folder' },
      { type: '..' },
      { pick: 'Secrets' },
      { take: 'file' },
      { type: 'npm' },
      { files: [file] },
      { pick: 'Done' },
      { pick: 'Build' },
    ]);
    await withOptions(services, { dockerfile });
    assert.equal(requests[0]?.contextFolder, join(folder, '..'));
    assert.deepEqual(requests[0]?.secrets, [{ id: 'npm', file }]);
    const kept = host.remembered.get(`build options ${dockerfile}`) as BuildProfile;
    assert.deepEqual(kept.secrets, [{ id: 'npm', file: 'keys/npm rc' }]);
  });

  it('propose the file’s ARGs with their defaults, and its stages', async () => {
    const { services, host } = person([
      { pick: 'Build Arguments' },
      { pick: 'Done' },
      { pick: 'Target' },
      'escape',
      'escape',
    ]);
    await assert.rejects(withOptions(services, { dockerfile }), Cancelled);
    const rows = (title: string) =>
      host.lists.find((list) => list.title === title)?.choices.map(({ label, description }) => [label, description]);
    assert.deepEqual(rows('Build Arguments')?.slice(1, -1), [
      ['VERSION', 'default: 22'],
      ['NPM_TOKEN', 'no default'],
      ['GREETING', 'default: two words'],
    ]);
    assert.deepEqual(
      rows('Target')?.map(([label]) => label),
      [lastStage, 'deps', 'final'],
    );
    assert.equal(host.remembered.size, 0);
  });

  it('refuse what is wrong where it is typed', async () => {
    const typed: readonly (readonly [row: string, text: string, said: string | undefined])[] = [
      ['Tags', 'My Shop', profileSentences.tag('My')],
      ['Tags', '"open', undefined],
      ['Extra Hosts', 'db:5432', profileSentences.portOfHost('db:5432')],
      ['Shared Memory', 'much', profileSentences.size('much')],
      ['Cache From', 'No Image', profileSentences.cache('No')],
      ['Labels', 'a', fieldSentences.noPair('a')],
      ['SSH', '=x', profileSentences.agentId('')],
      ['Builder', '--all', fieldSentences.builderName()],
    ];
    for (const [row, text, said] of typed) {
      const { services } = person([{ pick: row }, { type: text }]);
      await assert.rejects(withOptions(services, { dockerfile }), refused(said), `${row}: ${text}`);
    }
  });

  it('keep no value that may be a secret, ask for it again, and show it nowhere', async () => {
    const value = 'hunter2';
    const { services, host, requests } = person([
      { pick: 'Build Arguments' },
      { pick: 'NPM_TOKEN' },
      { type: value },
      { pick: 'VERSION' },
      { type: '24' },
      { pick: 'Done' },
      { pick: 'Build' },
      { type: 'another' },
    ]);
    await withOptions(services, { dockerfile });
    await build(services, { dockerfile });
    assert.deepEqual(
      requests.map(({ buildArgs }) => buildArgs),
      [
        { NPM_TOKEN: value, VERSION: '24' },
        { NPM_TOKEN: 'another', VERSION: '24' },
      ],
    );
    const everywhere = JSON.stringify([
      [...host.remembered],
      host.lists,
      services.builds.records,
      host.terminals.map(({ screen }) => screen.text()),
      host.messages,
    ]);
    assert.ok(!everywhere.includes(value) && !everywhere.includes('another'), everywhere);
  });

  it('ask for it, too, when a build is repeated', async () => {
    const { services, requests, host } = person([
      { pick: 'Build Arguments' },
      { pick: 'NPM_TOKEN' },
      { type: 'hunter2' },
      { pick: 'Done' },
      { pick: 'Build' },
      { type: 'again' },
    ]);
    await withOptions(services, { dockerfile });
    await commands['longshore.build.repeat'](services, [String(services.builds.records[0]?.id)]);
    assert.deepEqual(requests[1]?.buildArgs, { NPM_TOKEN: 'again' });
    assert.deepEqual(host.answers, []);
  });

  it('give a part that is built again the name that it had', async () => {
    const { services, host, requests } = person();
    host.remembered.set(`build options ${dockerfile}`, { name: 'last options', tags: ['shop:1'] });
    await build(services, { dockerfile, stage: 'deps' });
    await commands['longshore.build.repeat'](services, [String(services.builds.records[0]?.id)]);
    assert.deepEqual(
      requests.map(({ tags, target }) => [tags, target]),
      Array(2).fill([[tag.replace('latest', 'deps')], 'deps']),
    );
  });

  it('go back to the form when a question is left', async () => {
    const { services, requests } = person([
      { pick: 'Tags' },
      'escape',
      { pick: 'Build Arguments' },
      { pick: 'VERSION' },
      'escape',
      { pick: 'Done' },
      { pick: 'Build' },
    ]);
    await withOptions(services, { dockerfile });
    assert.deepEqual(requests, [{ contextFolder: folder, dockerfile, tags: [tag] }]);
  });

  it('show the line that does the same, and copy it', async () => {
    const { services, host, requests } = person([{ pick: 'No Cache' }, { take: 'copy' }]);
    await withOptions(services, { dockerfile });
    const line = `docker build -t ${tag} -f ${dockerfile} --no-cache ${folder}`;
    assert.deepEqual(host.copied, [line]);
    assert.equal(host.lists.at(-1)?.choices.find(({ value }) => value === 'copy')?.description, line);
    assert.deepEqual([requests, host.remembered.size], [[], 0]);
  });

  it('take a line that is edited, or pasted into the list itself', async () => {
    const { services, host, requests } = person([
      { find: '--build-arg' },
      { pick: 'NPM_TOKEN' },
      { type: 'hunter2' },
      { pick: 'Done' },
      { paste: `$ docker build --push \\ -t shop:1 --build-arg NPM_TOKEN --no-cache .` },
      { find: 'docker build' },
      { type: `docker build -t shop:2 -f ${dockerfile} --build-arg NPM_TOKEN --pull ${folder}` },
      { take: 'build' },
    ]);
    await withOptions(services, { dockerfile });
    assert.equal(host.messages[0]?.text, leftOutWords(['--push']));
    // What may be secret is in no line, and still there.
    const asked = host.questions.find(({ placeholder }) => placeholder?.startsWith('docker build'));
    assert.equal(asked?.value, `docker build -t shop:1 -f ${dockerfile} --build-arg NPM_TOKEN --no-cache ${folder}`);
    assert.deepEqual(requests, [
      { contextFolder: folder, dockerfile, tags: ['shop:2'], buildArgs: { NPM_TOKEN: 'hunter2' }, pull: true },
    ]);
    assert.deepEqual(host.answers, []);
  });

  it('say what is wrong with a line that is pasted, where it can be mended', async () => {
    const { services, host, requests } = person([
      { paste: 'docker build --no-such .' },
      { type: 'docker build -t shop:1 .' },
      { take: 'build' },
    ]);
    await withOptions(services, { dockerfile });
    const [asked] = host.questions;
    assert.equal(asked?.value, 'docker build --no-such .');
    assert.match(String(asked?.validate?.('docker build --no-such .')), /--no-such/);
    assert.deepEqual(requests, [{ contextFolder: folder, dockerfile, tags: ['shop:1'] }]);
  });

  it('take no other line, and find rows by their flags', async () => {
    const { services, host } = person(['escape']);
    await assert.rejects(withOptions(services, { dockerfile }), Cancelled);
    const rows = (host.lists[0]?.choices ?? []) as readonly PickChoice<unknown>[];
    const takes = rows.find((row) => row.takes)?.takes;
    for (const typed of ['docker', 'build .', 'docker run app', 'no cache'])
      assert.equal(takes?.(typed), undefined, typed);
    assert.ok(takes?.('DOCKER_BUILDKIT=1 sudo podman build .'));
    assert.equal(rows.filter(({ keywords }) => keywords?.includes('--no-cache')).length, 1);
  });

  it('are saved as a profile, which Build takes from now on, without what may be secret', async () => {
    const { services, host, requests } = person([
      { pick: 'Pull' },
      { pick: 'Build Arguments' },
      { pick: 'NPM_TOKEN' },
      { type: 'hunter2' },
      { pick: 'Done' },
      { take: 'save' },
      { type: ' release ' },
    ]);
    host.savedProfiles.set(dockerfile, [{ name: 'release', noCache: true }, { name: 'dev' }]);
    await withOptions(services, { dockerfile });
    assert.deepEqual(host.savedProfiles.get(dockerfile), [{ name: 'dev' }, { name: 'release', pull: true }]);
    assert.ok(host.messages[0]?.text.endsWith(valuesWithheld(['NPM_TOKEN'])), host.messages[0]?.text);
    await host.messages[0]?.offers[0]?.run();
    assert.deepEqual(host.editedProfiles, [dockerfile]);
    await build(services, { dockerfile });
    assert.equal(requests[0]?.pull, true);
  });

  describe('as profiles of the settings', () => {
    const profiles = [
      { name: 'release', tags: ['shop:1', 'shop:latest'], target: 'final' },
      { name: 'broken', network: 'bridge' },
    ];

    it('are chosen for Build, Run, Push and Build to this stage', async () => {
      const { services, host, requests, images } = person([{ pick: 'release' }, { pick: 'Run' }]);
      host.savedProfiles.set(dockerfile, profiles);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await build(services, { dockerfile });
      await build(services, { dockerfile, stage: 'deps' });
      await commands['longshore.dockerfile.run'](services, { dockerfile });
      assert.deepEqual(
        requests.map(({ tags, target }) => [tags, target]),
        [
          [['shop:1', 'shop:latest'], 'final'],
          // A part never takes the names of the whole.
          [[tag.replace('latest', 'deps')], 'deps'],
        ],
      );
      assert.ok(images.some(({ tags }) => tags.includes('shop:1')));
      assert.equal(host.lists.at(-1)?.title, 'Run shop:1');
    });

    it('show what is wrong with one, and refuse it', async () => {
      const { services, host } = person([{ pick: 'broken' }]);
      host.savedProfiles.set(dockerfile, profiles);
      await assert.rejects(commands['longshore.dockerfile.chooseProfile'](services, { dockerfile }), {
        message: profileFailures.unusable('broken', profileSentences.network('bridge')),
      });
      const row = host.lists[0]?.choices.find(({ label }) => label === 'broken');
      assert.equal(row?.detail, profileSentences.network('bridge'));
      assert.deepEqual(host.remembered.size, 0);
    });

    it('say so when the chosen one is gone, rather than build something else', async () => {
      const { services, host, requests } = person([{ pick: 'release' }, { pick: 'No Options' }]);
      host.savedProfiles.set(dockerfile, profiles);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      host.savedProfiles.delete(dockerfile);
      await assert.rejects(build(services, { dockerfile }), {
        message: patternOf((file) => profileFailures.notThere('release', file)),
      });
      assert.equal(requests.length, 0);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await build(services, { dockerfile });
      assert.deepEqual(requests[0]?.tags, [tag]);
    });

    it('stay chosen after a build with other options, which the form says', async () => {
      const { services, host, requests } = person([{ pick: 'release' }, { pick: 'No Cache' }, { pick: 'Build' }]);
      host.savedProfiles.set(dockerfile, profiles);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await withOptions(services, { dockerfile });
      await build(services, { dockerfile });
      assert.match(String(host.lists.at(-1)?.placeholder), /profile "release"/);
      assert.deepEqual(
        requests.map(({ noCache, tags }) => [noCache, tags[0]]),
        [
          [true, 'shop:1'],
          [undefined, 'shop:1'],
        ],
      );
    });

    it('give way to the options of the last time, and those to none', async () => {
      const remembered = new Map([[`build options ${dockerfile}`, { name: 'last options', pull: true }]]);
      const { services, requests } = person([{ pick: 'Last Options' }, { pick: 'No Options' }], remembered);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await build(services, { dockerfile });
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await build(services, { dockerfile });
      assert.deepEqual(
        requests.map(({ pull }) => pull),
        [true, undefined],
      );
    });

    it('are opened to be edited', async () => {
      const { services, host } = person([{ pick: 'Edit Profiles…' }]);
      await commands['longshore.dockerfile.editProfiles'](services, { dockerfile });
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      assert.deepEqual(host.editedProfiles, [dockerfile, dockerfile]);
    });

    it('are there to begin with: a filled one, with the arguments that have no default and are no secrets', async () => {
      const { services, host } = person();
      writeFileSync(dockerfile, 'FROM node\nARG NPM_TOKEN\nARG VERSION\nARG GREETING="two words"\n');
      await commands['longshore.dockerfile.editProfiles'](services, { dockerfile });
      const filled = [{ name: 'default', context: '.', tags: [tag], buildArgs: { VERSION: '' } }];
      assert.deepEqual(host.savedProfiles.get(dockerfile), filled);
      await commands['longshore.dockerfile.editProfiles'](services, { dockerfile });
      assert.deepEqual(host.savedProfiles.get(dockerfile), filled);
    });

    it('begin with the options of the last time, without what may be a secret', async () => {
      const last = { name: 'last options', pull: true, buildArgs: { A: '1' }, withheldArgs: ['NPM_TOKEN'] };
      const { services, host } = person([], new Map([[`build options ${dockerfile}`, last]]));
      host.savedProfiles.set(dockerfile, []);
      await commands['longshore.dockerfile.editProfiles'](services, { dockerfile });
      assert.deepEqual(host.savedProfiles.get(dockerfile), [
        { name: 'default', pull: true, buildArgs: { A: '1' }, tags: [tag] },
      ]);
    });

    it('are left alone where they are no list, for the user to see', async () => {
      const { services, host } = person();
      host.savedProfiles.set(dockerfile, { name: 'release' });
      await commands['longshore.dockerfile.editProfiles'](services, { dockerfile });
      assert.deepEqual(host.savedProfiles.get(dockerfile), { name: 'release' });
      assert.deepEqual(host.editedProfiles, [dockerfile]);
    });

    it('are copied as a line', async () => {
      const { services, host } = person([{ pick: 'release' }]);
      host.savedProfiles.set(dockerfile, profiles);
      await commands['longshore.dockerfile.chooseProfile'](services, { dockerfile });
      await commands['longshore.dockerfile.copyBuildLine'](services, { dockerfile });
      assert.deepEqual(host.copied, [
        `docker build -t shop:1 -t shop:latest -f ${dockerfile} --target final ${folder}`,
      ]);
    });
  });
});

describe('the docker build line', () => {
  const everything: Required<BuildProfile> = {
    name: 'everything',
    context: '..',
    buildContexts: { assets: 'two words', base: 'docker-image://alpine:3.20' },
    tags: ['shop:1'],
    target: 'final',
    buildArgs: { GREETING: 'it\'s $HOME `id`\n"😀"', NPM_TOKEN: 'hunter2' },
    platform: 'linux/arm64',
    labels: { note: 'two words' },
    secrets: [
      { id: 'npm', file: 'my, "files"/npmrc' },
      { id: 'token', variable: 'TOKEN' },
    ],
    ssh: [{ id: 'default' }, { id: 'deploy', socket: '/run/my agent' }],
    noCache: true,
    pull: true,
    network: 'host',
    extraHosts: ['db:10.0.0.5'],
    shmSize: '1g',
    cacheFrom: ['shop:cache'],
    builder: 'big',
  };

  it('has every option, quoted so that a shell gives them back', () => {
    assert.deepEqual(splitWords(dockerBuildLine(everything, '/projects/my app/Dockerfile', ['shop:1', 'shop:2'])), [
      ...['docker', 'buildx', 'build', '--builder', 'big', '--load'],
      ...['-t', 'shop:1', '-t', 'shop:2', '-f', '/projects/my app/Dockerfile', '--target', 'final'],
      ...['--build-arg', 'GREETING=it\'s $HOME `id`\n"😀"', '--build-arg', 'NPM_TOKEN'],
      ...['--platform', 'linux/arm64', '--label', 'note=two words'],
      ...['--secret', 'id=npm,"src=/projects/my app/my, ""files""/npmrc"', '--secret', 'id=token,env=TOKEN'],
      ...['--ssh', 'default', '--ssh', 'deploy=/run/my agent', '--no-cache', '--pull', '--network', 'host'],
      ...['--add-host', 'db:10.0.0.5', '--shm-size', '1g', '--cache-from', 'shop:cache'],
      ...['--build-context', 'assets=/projects/my app/two words'],
      ...['--build-context', 'base=docker-image://alpine:3.20', '/projects'],
    ]);
  });

  it('changes with each option', () => {
    const line = (profile: BuildProfile) => dockerBuildLine(profile, '/projects/Dockerfile', profile.tags ?? []);
    const whole = line(everything);
    const { name: _name, ...options } = everything;
    for (const option of Object.keys(options) as (keyof typeof options)[]) {
      const { [option]: _left, ...rest } = everything;
      assert.notEqual(line(rest), whole, option);
    }
  });

  it('is short where nothing is special', () => {
    assert.equal(
      dockerBuildLine({ name: 'default' }, '/projects/Dockerfile', ['work:latest']),
      'docker build -t work:latest -f /projects/Dockerfile /projects',
    );
  });
});
