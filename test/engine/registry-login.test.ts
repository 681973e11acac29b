// One account for the Docker CLI and for us: what either stores the other finds, with a helper and in config.json.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential } from '../../src/registry/credential.ts';
import { createCredentialStore } from '../../src/registry/credential-store.ts';
import type { SecretStore } from '../../src/registry/credentials-api.ts';
import { helperProgram } from '../support/credential-helper-program.ts';
import { findProgram } from '../support/processes.mjs';
import { type Registry, startRegistry } from '../support/registry.ts';
import { account, passwordFile } from '../support/registry-account.ts';
import { dockerHost, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

const login: Credential = { kind: 'password', ...account };

const noSecrets: SecretStore = {
  get: async () => undefined,
  store: () => assert.fail('Nothing is for the secret store here.'),
  delete: async () => {},
};

describe('one account', () => {
  let test: EngineUnderTest;
  let file: ReturnType<typeof passwordFile>;
  let registry: Registry;
  before(async () => {
    test = await engineUnderTest();
    file = passwordFile();
    registry = await startRegistry({ auth: file.auth });
  });
  after(async () => {
    await test.clean();
    await registry.stop();
    file.remove();
  });

  for (const withHelper of [true, false]) {
    it(`is the same for the Docker CLI, ${withHelper ? 'with a helper' : 'in config.json'}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'longshore-config-'));
      const helper = helperProgram('keep');
      const config = join(folder, 'config.json');
      writeFileSync(config, JSON.stringify({ ...(withHelper && { credsStore: 'keep' }), detachKeys: 'ctrl-q' }));
      const store = createCredentialStore({ dockerConfigFolder: folder, secretStore: noSecrets, env: helper.env });
      const docker = (args: readonly string[], input = '') =>
        runProgram(String(findProgram('docker')), args, input, {
          ...helper.env,
          DOCKER_HOST: dockerHost(),
          DOCKER_CONFIG: folder,
        });
      try {
        const place = await store.save(registry.host, login, { inTheClear: true });
        assert.equal(place.kind, withHelper ? 'helper' : 'config-file');
        assert.equal(readFileSync(config, 'utf8').includes('"auth":'), !withHelper);
        const container = await test.create({ command: ['true'] });
        const reference = `${registry.host}/${uniqueName()}:1`;
        const changes = ['CMD ["true"]'];
        await test.engine.containers.commit(container, { reference, message: '', author: '', changes, pause: false });
        test.owns(reference);
        const pushed = await docker(['push', reference]);
        const digest = /digest: (sha256:\w+)/.exec(pushed)?.[1];
        assert.equal(await test.engine.images.push(reference, () => {}, undefined, { credentials: store.get }), digest);

        await docker(['logout', registry.host]);
        assert.equal(await store.get(registry.host), undefined);
        assert.deepEqual(await store.list(), []);
        await docker(['login', '--username', account.username, '--password-stdin', registry.host], account.password);
        assert.deepEqual(await store.get(registry.host), login);
        assert.deepEqual(await store.list(), [{ registry: registry.host, username: account.username, place }]);
        assert.equal(await store.erase(registry.host), true);
        await assert.rejects(docker(['push', reference]), /no basic auth credentials/);
        assert.equal(JSON.parse(readFileSync(config, 'utf8')).detachKeys, 'ctrl-q');
      } finally {
        helper.remove();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

/** Its output; rejects with it if the program fails. */
function runProgram(program: string, args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (status) => (status === 0 ? resolve(output) : reject(new Error(output))));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
