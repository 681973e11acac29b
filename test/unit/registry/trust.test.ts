import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { authConfig } from '../../../src/engine/dockerode/registry-auth.ts';
import { apiHostOf, isLoopback, registryOf, serverAddressOf } from '../../../src/registry/registry-host.ts';
import { certificateFolders, createTrust, trustSentences } from '../../../src/registry/trust.ts';
import { patternOf } from '../../support/sentence-pattern.ts';

describe('trust in registries', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-certs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text = path) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const trust = (insecureRegistries: string[] = []) =>
    createTrust({ certificateFolders: [join(folder, 'a'), join(folder, 'b')], insecureRegistries });

  it("adds a host's own authorities to all others, and its client certificates", () => {
    write('a/r.test:5000/ca.crt');
    write('b/r.test:5000/other.crt');
    write('b/r.test:5000/client.cert');
    write('b/r.test:5000/client.key');
    write('b/r.test:5000/readme.txt');
    const { ca, cert, key, rejectUnauthorized } = trust().tlsOf('r.test:5000');
    assert.deepEqual(ca?.slice(-2), ['a/r.test:5000/ca.crt', 'b/r.test:5000/other.crt']);
    assert.ok((ca?.length ?? 0) > 50);
    assert.deepEqual([cert, key], [['b/r.test:5000/client.cert'], ['b/r.test:5000/client.key']]);
    assert.equal(rejectUnauthorized, undefined);
    for (const other of ['r.test', 'r.test:5001', 'x.r.test:5000']) assert.deepEqual(trust().tlsOf(other), {});
  });

  it('says which half of a pair is missing', () => {
    write('a/r.test/client.cert');
    assert.throws(() => trust().tlsOf('r.test'), {
      message: patternOf((above) => trustSentences.halfPair(`${above}/a/r.test`, 'client.cert', 'client.key')),
    });
    write('a/s.test/client.key');
    assert.throws(() => trust().tlsOf('s.test'), {
      message: patternOf((above) => trustSentences.halfPair(`${above}/a/s.test`, 'client.key', 'client.cert')),
    });
  });

  it('goes without TLS on this machine and where the engine was told so, and nowhere else', () => {
    const { allowsPlain, tlsOf } = trust(['10.0.0.0/8', '::1/128', '127.0.0.0/8', 'Plain.test:5000']);
    const plain = ['localhost', 'localhost:5000', '127.1.2.3:5000', '[::1]:5000', '10.9.8.7', 'plain.test:5000'];
    for (const host of plain) {
      assert.equal(allowsPlain(host), true, host);
      assert.deepEqual(tlsOf(host), { rejectUnauthorized: false }, host);
    }
    const others = [
      'docker.io',
      'plain.test',
      'plain.test:50000',
      '11.0.0.1',
      'localhost.evil.test',
      '127.0.0.1.evil.test',
    ];
    for (const host of others) {
      assert.equal(allowsPlain(host), false, host);
      assert.deepEqual(tlsOf(host), {}, host);
    }
    // Plain HTTP will do on this machine; a certificate that is shown must be good all the same.
    assert.equal(trust().allowsPlain('localhost:5000'), true);
    assert.deepEqual(trust().tlsOf('localhost:5000'), {});
  });

  it('looks where engines look', () => {
    const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
      certificateFolders({ dockerConfigFolder: '/h/.docker', homeFolder: '/h', env, platform });
    assert.deepEqual(at('linux'), ['/h/.docker/certs.d', '/h/.config/docker/certs.d', '/etc/docker/certs.d']);
    assert.equal(at('linux', { XDG_CONFIG_HOME: '/x' })[1], '/x/docker/certs.d');
    assert.match(String(at('win32', { ProgramData: 'D:\\Data' })[1]), /^D:\\Data/);
  });
});

describe('the names of a registry', () => {
  it('are one for each place', () => {
    for (const name of ['docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io', 'Docker.IO']) {
      assert.equal(registryOf(name), 'docker.io');
      assert.equal(serverAddressOf(name), 'https://index.docker.io/v1/');
      assert.equal(apiHostOf(name), 'registry-1.docker.io');
    }
    for (const name of ['localhost:5000', 'http://localhost:5000', 'https://LOCALHOST:5000/v2/?x#y']) {
      assert.equal(registryOf(name), 'localhost:5000');
      assert.equal(serverAddressOf(name), 'localhost:5000');
    }
    assert.equal(isLoopback('[::1]:5000'), true);
    assert.equal(isLoopback('1.127.0.0.1'), false);
  });

  it('go with a credential to the engine', () => {
    assert.deepEqual(authConfig('docker.io', { kind: 'password', username: 'a', password: 'b' }), {
      username: 'a',
      password: 'b',
      serveraddress: 'https://index.docker.io/v1/',
    });
    assert.deepEqual(authConfig('r.test', { kind: 'identity-token', identityToken: 't' }), {
      identitytoken: 't',
      serveraddress: 'r.test',
    });
  });
});
