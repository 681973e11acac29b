// Which engine Longshore uses, chosen from the contexts that are on this machine; and the first Dockerfile of a workspace.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { starterDockerfile } from '../../../src/commands/building/starter.ts';
import { isUserError } from '../../../src/user-error.ts';
import { commands } from '../../support/test-commands.ts';
import { folderWith } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the command that chooses an engine', () => {
  let test: CommandsUnderTest;
  const config = process.env.DOCKER_CONFIG;
  before(async () => {
    test = await commandsUnderTest();
  });
  afterEach(() => {
    if (config === undefined) delete process.env.DOCKER_CONFIG;
    else process.env.DOCKER_CONFIG = config;
  });
  after(() => test.clean());

  const meta = (name: string) => `contexts/meta/${createHash('sha256').update(name).digest('hex')}/meta.json`;

  it('lists the contexts of docker, and takes an address', async () => {
    const { folder, remove } = folderWith({
      [meta('far')]: JSON.stringify({
        Name: 'far',
        Metadata: { Description: 'in the cellar' },
        Endpoints: { docker: { Host: 'ssh://me@far' } },
      }),
      [meta('near')]: JSON.stringify({
        Name: 'near',
        Metadata: {},
        Endpoints: { docker: { Host: 'tcp://near:2376' } },
      }),
      [meta('broken')]: '{"Name":',
      [meta('empty')]: '{"Name":"empty"}',
    });
    process.env.DOCKER_CONFIG = folder;
    const { host, services } = test.person([
      { pick: 'far' },
      { take: undefined },
      { type: 'ssh://me@elsewhere' },
      { take: '' },
    ]);
    await commands['longshore.engine.choose'](services);
    assert.equal(host.engineHost(), 'far');
    assert.deepEqual(host.lists[0]?.choices.map(({ label, detail }) => [label, detail]).slice(1, -1), [
      ['far', 'ssh://me@far  ·  in the cellar'],
      ['near', 'tcp://near:2376'],
    ]);
    await commands['longshore.engine.choose'](services);
    assert.equal(host.lists[1]?.choices.find(({ label }) => label === 'far')?.description, 'current');
    assert.equal(host.engineHost(), 'ssh://me@elsewhere');
    await commands['longshore.engine.choose'](services);
    assert.equal(host.engineHost(), undefined);
    remove();
  });

  it('an empty workspace is offered a Dockerfile to begin with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-empty-'));
    const { host, services } = test.person([], { folder });
    const failure: unknown = await commands['longshore.dockerfile.build'](services).catch((error: unknown) => error);
    assert.ok(isUserError(failure) && failure.offer);
    await failure.offer.run();
    assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), starterDockerfile);
    assert.deepEqual(host.openedPlaces, [[join(folder, 'Dockerfile'), undefined]]);
    rmSync(folder, { recursive: true });
  });
});
