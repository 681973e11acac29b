import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressSentences, parseAddress } from '../../../src/engine/endpoint/address.ts';
import { certificateSentences } from '../../../src/engine/endpoint/certificates.ts';
import { defaultSockets } from '../../../src/engine/endpoint/default-socket.ts';
import { contextSentences } from '../../../src/engine/endpoint/docker-context.ts';
import { type EndpointSource, resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import { dialStdioArguments } from '../../../src/engine/endpoint/ssh-command.ts';
import { noEngineOverThere, sshFailure, sshSentences } from '../../../src/engine/endpoint/ssh-failure.ts';
import { isEngineError } from '../../../src/errors.ts';
import { fileSentences } from '../../../src/optional-file.ts';
import { certificatePem, keyPem } from '../../support/pem.ts';

describe('the endpoint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, content: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const context = (name: string, docker: unknown) => {
    const id = createHash('sha256').update(name).digest('hex');
    write(`contexts/meta/${id}/meta.json`, JSON.stringify({ Name: name, Endpoints: { docker } }));
    return `contexts/tls/${id}/docker`;
  };
  const resolve = (env: Record<string, string> = {}, rest: Partial<EndpointSource> = {}) =>
    resolveEndpoint({ env, dockerConfigFolder: folder, platform: 'linux', homeFolder: folder, ...rest });

  it('is the setting, then DOCKER_HOST, then DOCKER_CONTEXT, then the current context, then the default', () => {
    context('one', { Host: 'unix:///one.sock' });
    context('two', { Host: 'unix:///two.sock' });
    write('config.json', JSON.stringify({ currentContext: 'one' }));
    const env = { DOCKER_HOST: 'unix:///host.sock', DOCKER_CONTEXT: 'two' };
    assert.equal(resolve(env, { setting: 'unix:///set.sock' }).words, 'unix:///set.sock');
    assert.equal(resolve(env, { setting: 'one' }).words, 'one (unix:///one.sock)');
    assert.equal(resolve(env, { setting: ' ' }).words, 'unix:///host.sock');
    assert.equal(resolve({ DOCKER_CONTEXT: 'two' }).words, 'two (unix:///two.sock)');
    assert.equal(resolve().words, 'one (unix:///one.sock)');
    assert.match(resolve({ DOCKER_CONTEXT: 'default' }).words, /^unix:\/\//);
    assert.equal(resolve(env, { setting: 'default' }).words, 'unix:///host.sock');
  });

  it('takes the first default socket that is there', () => {
    write('run/docker.sock', '');
    const { words } = resolve({ XDG_RUNTIME_DIR: join(folder, 'run') });
    // The machine may have an engine of its own.
    assert.ok([`unix://${join(folder, 'run/docker.sock')}`, 'unix:///var/run/docker.sock'].includes(words));
    const places = defaultSockets({
      env: { XDG_RUNTIME_DIR: '/run/user/1' },
      platform: 'linux',
      homeFolder: '/home/me',
    });
    assert.deepEqual(places.slice(0, 3), [
      '/var/run/docker.sock',
      '/run/user/1/docker.sock',
      '/home/me/.docker/run/docker.sock',
    ]);
    assert.deepEqual(
      defaultSockets({ env: {}, platform: 'win32', homeFolder: 'C:\\Users\\me' })[0],
      '//./pipe/docker_engine',
    );
  });

  it('reads the certificates of a context', () => {
    const certificates = context('tls', { Host: 'tcp://host:2376', SkipTLSVerify: false });
    const files = { ca: certificatePem, cert: certificatePem, key: keyPem() };
    for (const [name, text] of Object.entries(files)) write(`${certificates}/${name}.pem`, text);
    assert.deepEqual(resolve({ DOCKER_CONTEXT: 'tls' }).tls, { ...files, verify: true });
    context('plain', { Host: 'tcp://host:2375' });
    assert.equal(resolve({ DOCKER_CONTEXT: 'plain' }).tls, undefined);
    context('insecure', { Host: 'https://host', SkipTLSVerify: true });
    assert.equal(resolve({ DOCKER_CONTEXT: 'insecure' }).tls?.verify, false);
  });

  it('reads the certificates of DOCKER_CERT_PATH', () => {
    write('certs/ca.pem', certificatePem);
    const env = { DOCKER_HOST: 'tcp://host:2376', DOCKER_CERT_PATH: join(folder, 'certs') };
    assert.equal(resolve({ ...env, DOCKER_TLS_VERIFY: '1' }).tls?.verify, true);
    assert.equal(resolve(env).tls?.ca, certificatePem);
    assert.equal(resolve({ DOCKER_HOST: 'tcp://host:2375' }).tls, undefined);
  });

  const host = 'DOCKER_HOST';
  const form = (address: string) => [addressSentences.malformed(host), addressSentences.useForm(address)].join(' ');
  const bad: [name: string, act: () => unknown, message: () => string][] = [
    ['an unknown context', () => resolve({ DOCKER_CONTEXT: 'nope' }), () => contextSentences.notThere('nope')],
    ['fd://', () => resolve({ DOCKER_HOST: 'fd://' }), () => addressSentences.fileDescriptor(host)],
    ['an unknown scheme', () => resolve({ DOCKER_HOST: 'ftp://x' }), () => addressSentences.scheme(host, 'ftp')],
    ['unix without a path', () => resolve({ DOCKER_HOST: 'unix://' }), () => form('unix:///path/to/docker.sock')],
    ['tcp without a host', () => resolve({ DOCKER_HOST: 'tcp://' }), () => form('tcp://host:2375')],
    ['a port that is none', () => resolve({ DOCKER_HOST: 'tcp://host:99999' }), () => form('tcp://host:2375')],
    [
      'a password in ssh',
      () => resolve({ DOCKER_HOST: 'ssh://me:secret@host' }),
      () => addressSentences.password(host),
    ],
    ['an option as ssh host', () => resolve({ DOCKER_HOST: 'ssh://-oProxyCommand=x' }), () => form('ssh://user@host')],
    [
      'an empty DOCKER_CERT_PATH',
      () => resolve({ DOCKER_HOST: 'tcp://host', DOCKER_CERT_PATH: join(folder, 'nope') }),
      () => certificateSentences.none(join(folder, 'nope')),
    ],
  ];
  for (const [name, act, message] of bad) it(`refuses ${name}`, () => refuses(act, message()));

  it('names the file that is no certificate or key, without quoting it', () => {
    const env = { DOCKER_HOST: 'tcp://host:2376', DOCKER_CERT_PATH: join(folder, 'certs') };
    const refusesPem = (files: Record<string, string>, message: string) => {
      for (const [name, text] of Object.entries(files)) write(`certs/${name}.pem`, text);
      refuses(() => resolve(env), message);
    };
    const key = join(folder, 'certs/key.pem');
    refusesPem({ ca: 'secret junk' }, certificateSentences.notCertificate(join(folder, 'certs/ca.pem')));
    refusesPem({ ca: certificatePem, cert: certificatePem, key: 'secret' }, certificateSentences.notKey(key));
    refusesPem({ key: certificatePem }, certificateSentences.notKey(key));
    refusesPem({ key: keyPem('passphrase') }, certificateSentences.passphrase(key));
  });

  it('refuses a context without an engine', () => {
    context('x', {});
    refuses(() => resolve({ DOCKER_CONTEXT: 'x' }), contextSentences.noEngine('x'));
  });

  it('passes over a broken config.json as the CLI does, with a warning that names it and quotes nothing of it', () => {
    const path = join(folder, 'config.json');
    const broken: [text: string, warning: string][] = [
      ['{"auth": "secret"', fileSentences.noJson(path)],
      ['["secret"]', contextSentences.noObject(path)],
      ['{"currentContext": {"secret": 1}}', contextSentences.nameNotText(path)],
    ];
    const words = resolve().words;
    for (const [text, warning] of broken) {
      write('config.json', text);
      const warnings: string[] = [];
      const warn = (message: string) => void warnings.push(message);
      assert.equal(resolve({}, { warn }).words, words);
      assert.equal(warnings.length, 1);
      assert.ok(warnings[0]?.startsWith(warning), warnings[0]);
      assert.doesNotMatch(String(warnings[0]), /secret/);
      // Nobody needs it, nobody reads it.
      assert.equal(resolve({ DOCKER_HOST: 'unix:///x.sock' }, { warn }).words, 'unix:///x.sock');
      assert.equal(resolve({}, { warn, setting: 'unix:///y.sock' }).words, 'unix:///y.sock');
      assert.equal(warnings.length, 1);
    }
  });

  it('passes over a config.json that is empty, a folder, or not readable', () => {
    const words = resolve().words;
    write('config.json', ' \n');
    assert.equal(resolve({}, { warn: (message) => assert.fail(message) }).words, words);
    rmSync(join(folder, 'config.json'));
    mkdirSync(join(folder, 'config.json'));
    const warnings: string[] = [];
    assert.equal(resolve({}, { warn: (message) => void warnings.push(message) }).words, words);
    assert.ok(warnings[0]?.startsWith(fileSentences.unreadable(join(folder, 'config.json'), 'EISDIR')), warnings[0]);
  });

  function refuses(act: () => unknown, message: string): void {
    assert.throws(act, (error: unknown) => {
      assert.ok(isEngineError(error, 'bad-endpoint'));
      assert.equal(error.message, message);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  }
});

describe('an address', () => {
  it('reads TCP with and without scheme, port and prefix', () => {
    assert.deepEqual(parseAddress('host:1234', 'x'), {
      kind: 'tcp',
      host: 'host',
      port: 1234,
      pathPrefix: '',
      secure: false,
      words: 'tcp://host:1234',
    });
    assert.equal(parseAddress('tcp://[::1]:2375/docker/', 'x').words, 'tcp://[::1]:2375/docker');
    const secure = parseAddress('https://host', 'x');
    assert.ok(secure.kind === 'tcp' && secure.port === 2376 && secure.secure);
  });

  it('reads pipes', () => {
    const pipe = parseAddress('npipe:////./pipe/docker_engine', 'x');
    assert.ok(pipe.kind === 'socket' && pipe.path === '//./pipe/docker_engine');
  });

  it('becomes an ssh command without a shell and without prompts', () => {
    const address = parseAddress('ssh://me@host:2222/run/user/1/docker.sock', 'x');
    assert.ok(address.kind === 'ssh');
    const args = dialStdioArguments(address);
    assert.ok(args.includes('BatchMode=yes'));
    assert.deepEqual(args.slice(args.indexOf('-l')), [
      ...['-l', 'me', '-p', '2222', '--', 'host', 'docker'],
      ...['--host', "'unix:///run/user/1/docker.sock'", 'system', 'dial-stdio'],
    ]);
  });

  describe('that ssh fails to reach', () => {
    const told = (complaint: string, address = 'ssh://me@host:2222') => {
      const parsed = parseAddress(address, 'x');
      assert.ok(parsed.kind === 'ssh');
      return sshFailure(address, parsed, { exitCode: 255, complaint });
    };

    const refusal = 'ssh: connect to host host port 2222: Connection refused';

    it('says what ssh said, and what to do', () => {
      const engine = 'ssh://me@host:2222';
      const command = '"ssh -p 2222 me@host"';
      for (const [complaint, why, remedy] of [
        ['Host key verification failed.\r\n', sshSentences.hostKeyUnknown(), sshSentences.connectOnce(command)],
        ['sh: docker: command not found', 'sh: docker: command not found', sshSentences.installDocker()],
        ['', sshSentences.silent(), sshSentences.tryInTerminal(command)],
        [refusal, refusal, sshSentences.checkHost()],
      ] as const) {
        assert.equal(told(complaint).message, sshSentences.unreachable(engine, why, remedy));
      }
    });

    it('takes a changed host key for what it may be, and shows the whole of it', () => {
      const warning = [
        '@'.repeat(59),
        '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @',
        '@'.repeat(59),
        'IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!',
        'The fingerprint for the ED25519 key sent by the remote host is',
        'SHA256:4FAtMNU7Q0w.',
        'Please contact your system administrator.',
        'Offending ED25519 key in /home/me/.ssh/known_hosts:3',
        'Host key verification failed.',
      ].join('\r\n');
      const { kind, message } = told(warning);
      assert.equal(kind, 'login-refused');
      const keys = [sshSentences.newKey('SHA256:4FAtMNU7Q0w'), sshSentences.oldKey('/home/me/.ssh/known_hosts:3')];
      assert.ok(message.includes(sshSentences.hostKeyChanged(` (${keys.join(', ')})`)), message);
      assert.match(message, /"ssh-keygen -R '\[host\]:2222'"/);
    });

    it('tells a refused login from a refused socket, and both from a socket that is not there', () => {
      assert.equal(told('me@host: Permission denied (publickey,password).').kind, 'login-refused');
      const socket = told(
        'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      );
      assert.equal(socket.kind, 'permission-denied');
      assert.match(socket.message, /sudo usermod -aG docker me/);
      assert.equal(
        told('Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?')
          .message,
        sshSentences.unreachable('ssh://me@host:2222', noEngineOverThere, sshSentences.startDocker()),
      );
    });
  });
});
