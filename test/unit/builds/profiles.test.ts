// Build profiles as people write them into the settings: what is read, and what is said to be wrong.
import assert from 'node:assert/strict';

import { join, resolve } from 'node:path';
import { type BuildProfile, buildRequestOf } from '../../../src/builds/profile.ts';
import { profileProblem, profileSentences } from '../../../src/builds/profile-problem.ts';
import { profileShapes, readProfiles, settingSentences, shapes } from '../../../src/builds/read-profiles.ts';
import { manifestInWords } from '../../support/manifest-texts.ts';

/** Every option that there is. */
const everything: Required<BuildProfile> = {
  name: 'everything',
  context: '..',
  buildContexts: {
    assets: '../assets',
    'node:22': 'docker-image://node:22-slim',
    source: 'https://git.example.com/a.git#main',
    whole: '/srv',
  },
  tags: ['shop:1', 'registry.example.com:5000/team/shop:latest'],
  target: 'build',
  buildArgs: { VERSION: '1', EMPTY: '' },
  platform: 'linux/arm/v7',
  labels: { 'org.example.note': 'two words' },
  secrets: [
    { id: 'npm', file: '.npmrc' },
    { id: 'token', variable: 'NPM_TOKEN' },
  ],
  ssh: [{ id: 'default' }, { id: 'deploy', socket: '/run/agent' }],
  noCache: true,
  pull: true,
  network: 'none',
  extraHosts: ['db:10.0.0.5', 'six:::1', 'me:host-gateway', 'other=[fe80::1]'],
  shmSize: '64m',
  cacheFrom: ['shop:cache'],
  builder: 'big',
};

