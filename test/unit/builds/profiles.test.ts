// Build profiles as people write them into the settings: what is read, and what is said to be wrong.
import assert from 'node:assert/strict';

import { join, resolve } from 'node:path';
import { type BuildProfile, buildRequestOf } from '../../../src/builds/profile.ts';
import { profileProblem } from '../../../src/builds/profile-problem.ts';
import { profileShapes, readProfiles } from '../../../src/builds/read-profiles.ts';
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

  const wrong: readonly (readonly [change: Partial<BuildProfile>, said: RegExp])[] = [
    [{ name: ' ' }, /no name/],
    [{ context: ' ' }, /context folder is empty/],
    [{ buildContexts: { 'My Files': '.' } }, /The build context name "My Files" is not valid\./],
    [{ buildContexts: { assets: ' ' } }, /The build context "assets" is empty\./],
    [{ buildContexts: { base: 'docker-image://' } }, /Use docker-image:\/\/name:tag\./],
    [
      { buildContexts: { code: 'https://me:hunter2@git.example.com/a.git' } },
      /The URL of the build context "code" contains a password, which would be saved and shown\./,
    ],
    [
      { buildContexts: { base: 'target:base' } },
      /The build context "base" is a Bake target, which a single build does not support\./,
    ],
    [{ buildContexts: { base: 'oci-layout://layout' } }, /"base" is an OCI layout.*builder/],
    [{ tags: ['shop:1', 'My Shop'] }, /The tag "My Shop" is not a valid image name\./],
    [{ tags: [`shop@sha256:${'a'.repeat(64)}`] }, /has a digest/],
    [{ target: 'two words' }, /The target "two words" is not a valid stage name\./],
    [{ buildArgs: { 'A B': '1' } }, /The build argument name "A B" is not valid\./],
    [{ platform: 'arm64' }, /platform "arm64".*linux\/arm64/],
    [{ platform: 'linux/amd64,linux/arm64' }, /platform/],
    [{ labels: { '': '1' } }, /The label name "" is not valid\./],
    [{ secrets: [{ id: 'a b', file: 'x' }] }, /The secret ID "a b" is not valid\./],
    [{ secrets: [{ id: 'npm', file: ' ' }] }, /secret "npm" has no source/],
    [{ ssh: [{ id: '' }] }, /The SSH agent ID "" is not valid\./],
    [{ network: 'bridge' }, /network "bridge".*default, none or host/],
    [{ extraHosts: ['db:5432'] }, /The extra host "db:5432" has a port instead of an address\./],
    [{ extraHosts: ['db'] }, /The extra host "db" is not valid\./],
    [{ extraHosts: ['db:elsewhere'] }, /name:address/],
    [{ shmSize: 'much' }, /size "much"/],
    [{ shmSize: '0' }, /size "0"/],
    [{ cacheFrom: ['type=registry,ref=shop:1'] }, /cache source/],
    [{ builder: '--all' }, /The builder name "--all" is not valid\./],
  ];
  for (const [change, said] of wrong) {
    it(`say what is wrong: ${JSON.stringify(change)}`, () => {
      const problem = profileProblem({ name: 'x', ...change });
      assert.match(String(problem), said);
      assert.match(String(problem), /[.:]$|\.$/);
    });
  }

  it('take cache from elsewhere with a builder of buildx', () => {
    assert.equal(
      profileProblem({ name: 'x', builder: 'big', buildContexts: { base: 'oci-layout://layout' } }),
      undefined,
    );
    assert.equal(profileProblem({ name: 'x', builder: 'big', cacheFrom: ['type=registry,ref=shop:1'] }), undefined);
  });

  const shapes: readonly (readonly [value: unknown, said: RegExp])[] = [
    ['release', /must be an object/],
    [null, /must be an object/],
    [[], /must be an object/],
    [{}, /no "name"/],
    [{ name: 1 }, /no "name"/],
    [{ name: 'x', tag: 'shop' }, /Build profiles have no property "tag"\./],
    [{ name: 'x', constructor: 1 }, /Build profiles have no property "constructor"\./],
    [{ name: 'x', tags: 'shop' }, /"tags".*list/],
    [{ name: 'x', tags: [1] }, /"tags".*list/],
    [
      { name: 'x', buildContexts: ['a=.'] },
      /"buildContexts" of a build profile must be names with strings: \{ "NAME": "value" \}\./,
    ],
    [
      { name: 'x', buildArgs: ['A=1'] },
      /"buildArgs" of a build profile must be names with strings: \{ "NAME": "value" \}\./,
    ],
    [{ name: 'x', buildArgs: { A: 1 } }, /"buildArgs"/],
    [{ name: 'x', noCache: 'yes' }, /true or false/],
    [{ name: 'x', secrets: [{ id: 'npm' }] }, /"secrets".*file/],
    [{ name: 'x', secrets: [{ id: 'npm', file: 'a', variable: 'B' }] }, /"secrets"/],
    [{ name: 'x', ssh: ['default'] }, /"ssh".*default/],
    [{ name: 'x', network: 'bridge' }, /default, none or host/],
  ];
  for (const [value, said] of shapes) {
    it(`are read without harm: ${JSON.stringify(value)}`, () => {
      const [read, ...others] = readProfiles([value]);
      assert.deepEqual(others, []);
      assert.match(String(read?.problem), said);
      assert.equal(read?.profile, undefined);
    });
  }

  it('are none where nothing is written, and one problem where there is no list', () => {
    assert.deepEqual(readProfiles(undefined), []);
    assert.deepEqual(readProfiles(null), []);
    for (const setting of ['x', 1, {}, true])
      assert.match(String(readProfiles(setting)[0]?.problem), /The build profiles of a Dockerfile must be a list\./);
  });

  it('keep the good ones beside a wrong one, and the first of two with one name', () => {
    const read = readProfiles([{ name: 'a' }, 7, { name: 'a', pull: true }, { name: ' b ' }]);
    assert.deepEqual(
      read.map(({ name, profile }) => [name, profile]),
      [
        ['a', { name: 'a' }],
        ['profile 2', undefined],
        ['a', undefined],
        ['b', { name: 'b' }],
      ],
    );
    assert.match(String(read[2]?.problem), /There are two build profiles named "a"\./);
  });
});
