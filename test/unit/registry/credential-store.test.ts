import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSentences } from '../../../src/optional-file.ts';
import type { Credential } from '../../../src/registry/credential.ts';
import { helperSentences } from '../../../src/registry/credential-helper.ts';
import { createCredentialStore } from '../../../src/registry/credential-store.ts';
import type { SecretStore } from '../../../src/registry/credentials-api.ts';
import { secretLoginSentences } from '../../../src/registry/secret-logins.ts';
import { type HelperProgram, helperProgram } from '../../support/credential-helper-program.ts';

const password = (username: string, secret: string): Credential => ({ kind: 'password', username, password: secret });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hub = 'https://index.docker.io/v1/';

function memorySecrets(): SecretStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key) => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

describe('the store of credentials', () => {
  const removals: (() => void)[] = [];
  afterEach(() => {
    for (const remove of removals.splice(0)) remove();
  });

  /** Without a helper on the PATH, unless one is given. */
  function store(config?: unknown, { helper, patience }: { helper?: HelperProgram; patience?: number } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-config-'));
    removals.push(() => rmSync(folder, { recursive: true, force: true }));
    if (helper) removals.push(helper.remove);
    const path = join(folder, 'config.json');
    if (config !== undefined) writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
    const secrets = memorySecrets();
    const credentials = createCredentialStore({
      dockerConfigFolder: folder,
      secretStore: secrets,
      env: helper?.env ?? { PATH: '/nonexistent' },
      platform: 'linux',
      ...(patience !== undefined && { helperPatience: patience }),
    });
    return { credentials, secrets, folder, path, text: () => readFileSync(path, 'utf8') };
  }

  it('knows nobody where there is nothing', async () => {
    const { credentials, path } = store();
    assert.deepEqual(await credentials.list(), []);
    assert.equal(await credentials.get('ghcr.io'), undefined);
    assert.equal(await credentials.erase('ghcr.io'), false);
    assert.equal(existsSync(path), false);
  });

  it('reads auths in every way in which they are written', async () => {
    const { credentials, path } = store({
      auths: {
        [hub]: { auth: base64('me:with:colons') },
        'https://ghcr.io/v2/': { auth: base64('padded:pw\0\0') },
        'LOCALHOST:5000': { username: 'plain', password: 'text' },
        'token.test': { auth: base64('ignored:'), identitytoken: 'refresh' },
        'broken.test': { auth: '!!!' },
        'empty.test': {},
      },
    });
    assert.deepEqual(await credentials.get('docker.io'), password('me', 'with:colons'));
    assert.deepEqual(await credentials.get('registry-1.docker.io'), password('me', 'with:colons'));
    assert.deepEqual(await credentials.get('ghcr.io'), password('padded', 'pw'));
    assert.deepEqual(await credentials.get('localhost:5000'), password('plain', 'text'));
    assert.deepEqual(await credentials.get('token.test'), { kind: 'identity-token', identityToken: 'refresh' });
    assert.equal(await credentials.get('empty.test'), undefined);
    await assert.rejects(credentials.get('broken.test'), {
      kind: 'credential-store',
      message: /Log in to broken\.test/,
    });
    // Neither a longer name, nor a shorter one, nor another port is the same registry.
    for (const other of ['ghcr.io.evil.test', 'hcr.io', 'localhost', 'localhost:50001', 'x.docker.io']) {
      assert.equal(await credentials.get(other), undefined, other);
    }
    const place = { kind: 'config-file', path } as const;
    const logins = await credentials.list();
    assert.deepEqual(
      logins.map(({ registry, username }) => [registry, username]),
      [
        ['broken.test', undefined],
        ['docker.io', 'me'],
        ['ghcr.io', 'padded'],
        ['localhost:5000', 'plain'],
        ['token.test', undefined],
      ],
    );
    assert.ok(logins.every((login) => JSON.stringify(login.place) === JSON.stringify(place)));
    assert.match(String(logins[0]?.problem), /broken/);
  });

  it('writes in the clear only when told to, as the CLI does, and changes nothing else', async () => {
    const before = `{\n  "psFormat": "x",\n  "auths": {\n    "a.test": { "auth": "${base64('a:b')}" }\n  },\n  "z": [1,  2]\n}`;
    const { credentials, path, folder, text } = store(before);
    chmodSync(path, 0o644);
    assert.deepEqual(await credentials.whereStored('docker.io'), { kind: 'config-file', path });
    const place = await credentials.save('docker.io', password('me', 'pw'), { inTheClear: true });
    assert.equal(place.kind, 'config-file');
    const entry = `,\n    "${hub}": {\n      "auth": "${base64('me:pw')}"\n    }`;
    assert.equal(
      text(),
      before.replace(`"${base64('a:b')}" }`, (found) => found + entry),
    );
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['config.json']);
    assert.equal(await credentials.erase('index.docker.io'), true);
    assert.equal(text(), before);
    await credentials.save('t.test', { kind: 'identity-token', identityToken: 'tok' }, { inTheClear: true });
    assert.deepEqual(JSON.parse(text()).auths['t.test'], { identitytoken: 'tok' });
  });

  it('uses the secret store where nothing may stand in the clear', async () => {
    const { credentials, secrets, text } = store({ auths: { 'a.test': { auth: base64('old:old') } } });
    const place = await credentials.save('a.test', password('new', 'newer'), { inTheClear: false });
    assert.deepEqual([place, JSON.parse(text())], [{ kind: 'secret-store' }, { auths: {} }]);
    assert.deepEqual(await credentials.get('a.test'), password('new', 'newer'));
    assert.deepEqual(await credentials.list(), [{ registry: 'a.test', username: 'new', place }]);
    await credentials.save('a.test', password('third', 'x'), { inTheClear: true });
    assert.equal(secrets.kept.size, 0);
    await credentials.save('b.test', password('b', 'b'), { inTheClear: false });
    assert.equal(await credentials.erase('b.test'), true);
    assert.equal(secrets.kept.size, 0);
  });

  it('loses none of several logins that come at once, and says when the secret store is broken', async () => {
    const { credentials, secrets } = store();
    const registries = ['a.test', 'b.test', 'c.test', '__proto__'];
    await Promise.all(registries.map((each) => credentials.save(each, password(each, 'x'), { inTheClear: false })));
    const found = (await credentials.list()).map(({ registry }) => registry);
    assert.deepEqual(found, [...registries].sort());
    assert.deepEqual(await credentials.get('__proto__'), password('__proto__', 'x'));
    assert.equal(await credentials.get('constructor'), undefined);
    for (const [key] of secrets.kept) secrets.kept.set(key, '{"a.test": hunter2');
    await assert.rejects(credentials.get('a.test'), (error: Error) => {
      assert.equal(error.message, secretLoginSentences.corrupt());
      assert.doesNotMatch(`${error.stack}${error.cause}`, /hunter2/);
      return true;
    });
    await credentials.save('a.test', password('a', 'again'), { inTheClear: false });
    assert.deepEqual(await credentials.get('a.test'), password('a', 'again'));
  });

  it('keeps a link to config.json, also one that leads to nothing yet', async () => {
    const { credentials, folder, path } = store();
    const real = join(folder, 'dotfiles.json');
    symlinkSync('dotfiles.json', path);
    await credentials.save('a.test', password('a', 'b'), { inTheClear: true });
    await credentials.save('b.test', password('a', 'b'), { inTheClear: true });
    assert.equal(readlinkSync(path), 'dotfiles.json');
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(real, 'utf8')).auths), ['a.test', 'b.test']);
  });

  it('leaves a config.json alone that is no JSON, and quotes nothing of it', async () => {
    const { credentials, text, path } = store('{"auths": hunter2');
    const failing = [
      credentials.get('a.test'),
      credentials.list(),
      credentials.save('a.test', password('a', 'b'), { inTheClear: true }),
    ];
    for (const each of failing) {
      await assert.rejects(each, (error: Error) => {
        assert.equal(error.message, fileSentences.noJson(path));
        assert.doesNotMatch(`${error.stack}${error.cause}`, /hunter2/);
        return true;
      });
    }
    assert.equal(text(), '{"auths": hunter2');
  });

  it('asks the helper of a host, then that for all, and the file only where there is none', async () => {
    const helper = helperProgram('keep');
    const { credentials, text } = store(
      {
        credsStore: 'keep',
        credHelpers: { 'file.test': '', 'gone.test': 'longshore-gone' },
        auths: { 'a.test': { auth: base64('of:file') }, 'file.test': { auth: base64('in:clear') } },
      },
      { helper },
    );
    assert.deepEqual(await credentials.whereStored('a.test'), { kind: 'helper', name: 'keep' });
    assert.equal(await credentials.get('a.test'), undefined);
    assert.deepEqual(await credentials.get('file.test'), password('in', 'clear'));
    await assert.rejects(credentials.get('gone.test'), {
      kind: 'credential-store',
      message: helperSentences.notThere('longshore-gone'),
    });
    await credentials.save('a.test', password('me', 'p"w\n😀'), { inTheClear: false });
    await credentials.save('docker.io', { kind: 'identity-token', identityToken: 'tok' }, { inTheClear: false });
    assert.deepEqual(helper.stored(), {
      'a.test': { Username: 'me', Secret: 'p"w\n😀' },
      [hub]: { Username: '<token>', Secret: 'tok' },
    });
    assert.deepEqual(JSON.parse(text()).auths, { 'a.test': {}, 'file.test': { auth: base64('in:clear') }, [hub]: {} });
    assert.deepEqual(await credentials.get('a.test'), password('me', 'p"w\n😀'));
    assert.deepEqual(await credentials.get('docker.io'), { kind: 'identity-token', identityToken: 'tok' });
    const logins = await credentials.list();
    assert.deepEqual(
      logins.map(({ registry, username, place }) => [registry, username, place.kind]),
      [
        ['a.test', 'me', 'helper'],
        ['docker.io', undefined, 'helper'],
        ['file.test', 'in', 'config-file'],
        ['gone.test', undefined, 'helper'],
      ],
    );
    assert.match(String(logins[3]?.problem), /docker-credential-longshore-gone/);
    assert.equal(await credentials.erase('a.test'), true);
    assert.equal(await credentials.erase('a.test'), false);
    assert.deepEqual(Object.keys(helper.stored()), [hub]);
  });

  it("takes the system's own helper where config.json says nothing, and writes that down as the CLI does", async () => {
    const helper = helperProgram('secretservice');
    const { credentials, text } = store({ currentContext: 'x' }, { helper });
    assert.deepEqual(await credentials.whereStored('a.test'), { kind: 'helper', name: 'secretservice' });
    await credentials.save('a.test', password('a', 'b'), { inTheClear: true });
    assert.deepEqual(JSON.parse(text()), {
      currentContext: 'x',
      auths: { 'a.test': {} },
      credsStore: 'secretservice',
    });
    assert.deepEqual(await credentials.get('a.test'), password('a', 'b'));
  });

  it('tells what is wrong with a helper, without what it printed', async () => {
    const says = (script: string) => store({ credsStore: 'bad' }, { helper: helperProgram('bad', script) }).credentials;
    const secret = 'hunter2';
    for (const [script, wanted] of [
      [`console.log('{"Username": "${secret}')`, helperSentences.noCredentials()],
      [`console.log('{"Secret": "${secret}"}'); process.exitCode = 3`, helperSentences.exitCode(3)],
      [`console.log('the keychain is locked'); process.exitCode = 1`, 'the keychain is locked'],
      [`process.stdout.write('x'.repeat(3e6))`, helperSentences.noCredentials()],
    ] as const) {
      await assert.rejects(says(script).get('a.test'), (error: Error & { kind?: string }) => {
        assert.equal(error.kind, 'credential-store');
        assert.equal(error.message, `${helperSentences.failed('bad', wanted)}. ${helperSentences.tryAgain()}`);
        assert.doesNotMatch(`${error.stack}${error.cause}`, /hunter2/);
        return true;
      });
    }
    const echoing = says(`console.log('cannot store ' + require('fs').readFileSync(0)); process.exitCode = 1`);
    await assert.rejects(echoing.save('a.test', password('me', secret), { inTheClear: false }), (error: Error) => {
      assert.match(error.message, /cannot store .*"Secret":"…"/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
    await assert.rejects(store({ credsStore: '../evil' }).credentials.get('a.test'), {
      message: helperSentences.notValid('../evil'),
    });
  });

  it('ends a helper that hangs, when its time is up or nobody waits any more', async () => {
    const hangs = 'setInterval(() => {}, 1000); process.stdout.write("x")';
    const { credentials } = store({ credsStore: 'hung' }, { helper: helperProgram('hung', hangs), patience: 100 });
    await assert.rejects(credentials.get('a.test'), {
      message: `${helperSentences.failed('hung', helperSentences.silent(0.1))}. ${helperSentences.tryAgain()}`,
    });
    const patient = store({ credsStore: 'hung' }, { helper: helperProgram('hung', hangs) }).credentials;
    const controller = new AbortController();
    const asked = patient.get('a.test', controller.signal);
    controller.abort(new Error('Enough.'));
    await assert.rejects(asked, { message: 'Enough.' });
  });
});