describe('build profiles', () => {
  it('are read with every option, and nothing is wrong with them', () => {
    assert.deepEqual(readProfiles([everything]), [{ name: 'everything', profile: everything }]);
  });

  it('have the same options in the settings’ schema', () => {
    const { contributes } = manifestInWords();
    const schema = contributes.configuration.properties['longshore.build.profiles'];
    assert.equal(schema.scope, 'resource');
    const { properties } = schema.additionalProperties.items;
    assert.deepEqual(Object.keys(properties).sort(), Object.keys(profileShapes).sort());
    assert.deepEqual(Object.keys(everything).sort(), Object.keys(profileShapes).sort());
    for (const [name, { description }] of Object.entries<{ description?: string }>(properties)) {
      assert.match(String(description), /\.$/, name);
    }
  });

  it('become a request with every option', () => {
    const request = buildRequestOf(everything, '/projects/app/Dockerfile', ['shop:1']);
    assert.deepEqual(request, {
      contextFolder: resolve('/projects'),
      dockerfile: '/projects/app/Dockerfile',
      tags: ['shop:1'],
      target: 'build',
      buildArgs: everything.buildArgs,
      labels: everything.labels,
      platform: 'linux/arm/v7',
      namedContexts: {
        assets: resolve('/projects/assets'),
        'node:22': 'docker-image://node:22-slim',
        source: 'https://git.example.com/a.git#main',
        whole: resolve('/srv'),
      },
      secrets: [
        { id: 'npm', file: join(resolve('/projects/app'), '.npmrc') },
        { id: 'token', variable: 'NPM_TOKEN' },
      ],
      ssh: everything.ssh,
      noCache: true,
      pull: true,
      networkMode: 'none',
      extraHosts: everything.extraHosts,
      shmSize: 64 * 1024 * 1024,
      cacheFrom: ['shop:cache'],
      builder: 'big',
    });
  });

  const problems: readonly (readonly [change: Partial<BuildProfile>, said: string])[] = [
    [{ name: ' ' }, profileSentences.noName()],
    [{ context: ' ' }, profileSentences.noContext()],
    [{ buildContexts: { 'My Files': '.' } }, profileSentences.contextName('My Files')],
    [{ buildContexts: { assets: ' ' } }, profileSentences.emptyContext('assets')],
    [{ buildContexts: { base: 'docker-image://' } }, profileSentences.noImage('base')],
    [{ buildContexts: { code: 'https://me:hunter2@git.example.com/a.git' } }, profileSentences.password('code')],
    [{ buildContexts: { base: 'target:base' } }, profileSentences.bakeTarget('base')],
    [{ buildContexts: { base: 'oci-layout://layout' } }, profileSentences.layout('base')],
    [{ tags: ['shop:1', 'My Shop'] }, profileSentences.tag('My Shop')],
    [{ tags: [`shop@sha256:${'a'.repeat(64)}`] }, profileSentences.tagWithDigest(`shop@sha256:${'a'.repeat(64)}`)],
    [{ target: 'two words' }, profileSentences.target('two words')],
    [{ buildArgs: { 'A B': '1' } }, profileSentences.argumentName('A B')],
    [{ platform: 'arm64' }, profileSentences.platform('arm64')],
    [{ platform: 'linux/amd64,linux/arm64' }, profileSentences.platform('linux/amd64,linux/arm64')],
    [{ labels: { '': '1' } }, profileSentences.labelName('')],
    [{ secrets: [{ id: 'a b', file: 'x' }] }, profileSentences.secretId('a b')],
    [{ secrets: [{ id: 'npm', file: ' ' }] }, profileSentences.secretSource('npm')],
    [{ ssh: [{ id: '' }] }, profileSentences.agentId('')],
    [{ network: 'bridge' }, profileSentences.network('bridge')],
    [{ extraHosts: ['db:5432'] }, profileSentences.portOfHost('db:5432')],
    [{ extraHosts: ['db'] }, profileSentences.extraHost('db')],
    [{ extraHosts: ['db:elsewhere'] }, profileSentences.extraHost('db:elsewhere')],
    [{ shmSize: 'much' }, profileSentences.size('much')],
    [{ shmSize: '0' }, profileSentences.size('0')],
    [{ cacheFrom: ['type=registry,ref=shop:1'] }, profileSentences.cache('type=registry,ref=shop:1')],
    [{ builder: '--all' }, profileSentences.builder('--all')],
  ];
  for (const [change, said] of problems) {
    it(`say what is wrong: ${JSON.stringify(change)}`, () => {
      const problem = profileProblem({ name: 'x', ...change });
      assert.equal(problem, said);
      assert.match(String(problem), /\.$/);
    });
  }

  it('take cache from elsewhere with a builder of buildx', () => {
    assert.equal(
      profileProblem({ name: 'x', builder: 'big', buildContexts: { base: 'oci-layout://layout' } }),
      undefined,
    );
    assert.equal(profileProblem({ name: 'x', builder: 'big', cacheFrom: ['type=registry,ref=shop:1'] }), undefined);
  });

  const wrong = (field: keyof BuildProfile) => settingSentences.wrongShape(field, shapes[profileShapes[field]].words);
  const malformed: readonly (readonly [value: unknown, said: string])[] = [
    ['release', settingSentences.noObject()],
    [null, settingSentences.noObject()],
    [[], settingSentences.noObject()],
    [{}, settingSentences.noName()],
    [{ name: 1 }, settingSentences.noName()],
    [{ name: 'x', tag: 'shop' }, settingSentences.unknownField('tag')],
    [{ name: 'x', constructor: 1 }, settingSentences.unknownField('constructor')],
    [{ name: 'x', tags: 'shop' }, wrong('tags')],
    [{ name: 'x', tags: [1] }, wrong('tags')],
    [{ name: 'x', buildContexts: ['a=.'] }, wrong('buildContexts')],
    [{ name: 'x', buildArgs: ['A=1'] }, wrong('buildArgs')],
    [{ name: 'x', buildArgs: { A: 1 } }, wrong('buildArgs')],
    [{ name: 'x', noCache: 'yes' }, wrong('noCache')],
    [{ name: 'x', secrets: [{ id: 'npm' }] }, wrong('secrets')],
    [{ name: 'x', secrets: [{ id: 'npm', file: 'a', variable: 'B' }] }, wrong('secrets')],
    [{ name: 'x', ssh: ['default'] }, wrong('ssh')],
    [{ name: 'x', network: 'bridge' }, profileSentences.network('bridge')],
  ];
  for (const [value, said] of malformed) {
    it(`are read without harm: ${JSON.stringify(value)}`, () => {
      const [read, ...others] = readProfiles([value]);
      assert.deepEqual(others, []);
      assert.equal(read?.problem, said);
      assert.equal(read?.profile, undefined);
    });
  }

  it('are none where nothing is written, and one problem where there is no list', () => {
    assert.deepEqual(readProfiles(undefined), []);
    assert.deepEqual(readProfiles(null), []);
    for (const setting of ['x', 1, {}, true])
      assert.equal(readProfiles(setting)[0]?.problem, settingSentences.noList());
  });

  it('keep the good ones beside a wrong one, and the first of two with one name', () => {
    const read = readProfiles([{ name: 'a' }, 7, { name: 'a', pull: true }, { name: ' b ' }]);
    assert.deepEqual(
      read.map(({ name, profile }) => [name, profile]),
      [
        ['a', { name: 'a' }],
        [settingSentences.unnamed(2), undefined],
        ['a', undefined],
        ['b', { name: 'b' }],
      ],
    );
    assert.equal(read[2]?.problem, settingSentences.twice('a'));
  });
});
