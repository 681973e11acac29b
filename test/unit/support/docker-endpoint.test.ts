// Which engine the start script means: the order of the Docker CLI.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerEndpoint } from '../../support/docker-endpoint.mjs';

describe('the engine that the user means', () => {
  let home = '';
  const nothing = () => false;
  const context = (name: string, host: string) => {
    const folder = join(home, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }));
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'longshore-home-'));
    context('lab', 'tcp://10.0.0.9:2375');
    context('cellar', 'unix:///run/cellar.sock');
    writeFileSync(join(home, '.docker', 'config.json'), JSON.stringify({ currentContext: 'cellar' }));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('is that of DOCKER_HOST first', () => {
    const env = { DOCKER_HOST: 'unix:///tmp/d.sock', DOCKER_CONTEXT: 'lab' };
    assert.deepEqual(dockerEndpoint({ env, home, exists: nothing }), {
      host: 'unix:///tmp/d.sock',
      namedBy: 'DOCKER_HOST',
      address: { socketPath: '/tmp/d.sock' },
    });
  });
  it('then that of DOCKER_CONTEXT', () => {
    const found = dockerEndpoint({ env: { DOCKER_CONTEXT: 'lab' }, home, exists: nothing });
    assert.deepEqual(found.address, { host: '10.0.0.9', port: 2375 });
    assert.equal(found.namedBy, 'the context lab');
  });
  it('then that of the current context', () => {
    assert.equal(dockerEndpoint({ env: {}, home, exists: nothing }).host, 'unix:///run/cellar.sock');
  });
  it('then the default socket, or a rootless one if only that is there', () => {
    const env = { DOCKER_CONTEXT: 'default', XDG_RUNTIME_DIR: '/run/user/7' };
    assert.equal(dockerEndpoint({ env, home, exists: nothing }).host, 'unix:///var/run/docker.sock');
    const rootless = (path: string) => path === '/run/user/7/docker.sock';
    assert.equal(dockerEndpoint({ env, home, exists: rootless }).host, 'unix:///run/user/7/docker.sock');
  });
  it('has no address for us where only the extension can ask it', () => {
    assert.equal(dockerEndpoint({ env: { DOCKER_HOST: 'ssh://me@host' }, home }).address, undefined);
    assert.equal(dockerEndpoint({ env: { DOCKER_HOST: 'tcp://host:2376' }, home }).address, undefined);
  });
  it('is the default one if a file of the user is broken', () => {
    writeFileSync(join(home, '.docker', 'config.json'), '{');
    assert.equal(dockerEndpoint({ env: {}, home, exists: nothing }).host, 'unix:///var/run/docker.sock');
  });
});
